import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { timeOrNull, timeText } from "../../input/time.ts";
import { enumText, type CertificateState } from "../../vocabulary/enums.ts";
import { certificateIdFrom, type CertificateRef } from "./certificate-id.ts";

/** A registration certificate as recorded (登记凭证). */
export type Certificate = {
  readonly certificateId: bigint;
  /** 15 characters, such as `SJ4512026110001`. */
  readonly number: string;
  readonly holder: string;
  readonly assetId: string;
  /** The case whose evidence it carries: of its issue, or of its last adjustment. */
  readonly caseId: bigint;
  readonly issuedAt: string;
  readonly until: string;
  readonly evidenceDigest: string;
  /** True while the national service system has not confirmed the evidence: marked 演示. */
  readonly sample: boolean;
  /** That its term is over follows from `until`. */
  readonly state: CertificateState;
  /** When a later registration last changed it; null when none did. */
  readonly adjustedAt: string | null;
  /** When it was given up or cancelled; null before. */
  readonly endedAt: string | null;
};

/**
 * A certificate by its number, or by its token id.
 *
 * @throws LedgerError CERTIFICATE_NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE, CERTIFICATE_UNKNOWN
 * @example
 * const { holder, until } = await ledger.certificates.get("SJ4512026110001");
 */
export async function getCertificate(
  client: LedgerClient,
  certificate: CertificateRef,
  options?: ReadOptions,
): Promise<Certificate> {
  const asked = certificateIdFrom(certificate);
  const seen = await read(client, () => client.contracts.certificates.certificateOf(asked, asOf(options)));
  const { certificateId, number, holder, assetId, caseId, issuedAt, until, evidenceDigest, sample } = seen;
  return {
    certificateId,
    number,
    holder,
    assetId,
    caseId,
    issuedAt: timeText(issuedAt),
    until: timeText(until),
    evidenceDigest,
    sample,
    state: enumText("CertificateState", seen.state),
    adjustedAt: timeOrNull(seen.adjustedAt),
    endedAt: timeOrNull(seen.endedAt),
  };
}
