import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { certificateNumberOf } from "../../codec/certificate-number.ts";
import { digest } from "../../input/hex.ts";

/** A certificate's two names. */
export type CertificateName = { readonly certificateId: bigint; readonly number: string };

/**
 * The certificates of an asset that stand (有效凭证); one that expired leaves the list when another comes.
 *
 * @throws LedgerError DIGEST_MALFORMED
 * @example
 * const [first] = await ledger.assets.certificatesOf(assetId);
 */
export async function certificatesOf(
  client: LedgerClient,
  assetId: string,
  options?: ReadOptions,
): Promise<readonly CertificateName[]> {
  const asked = digest(assetId, "assetId");
  const ids = await read(client, () => client.contracts.assets.certificatesOf(asked, asOf(options)));
  return ids.map((certificateId) => ({ certificateId, number: certificateNumberOf(certificateId) }));
}
