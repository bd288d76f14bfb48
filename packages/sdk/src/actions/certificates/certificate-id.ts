import { certificateTokenId } from "../../codec/certificate-number.ts";
import { whole } from "../../input/whole.ts";

/** A certificate as it may be given: its number, such as `SJ4512026110001`, or its token id. */
export type CertificateRef = string | bigint;

/**
 * Token id of a certificate.
 *
 * @throws LedgerError CERTIFICATE_NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE
 */
export function certificateIdFrom(certificate: CertificateRef): bigint {
  return typeof certificate === "string"
    ? certificateTokenId(certificate)
    : whole(certificate, { field: "certificateId" });
}
