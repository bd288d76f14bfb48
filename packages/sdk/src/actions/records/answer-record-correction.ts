import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link answerRecordCorrection} takes. */
export type AnswerRecordCorrectionParams = {
  readonly requestId: Whole;
  readonly agrees: boolean;
  readonly documentDigest: string;
};

/**
 * Agrees to another party's correction of a record, or disputes it. By the record's body (approve), once.
 *
 * @throws LedgerError RECORD_REQUEST_UNKNOWN, RECORD_REQUEST_NOT_IN_STATE, RECORD_OF_ANOTHER_BODY, NOTHING_TO_ANSWER
 * @example
 * await ledger.records.answerCorrection({ requestId, agrees: true, documentDigest });
 */
export const answerRecordCorrection = /* @__PURE__ */ defineWrite<AnswerRecordCorrectionParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("answerCorrection", [
      whole(params.requestId, { field: "requestId" }),
      params.agrees,
      digest(params.documentDigest, "documentDigest"),
    ]),
});
