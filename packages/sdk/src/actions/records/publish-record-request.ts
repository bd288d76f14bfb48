import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link publishRecordRequest} takes. */
export type PublishRecordRequestParams = {
  readonly requestId: Whole;
  readonly noticeDigest: string;
};

/**
 * Publishes a change of a record for the working days of the track's profile (公示). By an authority (approve).
 *
 * @throws LedgerError RECORD_REQUEST_UNKNOWN, RECORD_REQUEST_NOT_IN_STATE, RECORD_REQUEST_WITHOUT_NOTICE, OWN_CASE,
 *   ROLE_MISSING
 * @example
 * await ledger.records.publishRequest({ requestId, noticeDigest });
 */
export const publishRecordRequest = /* @__PURE__ */ defineWrite<PublishRecordRequestParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("publishRequest", [
      whole(params.requestId, { field: "requestId" }),
      digest(params.noticeDigest, "noticeDigest"),
    ]),
});
