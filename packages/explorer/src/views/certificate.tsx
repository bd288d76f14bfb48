import { questions } from "../api/questions.ts";
import type { Certificate } from "../api/shapes.ts";
import { certificateStateOf } from "../data/later.ts";
import { useAnswer } from "../data/use-answer.ts";
import { dayOf } from "../format/time.ts";
import { t } from "../i18n/words.ts";
import { Chip } from "../ui/chip.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { CertificatePanel } from "../acts/certificate-panel.tsx";
import { AnnotationsTable } from "./parts/annotations-table.tsx";
import { CertificateFacts } from "./parts/certificate-facts.tsx";
import { LaterCases } from "./parts/later-cases.tsx";
import { LaterObjections } from "./parts/later-objections.tsx";
import { RestraintChips } from "./parts/restraint-chips.tsx";
import { RightsTable } from "./parts/rights-table.tsx";
import { SampleMark } from "./parts/sample-mark.tsx";
import { WhoLooked } from "./parts/who-looked.tsx";

/** Where the gateway gives a certificate's file. */
const paperOf = (number: string, kind: "pdf" | "vc") => `/v1/certificates/${encodeURIComponent(number)}.${kind}`;

/** One registration certificate: what it carries now, and what became of it. */
export function CertificateView({ id }: { id: string }) {
  const answer = useAnswer(questions.certificate(id));
  const { data } = answer;
  return (
    <Page
      title={data?.number ?? id}
      kind={t("certificate.one")}
      parent={["certificates", t("certificate.list")]}
      chips={
        data && (
          <>
            <Chip group="certificateState" value={certificateStateOf(data)} />
            <RestraintChips certificate={data} />
            {data.sample && <SampleMark />}
          </>
        )
      }
    >
      <Loaded answer={answer}>
        {(certificate) => (
          <>
            <EndedNote certificate={certificate} />
            {certificate.restrained && <p class="banner">{t("annotation.restrainedNote")}</p>}
            {certificate.sample && <p class="banner">{t("certificate.sampleNote")}</p>}
            <CertificateFacts certificate={certificate} />
            {certificate.live && <Papers number={certificate.number} />}
            <CertificateRights certificate={certificate} />
            <WhoLooked caseId={certificate.caseId} />
            <Later number={certificate.number} />
            <Remarks certificate={certificate} now={certificate.asOfBlock.time} />
            <CertificatePanel certificate={certificate} refresh={answer.retry} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Its papers, which are made of certificates that live. */
function Papers({ number }: { number: string }) {
  return (
    <p class="chips">
      <a class="button" href={paperOf(number, "pdf")} download>
        {t("certificate.pdf")}
      </a>
      <a class="button" href={paperOf(number, "vc")} download>
        {t("certificate.credential")}
      </a>
    </p>
  );
}

/** When and how it ended, if it did. */
function EndedNote({ certificate: { state, endedAt } }: { certificate: Certificate }) {
  if (state === "valid" || endedAt === null) return null;
  return <p class="banner">{t(`certificate.${state}Note`, { day: dayOf(endedAt) })}</p>;
}

/** The rights that it carries now, and those that passed to another or were cancelled. */
function CertificateRights({ certificate: { rights } }: { certificate: Certificate }) {
  const now = rights.filter(({ endedAt }) => endedAt === null);
  const ended = rights.filter(({ endedAt }) => endedAt !== null);
  return (
    <>
      <Section title={t("certificate.rightsNow")}>
        {now.length === 0 ? (
          <p class="empty">{t("certificate.rightsNone")}</p>
        ) : (
          <RightsTable caption={t("certificate.rightsNow")} rights={now} />
        )}
      </Section>
      {ended.length > 0 && (
        <Section title={t("certificate.rightsEnded")}>
          <RightsTable caption={t("certificate.rightsEnded")} rights={ended} only />
        </Section>
      )}
    </>
  );
}

/** What is noted on it, and objections to it (articles 23 and 29); the newest 200 of each. */
function Remarks({ certificate: { annotations, objections }, now }: { certificate: Certificate; now: string }) {
  const { data } = useAnswer(questions.status());
  return (
    <>
      <Section title={t("annotation.list")}>
        <AnnotationsTable annotations={annotations} />
      </Section>
      <Section title={t("laterObjection.list")}>
        <LaterObjections objections={objections} years={data?.calendarYears} now={now} />
      </Section>
    </>
  );
}

/** Transfers, changes, renewals and cancellations of it (articles 34 to 37); the newest 200. */
function Later({ number }: { number: string }) {
  const answer = useAnswer(questions.registrations({ certificate: number, limit: 200 }));
  return (
    <Section title={t("certificate.later")}>
      <Loaded answer={answer} rows={2}>
        {({ items }) => <LaterCases cases={items} />}
      </Loaded>
    </Section>
  );
}
