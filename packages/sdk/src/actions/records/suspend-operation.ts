import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link suspendOperation} takes. */
export type SuspendOperationParams = {
  readonly authorisationId: Whole;
  readonly documentDigest: string;
};

/**
 * Lets an authorised operation stand still for its safety (安全暂停): it is no basis, and series over it are suspended at once. By
 * its body or an authority (approve).
 *
 * @throws LedgerError AUTHORISATION_UNKNOWN, AUTHORISATION_ENDED, OPERATION_SUSPENDED
 * @example
 * await ledger.authorisations.suspend({ authorisationId, documentDigest });
 */
export const suspendOperation = /* @__PURE__ */ defineWrite<SuspendOperationParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("suspendOperation", [
      whole(params.authorisationId, { field: "authorisationId" }),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
