import type { Profile } from "../../api/shapes.ts";
import { t } from "../../i18n/words.ts";
import { PartyName } from "../../ui/values.tsx";

/** The registries that have a profile now, and whether the public-data track has it. */
export function ProfileUsers({ profile }: { profile: Pick<Profile, "registries" | "publicTrack"> }) {
  const { registries, publicTrack } = profile;
  if (registries.length === 0 && !publicTrack) return <span class="quiet">{t("profile.unused")}</span>;
  return (
    <ul class="inline">
      {publicTrack && <li>{t("profile.publicTrack")}</li>}
      {registries.map((registry) => (
        <li key={registry}>
          <PartyName party={registry} />
        </li>
      ))}
    </ul>
  );
}
