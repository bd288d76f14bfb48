import { questions } from "../api/questions.ts";
import { t } from "../i18n/words.ts";
import { To } from "../ui/link.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { Named, PartyName, Time } from "../ui/values.tsx";
import { ProfileUsers } from "./parts/profile-users.tsx";
import { RegistrationTabs } from "./parts/registration-tabs.tsx";
import { TrialMark } from "./parts/trial-mark.tsx";

/** All registration profiles. */
export function ProfilesView() {
  return (
    <ListPage
      route="profiles"
      title={t("profile.list")}
      lead={t("profile.lead")}
      beside={<RegistrationTabs />}
      ask={questions.profiles}
      keyOf={({ profileId }) => String(profileId)}
      columns={[
        { head: t("profile.id"), cell: ({ profileId }) => String(profileId) },
        {
          head: t("profile.label"),
          cell: ({ profileId, label, terms }) => (
            <span class="inline">
              <To name="profile" id={profileId}>
                <Named text={label} />
              </To>
              {terms.trial && <TrialMark />}
            </span>
          ),
        },
        { head: t("profile.usedBy"), cell: (profile) => <ProfileUsers profile={profile} /> },
        { head: t("profile.definedBy"), cell: ({ byParty }) => <PartyName party={byParty} /> },
        { head: t("profile.definedAt"), cell: ({ definedAt }) => <Time at={definedAt} day /> },
      ]}
    />
  );
}
