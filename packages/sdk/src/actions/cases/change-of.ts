import { ZeroHash } from "ethers";
import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What a change registration changes (变更事项); null where it keeps what there is. */
export type RegistrationChange = {
  readonly name: string | null;
  readonly descriptorDigest: string | null;
  readonly identityDigest: string | null;
};

/**
 * What a change registration changes (article 35); null for a case of another kind.
 *
 * @throws LedgerError NUMBER_OUT_OF_RANGE, CASE_UNKNOWN
 * @example
 * const change = await ledger.cases.changeOf(caseId);
 */
export async function changeOf(
  client: LedgerClient,
  caseId: Whole,
  options?: ReadOptions,
): Promise<RegistrationChange | null> {
  const asked = whole(caseId, { field: "caseId" });
  const seen = await read(client, () => client.contracts.assets.changeOf(asked, asOf(options)));
  if (seen.certificateId === 0n) return null;
  const kept = (digest: string) => (digest === ZeroHash ? null : digest);
  return {
    name: seen.name || null,
    descriptorDigest: kept(seen.descriptorDigest),
    identityDigest: kept(seen.identityDigest),
  };
}
