import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { laterObjectionFrom, type LaterObjectionRef } from "./later-objection-ref.ts";

/** What {@link informHolder} takes. */
export type InformHolderParams = LaterObjectionRef & { readonly documentDigest: string };

/**
 * Tells the holder of an objection (告知, article 29: within 5 working days). By the registry that keeps the certificate
 * (operate).
 *
 * @throws LedgerError CERTIFICATE_AT_ANOTHER_REGISTRY, LATER_OBJECTION_UNKNOWN, LATER_OBJECTION_NOT_IN_STATE
 * @example
 * await ledger.remarks.informHolder({ certificate: "SJ4512026110001", objectionId: 0, documentDigest });
 */
export const informHolder = /* @__PURE__ */ defineWrite<InformHolderParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("informHolder", [
      ...laterObjectionFrom(params),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
