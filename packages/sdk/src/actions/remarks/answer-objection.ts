import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { laterObjectionFrom, type LaterObjectionRef } from "./later-objection-ref.ts";

/** What {@link answerObjection} takes. */
export type AnswerObjectionParams = LaterObjectionRef & {
  /** Whether change or cancellation may follow; else the registry investigates. */
  readonly agrees: boolean;
  readonly documentDigest: string;
};

/**
 * Agrees to an objection after registration or contests it (答复, article 29). By the holder (operate), once it was told.
 *
 * @throws LedgerError CERTIFICATE_OF_ANOTHER_HOLDER, LATER_OBJECTION_UNKNOWN, LATER_OBJECTION_NOT_IN_STATE
 * @example
 * const answer = { certificate: "SJ4512026110001", objectionId: 0, agrees: false, documentDigest };
 * await (await ledger.remarks.answerObjection(answer)).wait();
 */
export const answerObjection = /* @__PURE__ */ defineWrite<AnswerObjectionParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("answerLaterObjection", [
      ...laterObjectionFrom(params),
      params.agrees,
      digest(params.documentDigest, "documentDigest"),
    ]),
});
