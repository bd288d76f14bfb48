import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { timeOrNull, timeText } from "../../input/time.ts";
import { enumText, type AnnotationKind } from "../../vocabulary/enums.ts";
import { certificateIdFrom, type CertificateRef } from "../certificates/certificate-id.ts";

/** What is noted on a certificate (备注, article 23). Whether it stands now, `annotationStands` tells. */
export type Annotation = {
  readonly annotationId: number;
  readonly kind: AnnotationKind;
  readonly madeAt: string;
  /** Its last second; null for no end. */
  readonly until: string | null;
  /** Null while it was not lifted. */
  readonly liftedAt: string | null;
  /** The registry or authority that made it. */
  readonly byParty: string;
  readonly documentDigest: string;
};

/**
 * Every annotation of a certificate, in the order in which they were made.
 *
 * @throws LedgerError CERTIFICATE_NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE
 * @example
 * const [first] = await ledger.remarks.annotationsOf("SJ4512026110001");
 */
export async function annotationsOf(
  client: LedgerClient,
  certificate: CertificateRef,
  options?: ReadOptions,
): Promise<readonly Annotation[]> {
  const asked = certificateIdFrom(certificate);
  const seen = await read(client, () => client.contracts.assets.annotationsOf(asked, asOf(options)));
  return seen.map(({ kind, madeAt, until, liftedAt, byParty, documentDigest }, annotationId) => ({
    annotationId,
    kind: enumText("AnnotationKind", kind),
    madeAt: timeText(madeAt),
    until: timeOrNull(until),
    liftedAt: timeOrNull(liftedAt),
    byParty,
    documentDigest,
  }));
}
