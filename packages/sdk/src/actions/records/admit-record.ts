import { defineWrite } from "../../client/write.ts";
import { wellFormedText } from "../../codec/text.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link admitRecord} takes. */
export type AdmitRecordParams = {
  readonly recordId: Whole;
  readonly recordNumber: string;
  readonly documentDigest: string;
};

/**
 * Records public data under the platform's number, when its notice is over. By an authority (approve).
 *
 * @throws LedgerError RECORD_NOT_IN_STATE, RECORD_NOTICE_NOT_OVER, RECORD_EXPIRED, RECORD_NUMBER_INVALID, ROLE_MISSING,
 *   TEXT_BIDI_CONTROL, TEXT_CONTROL_CHARACTER, TEXT_NUL
 * @example
 * await ledger.records.admit({ recordId, recordNumber: "GX-GGSJ-2026-000101", documentDigest });
 */
export const admitRecord = /* @__PURE__ */ defineWrite<AdmitRecordParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("admitRecord", [
      whole(params.recordId, { field: "recordId" }),
      wellFormedText(params.recordNumber, { minChars: 1, maxChars: 256, field: "recordNumber" }),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
