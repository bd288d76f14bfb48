import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link resumeOperation} takes. */
export type ResumeOperationParams = {
  readonly authorisationId: Whole;
  readonly documentDigest: string;
};

/**
 * Lets a suspended operation go on (恢复运营). By who suspended it, or an authority (approve).
 *
 * @throws LedgerError AUTHORISATION_UNKNOWN, AUTHORISATION_ENDED, OPERATION_NOT_SUSPENDED, SUSPENDED_BY_ANOTHER
 * @example
 * await ledger.authorisations.resume({ authorisationId, documentDigest });
 */
export const resumeOperation = /* @__PURE__ */ defineWrite<ResumeOperationParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("resumeOperation", [
      whole(params.authorisationId, { field: "authorisationId" }),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
