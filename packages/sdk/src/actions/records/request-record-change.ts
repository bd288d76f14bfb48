import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { recordDetails, type RecordDetailsInput } from "./record-details.ts";

/** What {@link requestRecordChange} takes. */
export type RequestRecordChangeParams = RecordDetailsInput & {
  readonly recordId: Whole;
  /** Digest of the request with its evidence. */
  readonly documentDigest: string;
};

/**
 * Asks to change what is on record of public data (公共数据资源变更登记). By the record's body (operate). The authority
 * publishes and decides it; the record stands as it is meanwhile.
 *
 * @throws LedgerError RECORD_NOT_IN_STATE, RECORD_EXPIRED, RECORD_OF_ANOTHER_BODY, RECORD_REQUEST_EXISTS,
 *   RECORD_REQUEST_CHANGES_NOTHING, CERTIFICATE_STANDS, ASSET_NAME_INVALID
 * @example
 * const handle = await ledger.records.requestChange({ recordId, descriptorDigest, documentDigest });
 * const { requestId } = await handle.wait();
 */
export const requestRecordChange = /* @__PURE__ */ defineWrite<
  RequestRecordChangeParams,
  { readonly requestId: bigint }
>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("requestChange", [
      whole(params.recordId, { field: "recordId" }),
      recordDetails(params),
      digest(params.documentDigest, "documentDigest"),
    ]),
  result: (events) => ({ requestId: idOf(events, "RecordRequested", "requestId") }),
});
