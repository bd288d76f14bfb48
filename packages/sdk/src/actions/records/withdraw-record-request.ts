import { defineWrite } from "../../client/write.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link withdrawRecordRequest} takes. */
export type WithdrawRecordRequestParams = { readonly requestId: Whole };

/**
 * Takes a request about a record back before it is decided. By who filed it (operate).
 *
 * @throws LedgerError RECORD_REQUEST_UNKNOWN, RECORD_REQUEST_NOT_IN_STATE, RECORD_REQUEST_OF_ANOTHER
 * @example
 * await ledger.records.withdrawRequest({ requestId });
 */
export const withdrawRecordRequest = /* @__PURE__ */ defineWrite<WithdrawRecordRequestParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("withdrawRequest", [whole(params.requestId, { field: "requestId" })]),
});
