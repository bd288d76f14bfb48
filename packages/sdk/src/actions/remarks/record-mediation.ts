import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { laterObjectionFrom, type LaterObjectionRef } from "./later-objection-ref.ts";

/** What {@link recordMediation} takes. */
export type RecordMediationParams = LaterObjectionRef & {
  /** Digest of what both sides agreed. */
  readonly documentDigest: string;
};

/**
 * Records what both sides of a concluded objection agreed in mediation (调解, article 29). By the registry that keeps the
 * certificate (operate).
 *
 * @throws LedgerError CERTIFICATE_AT_ANOTHER_REGISTRY, LATER_OBJECTION_UNKNOWN, LATER_OBJECTION_NOT_IN_STATE
 * @example
 * await ledger.remarks.recordMediation({ certificate: "SJ4512026110001", objectionId: 0, documentDigest });
 */
export const recordMediation = /* @__PURE__ */ defineWrite<RecordMediationParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("recordMediation", [
      ...laterObjectionFrom(params),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
