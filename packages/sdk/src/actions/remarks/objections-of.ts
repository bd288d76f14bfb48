import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { timeOrNull, timeText } from "../../input/time.ts";
import { enumText, type LaterObjectionState } from "../../vocabulary/enums.ts";
import { certificateIdFrom, type CertificateRef } from "../certificates/certificate-id.ts";

/** An objection after registration as recorded (登记后异议, article 29). */
export type LaterObjection = {
  readonly objectionId: number;
  readonly objector: string;
  readonly state: LaterObjectionState;
  /** The registry's profile when it was raised; its periods hold for the whole objection. */
  readonly profileId: number;
  readonly raisedAt: string;
  /** When the holder was told; null before. */
  readonly informedAt: string | null;
  readonly answeredAt: string | null;
  readonly concludedAt: string | null;
  readonly reasonDigest: string;
  /** Digest of the latest act's document: reason, information, answer, conclusion or mediation. */
  readonly documentDigest: string;
};

/**
 * Every objection to a certificate after its registration, in the order in which they were raised.
 *
 * @throws LedgerError CERTIFICATE_NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE
 * @example
 * const [first] = await ledger.remarks.objectionsOf("SJ4512026110001");
 */
export async function objectionsOf(
  client: LedgerClient,
  certificate: CertificateRef,
  options?: ReadOptions,
): Promise<readonly LaterObjection[]> {
  const asked = certificateIdFrom(certificate);
  const seen = await read(client, () => client.contracts.assets.laterObjectionsOf(asked, asOf(options)));
  return seen.map((one, objectionId) => ({
    objectionId,
    objector: one.objector,
    state: enumText("LaterObjectionState", one.state),
    profileId: Number(one.profileId),
    raisedAt: timeText(one.raisedAt),
    informedAt: timeOrNull(one.informedAt),
    answeredAt: timeOrNull(one.answeredAt),
    concludedAt: timeOrNull(one.concludedAt),
    reasonDigest: one.reasonDigest,
    documentDigest: one.documentDigest,
  }));
}
