import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { certificateIdFrom, type CertificateRef } from "../certificates/certificate-id.ts";

/**
 * Whether a seizure or a temporary control stands on a certificate now (查封、临时管制, articles 23 and 37).
 *
 * @throws LedgerError CERTIFICATE_NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE
 * @example
 * await ledger.remarks.isRestrained("SJ4512026110001"); // false
 */
export async function isRestrained(
  client: LedgerClient,
  certificate: CertificateRef,
  options?: ReadOptions,
): Promise<boolean> {
  const asked = certificateIdFrom(certificate);
  return read(client, () => client.contracts.assets.isRestrained(asked, asOf(options)));
}
