import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link endRecord} takes. */
export type EndRecordParams = {
  readonly recordId: Whole;
  readonly documentDigest: string;
};

/**
 * Ends a record, and everything over it. By its body or an authority (approve).
 *
 * @throws LedgerError RECORD_NOT_IN_STATE
 * @example
 * await ledger.records.end({ recordId, documentDigest });
 */
export const endRecord = /* @__PURE__ */ defineWrite<EndRecordParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("endRecord", [
      whole(params.recordId, { field: "recordId" }),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
