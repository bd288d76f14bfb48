import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";

/** What {@link commitSafeUse} takes. */
export type CommitSafeUseParams = {
  /** Digest of the signed commitment. */
  readonly digest: string;
};

/**
 * Signs the safe-use commitment (数据安全使用承诺) anew for the signer's party (approve).
 *
 * @throws LedgerError DOCUMENT_MISSING, ACCOUNT_LACKS_POWER
 * @example
 * await ledger.parties.commitSafeUse({ digest: documentDigest });
 */
export const commitSafeUse = /* @__PURE__ */ defineWrite<CommitSafeUseParams>({
  contract: "Ledger",
  data: (params, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("commitSafeUse", [digest(params.digest, "digest")]),
});
