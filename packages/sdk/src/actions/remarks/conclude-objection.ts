import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { laterObjectionFrom, type LaterObjectionRef } from "./later-objection-ref.ts";

/** What {@link concludeObjection} takes. */
export type ConcludeObjectionParams = LaterObjectionRef & {
  readonly upheld: boolean;
  readonly documentDigest: string;
};

/**
 * Concludes the investigation of an objection that the holder contests or leaves unanswered (调查结论, article 29). By the
 * registry that keeps the certificate (approve); upheld, it may cancel ex officio.
 *
 * @throws LedgerError CERTIFICATE_AT_ANOTHER_REGISTRY, LATER_OBJECTION_UNKNOWN, LATER_OBJECTION_NOT_IN_STATE
 * @example
 * const conclusion = { certificate: "SJ4512026110001", objectionId: 0, upheld: false, documentDigest };
 * await (await ledger.remarks.concludeObjection(conclusion)).wait();
 */
export const concludeObjection = /* @__PURE__ */ defineWrite<ConcludeObjectionParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("concludeLaterObjection", [
      ...laterObjectionFrom(params),
      params.upheld,
      digest(params.documentDigest, "documentDigest"),
    ]),
});
