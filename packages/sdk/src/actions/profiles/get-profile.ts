import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import type { Whole } from "../../input/whole.ts";
import type { ProfileTerms } from "../../vocabulary/profiles.ts";
import { profileIdOf, showProfileTerms } from "./profile-terms.ts";

/**
 * The terms of a profile. Its label stands in its definition and at the gateway.
 *
 * @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE, PROFILE_UNKNOWN
 * @example
 * const { noticeDays } = await ledger.profiles.get(1);
 */
export async function getProfile(client: LedgerClient, profileId: Whole, options?: ReadOptions): Promise<ProfileTerms> {
  const asked = profileIdOf(profileId);
  return showProfileTerms(await read(client, () => client.contracts.profiles.profileTerms(asked, asOf(options))));
}
