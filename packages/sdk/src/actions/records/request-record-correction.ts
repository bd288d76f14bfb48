import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { recordDetails, type RecordDetailsInput } from "./record-details.ts";

/** What {@link requestRecordCorrection} takes. */
export type RequestRecordCorrectionParams = RecordDetailsInput & {
  readonly recordId: Whole;
  /** Digest of the request with the evidence of the error. */
  readonly documentDigest: string;
};

/**
 * Says that what is on record of public data is wrong (公共数据资源更正登记). By its body, or any party that the error touches
 * (operate). It is granted with the body's agreement, or with a proof.
 *
 * @throws LedgerError RECORD_NOT_IN_STATE, RECORD_REQUEST_EXISTS, RECORD_REQUEST_CHANGES_NOTHING, CERTIFICATE_STANDS,
 *   ASSET_NAME_INVALID
 * @example
 * const handle = await ledger.records.requestCorrection({ recordId, name: "行政区划代码", documentDigest });
 * const { requestId } = await handle.wait();
 */
export const requestRecordCorrection = /* @__PURE__ */ defineWrite<
  RequestRecordCorrectionParams,
  { readonly requestId: bigint }
>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("requestCorrection", [
      whole(params.recordId, { field: "recordId" }),
      recordDetails(params),
      digest(params.documentDigest, "documentDigest"),
    ]),
  result: (events) => ({ requestId: idOf(events, "RecordRequested", "requestId") }),
});
