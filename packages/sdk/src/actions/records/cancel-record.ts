import { defineWrite } from "../../client/write.ts";
import { choice } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";
import type { RecordGround } from "../../vocabulary/enums.ts";

/** What {@link cancelRecord} takes. */
export type CancelRecordParams = {
  readonly recordId: Whole;
  /** Any but giving up, which is the body's own. */
  readonly ground: RecordGround;
  /** Digest of the written notice to the body. */
  readonly documentDigest: string;
};

/**
 * Cancels a record ex officio, and everything over it. By an authority (approve).
 *
 * @throws LedgerError RECORD_NOT_IN_STATE, RECORD_GROUND_INVALID, OWN_CASE, ROLE_MISSING
 * @example
 * await ledger.records.cancel({ recordId, ground: "dataLost", documentDigest });
 */
export const cancelRecord = /* @__PURE__ */ defineWrite<CancelRecordParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("cancelRecord", [
      whole(params.recordId, { field: "recordId" }),
      choice("RecordGround", params.ground, "ground"),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
