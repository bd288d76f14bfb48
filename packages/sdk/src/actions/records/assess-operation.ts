import { defineWrite } from "../../client/write.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { operationSafety, type OperationSafetyInput } from "./operation-safety.ts";

/** What {@link assessOperation} takes. */
export type AssessOperationParams = {
  readonly authorisationId: Whole;
  readonly safety: OperationSafetyInput;
};

/**
 * Puts a later assessment of an operation's safety on record (运营安全评估). By the authorising body (approve). Where the one
 * before was over, the authorisation is a basis again.
 *
 * @throws LedgerError AUTHORISATION_UNKNOWN, AUTHORISATION_ENDED, SAFETY_TERM_INVALID, PROTECTION_LEVEL_INVALID,
 *   AUTHORISATION_INCOMPLETE, RECORD_OF_ANOTHER_BODY
 * @example
 * await ledger.authorisations.assess({ authorisationId, safety: { level: 3, until, documentDigest } });
 */
export const assessOperation = /* @__PURE__ */ defineWrite<AssessOperationParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("assessOperation", [
      whole(params.authorisationId, { field: "authorisationId" }),
      operationSafety(params.safety),
    ]),
});
