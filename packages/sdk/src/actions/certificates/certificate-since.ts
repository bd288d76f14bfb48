import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { timeText } from "../../input/time.ts";
import { changesSince, type PaperDifference } from "../../paper/differences.ts";
import type { CertificateRecord, StatedRight } from "../../paper/statement.ts";
import { bitNumbers } from "../../vocabulary/bits.ts";
import { enumNames, type CertificateState, type Right } from "../../vocabulary/enums.ts";
import { showClaim } from "../cases/claim.ts";
import { getCertificate } from "./get-certificate.ts";

/** What became of a certificate since a paper of it was made. */
export type CertificateSince = {
  readonly state: CertificateState;
  readonly adjustedAt: string | null;
  readonly endedAt: string | null;
  /** Every field in which the paper differs from what is recorded now; none for a paper of the latest state. */
  readonly changes: readonly PaperDifference[];
};

/**
 * What became of a certificate since a paper of it was made (articles 34 to 37): one block proves what was so then; this
 * asks the ledger what is so now. A right that only expired stays as it was.
 *
 * @param record what the check of the paper proved: `record` of {@link verifyCertificate}'s report
 * @throws LedgerError CERTIFICATE_UNKNOWN, codes of the node
 * @example
 * const { record } = await verifyCertificate(pdfBytes, trust);
 * const { state, changes } = await ledger.certificates.since(record);
 */
export async function certificateSince(
  client: LedgerClient,
  record: CertificateRecord,
  options?: ReadOptions,
): Promise<CertificateSince> {
  const seen = await getCertificate(client, record.number, options);
  const { holder, assetId, until, evidenceDigest, sample, state, adjustedAt, endedAt } = seen;
  const now = Number((await read(client, () => client.provider.getBlock(options?.block ?? "latest")))?.timestamp ?? 0);
  const carried = async (right: Right): Promise<StatedRight[]> => {
    const { assets } = client.contracts;
    const value = enumNames.Right.indexOf(right);
    const entry = await read(client, () => assets.rightOf(assetId, value, holder, asOf(options)));
    if (entry.certificateId === seen.certificateId) {
      return [{ ...showClaim(entry.claim), purposes: bitNumbers(entry.claim.purposes) }];
    }
    // The ledger tells of no right that is over.
    return record.rights.filter((one) => one.right === right && state === "valid" && one.until < timeText(now));
  };
  const rights = (await Promise.all((["hold", "use", "operate"] as const).map(carried))).flat();
  const latest = { ...record, holder, assetId, rights, caseId: String(seen.caseId), until, evidenceDigest, sample };
  return { state, adjustedAt, endedAt, changes: changesSince(record, latest) };
}
