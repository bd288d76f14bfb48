import { questions } from "../api/questions.ts";
import { useAnswer } from "../data/use-answer.ts";
import { t } from "../i18n/words.ts";
import { Facts } from "../ui/facts.tsx";
import { To } from "../ui/link.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { Hex, PartyName, Time } from "../ui/values.tsx";
import { ProfileTerms } from "./parts/profile-terms.tsx";
import { ProfileUsers } from "./parts/profile-users.tsx";
import { TrialMark } from "./parts/trial-mark.tsx";

/** One registration profile: its numbers with their articles, and who uses it. */
export function ProfileView({ id }: { id: string }) {
  const answer = useAnswer(questions.profile(id));
  const { data } = answer;
  return (
    <Page
      title={data?.label ?? t("profile.title", { id })}
      kind={t("profile.title", { id })}
      parent={["profiles", t("profile.list")]}
      chips={data?.terms.trial && <TrialMark />}
    >
      <Loaded answer={answer}>
        {(profile) => (
          <>
            {profile.terms.trial && <p class="banner">{t("profile.trialNote")}</p>}
            <Facts
              rows={[
                [t("profile.definedBy"), <PartyName key="b" party={profile.byParty} />],
                [t("profile.definedAt"), <Time key="t" at={profile.definedAt} />],
                [t("profile.document"), <Hex key="d" value={profile.documentDigest} what={t("profile.document")} />],
                [
                  t("transaction.one"),
                  <To key="x" name="transaction" id={profile.transaction}>
                    {t("profile.definedAt")}
                  </To>,
                ],
              ]}
            />
            <Section title={t("profile.usedBy")} note={t("profile.usedByNote")}>
              <ProfileUsers profile={profile} />
            </Section>
            <Section title={t("profile.terms")}>
              <ProfileTerms terms={profile.terms} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
