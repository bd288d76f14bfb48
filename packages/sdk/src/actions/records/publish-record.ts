import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link publishRecord} takes. */
export type PublishRecordParams = {
  readonly recordId: Whole;
  readonly noticeDigest: string;
};

/**
 * Publishes submitted public data for the working days of the track's profile (公示). By an authority (approve).
 *
 * @throws LedgerError RECORD_NOT_IN_STATE, OWN_CASE, ROLE_MISSING
 * @example
 * await ledger.records.publish({ recordId, noticeDigest });
 */
export const publishRecord = /* @__PURE__ */ defineWrite<PublishRecordParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("publishRecord", [
      whole(params.recordId, { field: "recordId" }),
      digest(params.noticeDigest, "noticeDigest"),
    ]),
});
