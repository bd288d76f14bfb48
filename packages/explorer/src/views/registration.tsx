import { questions } from "../api/questions.ts";
import type { CaseDetail } from "../api/shapes.ts";
import { wasDeemed } from "../data/due.ts";
import { useAnswer } from "../data/use-answer.ts";
import { label, t } from "../i18n/words.ts";
import { Facts, type FactRow } from "../ui/facts.tsx";
import { To } from "../ui/link.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { CertificateLink, Hex, Named, PartyName } from "../ui/values.tsx";
import { CasePanel } from "../acts/case-panel.tsx";
import { clockRows } from "./parts/case-clocks.tsx";
import { CaseDue } from "./parts/case-due.tsx";
import { CaseFlags } from "./parts/case-flags.tsx";
import { CaseParticipants } from "./parts/case-participants.tsx";
import { CasePeriods } from "./parts/case-periods.tsx";
import { CaseRequest } from "./parts/case-request.tsx";
import { CaseState } from "./parts/case-state.tsx";
import { CaseSteps } from "./parts/case-steps.tsx";
import { CaseSubmissions } from "./parts/case-submissions.tsx";
import { ObjectionsTable } from "./parts/objections-table.tsx";
import { RightNames } from "./parts/right-names.tsx";
import { WhoLooked } from "./parts/who-looked.tsx";

/** One registration case: what comes next and when, what was applied for, each step with its documents, objections. */
export function RegistrationView({ id }: { id: string }) {
  const answer = useAnswer(questions.registration(id));
  const years = useAnswer(questions.status()).data?.calendarYears;
  const { data } = answer;
  return (
    <Page
      title={t("case.title", { id })}
      kind={data ? label("kind", data.kind) : t("case.one")}
      parent={["registrations", t("case.list")]}
      chips={
        data && (
          <>
            <CaseState found={data} deemed={wasDeemed(data)} />
            {data.exOfficio && <span class="chip chip-info">{t("case.exOfficio")}</span>}
          </>
        )
      }
    >
      <Loaded answer={answer}>
        {(found) => (
          <>
            <Section title={t("clock.title")}>
              <CaseDue found={found} years={years} />
            </Section>
            <CasePanel found={found} refresh={answer.retry} />
            <CaseRequest found={found} />
            <CaseParticipants found={found} />
            <CaseFlags flags={found.flags} />
            <Section title={t("case.facts")}>
              <CaseFacts found={found} years={years} />
            </Section>
            <CasePeriods found={found} years={years} />
            <Section title={t("case.steps")}>
              <CaseSteps steps={found.steps} />
            </Section>
            <Section title={t("case.objections")}>
              <ObjectionsTable objections={found.objections} />
            </Section>
            <CaseSubmissions submissions={found.submissions} />
            <WhoLooked caseId={found.caseId} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function CaseFacts({ found, years }: { found: CaseDetail; years: readonly number[] | undefined }) {
  const evidence = t(found.exOfficio ? "case.grounds" : "case.evidence");
  return (
    <Facts
      rows={[
        [
          t("asset.one"),
          <To key="a" name="asset" id={found.assetId}>
            <Named text={found.assetName} />
          </To>,
        ],
        [t(found.exOfficio ? "right.holder" : "case.applicant"), <PartyName key="p" party={found.applicant} />],
        [t("case.registry"), <PartyName key="r" party={found.registry} />],
        found.keeper !== found.registry && [t("case.keeper"), <PartyName key="k" party={found.keeper} />],
        [t("case.kind"), label("kind", found.kind)],
        // The other kinds name it in what they ask for.
        (found.kind === "change" || found.kind === "renewal") &&
          found.subject !== null && [t("case.subject"), <CertificateLink key="s" number={found.subject} />],
        ...sourceRows(found),
        [
          t("clock.profile"),
          <To key="f" name="profile" id={found.profileId}>
            {t("profile.title", { id: found.profileId })}
          </To>,
        ],
        found.kind === "initial" &&
          found.certificate !== null && [t("certificate.one"), <CertificateLink key="c" number={found.certificate} />],
        found.publicRecordId !== null && [
          t("case.record"),
          <To key="u" name="record" id={found.publicRecordId}>
            {t("record.title", { id: found.publicRecordId })}
          </To>,
        ],
        found.ground !== null && [t("case.ground"), label("ground", found.ground)],
        ...clockRows(found, years),
        [evidence, <Hex key="e" value={found.evidenceDigest} what={evidence} />],
      ]}
    />
  );
}

/** What the right to register rests on (articles 20 and 21). */
function sourceRows({ basis }: CaseDetail): FactRow[] {
  if (!basis) return [];
  const { sourceCase, rights, documentDigest } = basis;
  return [
    [t("case.sourceCase"), label("sourceCase", sourceCase)],
    rights.length > 0 && [t("case.sourceRights"), <RightNames key="g" rights={rights} />],
    documentDigest !== null && [
      t("case.sourceDocument"),
      <Hex key="d" value={documentDigest} what={t("case.sourceDocument")} />,
    ],
  ];
}
