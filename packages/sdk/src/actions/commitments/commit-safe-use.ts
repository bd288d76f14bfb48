import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";

/** What {@link commitSafeUse} takes. */
export type CommitSafeUseParams = {
  /** Digest of the signed commitment. */
  readonly digest: string;
  /** The edition that was read and signed. It is never guessed: a newer one may have been published meanwhile. */
  readonly edition: number;
};

/**
 * Signs the safe-use commitment (数据安全使用承诺) for the signer's party. By a signing person (sign).
 *
 * @throws LedgerError SAFE_USE_COMMITMENT_MISSING, COMMITMENT_EDITION_UNKNOWN, ACCOUNT_LACKS_POWER
 * @example
 * await ledger.commitments.sign({ edition: 2, digest: documentDigest });
 */
export const commitSafeUse = /* @__PURE__ */ defineWrite<CommitSafeUseParams>({
  contract: "Ledger",
  data: (params, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("commitSafeUse", [params.edition, digest(params.digest, "digest")]),
});
