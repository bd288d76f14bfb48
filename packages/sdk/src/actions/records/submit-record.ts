import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { seconds, type Time } from "../../input/time.ts";

/** What {@link submitRecord} takes. */
export type SubmitRecordParams = {
  readonly assetId: string;
  /** Last second of the record, at most as far ahead as the track's profile allows (three years). */
  readonly until: Time;
  readonly documentDigest: string;
};

/**
 * Submits public data for recording (公共数据资源登记). By the declaring body or operator (operate).
 *
 * @throws LedgerError NOT_PUBLIC_BODY, NOT_PUBLIC_DATA, RECORD_EXISTS, RECORD_TERM_INVALID, PUBLIC_PROFILE_MISSING
 * @example
 * const { recordId } = await (await ledger.records.submit({ assetId, until, documentDigest })).wait();
 */
export const submitRecord = /* @__PURE__ */ defineWrite<SubmitRecordParams, { readonly recordId: bigint }>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("submitRecord", [
      digest(params.assetId, "assetId"),
      seconds(params.until, "until"),
      digest(params.documentDigest, "documentDigest"),
    ]),
  result: (events) => ({ recordId: idOf(events, "RecordSubmitted", "recordId") }),
});
