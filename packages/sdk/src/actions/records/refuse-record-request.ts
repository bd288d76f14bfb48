import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link refuseRecordRequest} takes. */
export type RefuseRecordRequestParams = {
  readonly requestId: Whole;
  readonly documentDigest: string;
};

/**
 * Refuses a request about a record, which stays as it was. By an authority (approve).
 *
 * @throws LedgerError RECORD_REQUEST_UNKNOWN, RECORD_REQUEST_NOT_IN_STATE, OWN_CASE, ROLE_MISSING
 * @example
 * await ledger.records.refuseRequest({ requestId, documentDigest });
 */
export const refuseRecordRequest = /* @__PURE__ */ defineWrite<RefuseRecordRequestParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("refuseRequest", [
      whole(params.requestId, { field: "requestId" }),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
