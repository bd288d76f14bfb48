import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link refuseRecord} takes. */
export type RefuseRecordParams = {
  readonly recordId: Whole;
  readonly documentDigest: string;
};

/**
 * Refuses to record public data, before or after its publication. By an authority (approve).
 *
 * @throws LedgerError RECORD_NOT_IN_STATE, ROLE_MISSING
 * @example
 * await ledger.records.refuse({ recordId, documentDigest });
 */
export const refuseRecord = /* @__PURE__ */ defineWrite<RefuseRecordParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("refuseRecord", [
      whole(params.recordId, { field: "recordId" }),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
