import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { certificateIdFrom, type CertificateRef } from "../certificates/certificate-id.ts";

/** What {@link objectToCertificate} takes. */
export type ObjectToCertificateParams = { readonly certificate: CertificateRef; readonly reasonDigest: string };

/**
 * Objects to what is registered (登记后异议, article 29). By any party but holder and registry (operate); one objection of
 * a party to a certificate at a time.
 *
 * @throws LedgerError CERTIFICATE_NOT_ISSUED, CERTIFICATE_HAS_ENDED, LATER_OBJECTION_BY_PARTICIPANT,
 *   LATER_OBJECTION_STANDS
 * @example
 * const { objectionId } = await (await ledger.remarks.object({ certificate: "SJ4512026110001", reasonDigest })).wait();
 */
export const objectToCertificate = /* @__PURE__ */ defineWrite<
  ObjectToCertificateParams,
  { readonly objectionId: number }
>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("objectToCertificate", [
      certificateIdFrom(params.certificate),
      digest(params.reasonDigest, "reasonDigest"),
    ]),
  result: (events) => ({ objectionId: Number(idOf(events, "LaterObjectionRaised", "objectionId")) }),
});
