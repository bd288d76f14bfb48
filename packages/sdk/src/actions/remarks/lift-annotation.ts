import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { certificateIdFrom, type CertificateRef } from "../certificates/certificate-id.ts";

/** What {@link liftAnnotation} takes. */
export type LiftAnnotationParams = {
  readonly certificate: CertificateRef;
  readonly annotationId: Whole;
  /** Digest of the document that ends it. */
  readonly documentDigest: string;
};

/**
 * Lifts an annotation (备注解除, article 23), by whoever may make one of its kind (approve).
 *
 * @throws LedgerError ANNOTATION_NOT_STANDING, CERTIFICATE_AT_ANOTHER_REGISTRY, ROLE_MISSING
 * @example
 * await ledger.remarks.lift({ certificate: "SJ4512026110001", annotationId: 0, documentDigest });
 */
export const liftAnnotation = /* @__PURE__ */ defineWrite<LiftAnnotationParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("liftAnnotation", [
      certificateIdFrom(params.certificate),
      whole(params.annotationId, { field: "annotationId" }),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
