import { questions } from "../api/questions.ts";
import { authorisationActs } from "../acts/record-acts.ts";
import { RecordPanel } from "../acts/record-panel.tsx";
import { useAnswer } from "../data/use-answer.ts";
import { t } from "../i18n/words.ts";
import { Chip } from "../ui/chip.tsx";
import { Facts } from "../ui/facts.tsx";
import { To } from "../ui/link.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { AssetLink, Hex, Named, PartyName, Purposes, Term, Territory, Time } from "../ui/values.tsx";

/** One grant of operation. */
export function AuthorisationView({ id }: { id: string }) {
  const answer = useAnswer(questions.authorisation(id));
  return (
    <Page
      title={t("authorisation.title", { id })}
      parent={["records", t("record.list")]}
      chips={answer.data && <Chip group="live" value={answer.data.live} />}
    >
      <Loaded answer={answer}>
        {(grant) => (
          <>
            <Facts
              rows={[
                [t("authorisation.scene"), <Named key="s" text={grant.scene} />],
                [t("authorisation.body"), <PartyName key="b" party={grant.body} />],
                [t("authorisation.operator"), <PartyName key="o" party={grant.operator} />],
                [
                  t("record.one"),
                  <To key="r" name="record" id={grant.recordId}>
                    {t("record.title", { id: grant.recordId })}
                  </To>,
                ],
                [t("asset.one"), <AssetLink key="a" id={grant.assetId} />],
                [t("authorisation.term"), <Term key="t" from={grant.start} until={grant.until} />],
                [t("right.territory"), <Territory key="x" code={grant.territory} />],
                [t("right.resale"), t(grant.resale ? "common.yes" : "common.no")],
                [t("right.purposes"), <Purposes key="p" list={grant.purposes} />],
                [
                  t("authorisation.agreement"),
                  <Hex key="d" value={grant.agreementDigest} what={t("authorisation.agreement")} />,
                ],
              ]}
            />
            <Section title={t("authorisation.safety")}>
              <Facts
                rows={[
                  grant.suspendedBy !== null && [
                    t("authorisation.suspendedBy"),
                    <PartyName key="s" party={grant.suspendedBy} />,
                  ],
                  [t("authorisation.level"), t("authorisation.levelOf", { n: grant.safety.level })],
                  [t("authorisation.safetyUntil"), <Time key="u" at={grant.safety.until} />],
                  [
                    t("authorisation.assessment"),
                    <Hex key="a" value={grant.safety.documentDigest} what={t("authorisation.assessment")} />,
                  ],
                ]}
              />
            </Section>
            <RecordPanel not={[]} offer={(me) => authorisationActs(grant, me)} refresh={answer.retry} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
