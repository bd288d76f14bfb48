import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { optionalSeconds, type Time } from "../../input/time.ts";

/** What {@link publishCommitment} takes. */
export type PublishCommitmentParams = {
  readonly textDigest: string;
  /** From when on earlier editions do not count any more; at once unless given. */
  readonly requiredFrom?: Time | null | undefined;
};

/**
 * Publishes the next edition of the safe-use commitment (数据安全使用承诺). By an authority (approve). Series that ask for
 * the commitment are closed to who has not signed it when it counts alone.
 *
 * @throws LedgerError COMMITMENT_REQUIRED_FROM_PAST, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * await authority.commitments.publish({ textDigest, requiredFrom: "2027-01-01T00:00:00+08:00" });
 */
export const publishCommitment = /* @__PURE__ */ defineWrite<PublishCommitmentParams>({
  contract: "Ledger",
  data: ({ textDigest, requiredFrom }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("publishCommitment", [
      optionalSeconds(requiredFrom, "requiredFrom"),
      digest(textDigest, "textDigest"),
    ]),
});
