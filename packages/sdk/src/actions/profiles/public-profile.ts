import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";

/**
 * Id of the profile of new public-data records.
 *
 * @throws LedgerError PUBLIC_PROFILE_MISSING
 * @example
 * const { noticeDays } = await ledger.profiles.get(await ledger.profiles.ofPublicTrack());
 */
export async function publicProfile(client: LedgerClient, options?: ReadOptions): Promise<number> {
  return Number(await read(client, () => client.contracts.profiles.publicProfile(asOf(options))));
}
