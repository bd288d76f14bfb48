import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { choice } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import { optionalSeconds, type Time } from "../../input/time.ts";
import type { AnnotationKind } from "../../vocabulary/enums.ts";
import { certificateIdFrom, type CertificateRef } from "../certificates/certificate-id.ts";

/** What {@link annotateCertificate} takes. */
export type AnnotateCertificateParams = {
  readonly certificate: CertificateRef;
  readonly kind: AnnotationKind;
  /** Its last second; none when left out. */
  readonly until?: Time | null | undefined;
  /** Digest of the agreement, or of the document of whoever seizes or controls. */
  readonly documentDigest: string;
};

/**
 * Annotates a certificate (备注, article 23): agreed terms, a seizure (查封) or others by the registry that keeps it
 * (approve), a temporary control (临时管制) by an authority (approve). While a seizure or a temporary control stands,
 * nothing of the certificate is transferred and no series over it circulates.
 *
 * @throws LedgerError CERTIFICATE_NOT_ISSUED, CERTIFICATE_HAS_ENDED, CERTIFICATE_AT_ANOTHER_REGISTRY,
 *   ANNOTATION_END_INVALID, RESTRAINT_LIMIT_REACHED, ROLE_MISSING
 * @example
 * const seizure = { certificate: "SJ4512026110001", kind: "seizure", until: "2027-05-31T15:59:59Z", documentDigest };
 * const { annotationId } = await (await ledger.remarks.annotate(seizure)).wait();
 */
export const annotateCertificate = /* @__PURE__ */ defineWrite<
  AnnotateCertificateParams,
  { readonly annotationId: number }
>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("annotateCertificate", [
      certificateIdFrom(params.certificate),
      choice("AnnotationKind", params.kind, "kind"),
      optionalSeconds(params.until, "until"),
      digest(params.documentDigest, "documentDigest"),
    ]),
  result: (events) => ({ annotationId: Number(idOf(events, "CertificateAnnotated", "annotationId")) }),
});
