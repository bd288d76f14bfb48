import { rfc3339 } from "./time.ts";
import type { ProfileJson } from "../../schemas/profile.ts";
import { u32 } from "../../store/keys.ts";
import { listedTable } from "../project/listed.ts";
import { profileOfTable, profileTable, publicTrack } from "../project/profile.ts";
import { unknownThing } from "./ids.ts";
import { mostLinks, type Reading } from "./reading.ts";

/** A registration profile with who has it now. @throws LedgerError PROFILE_UNKNOWN */
export async function readProfile({ view }: Reading, profileId: number): Promise<ProfileJson> {
  const row = view.get(profileTable, u32(profileId));
  if (row === undefined) throw unknownThing("PROFILE_UNKNOWN", String(profileId));
  const holders = await view.list(listedTable, { under: ["profileHolder", `profile:${profileId}`], limit: mostLinks });
  return {
    profileId,
    label: row.label,
    terms: { ...row.terms, kinds: [...row.terms.kinds] },
    definedAt: rfc3339(row.definedAt),
    byParty: row.byParty,
    documentDigest: row.documentDigest,
    transaction: row.transaction,
    registries: holders.map((holder) => holder.row).filter((holder) => holder !== publicTrack),
    publicTrack: view.get(profileOfTable, publicTrack) === profileId,
  };
}
