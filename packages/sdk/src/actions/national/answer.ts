import { clientError } from "../../client/client-errors.ts";
import { digest } from "../../input/hex.ts";
import { seconds, timeText, type Time } from "../../input/time.ts";
import type {
  SubmissionAnswerStruct,
  SubmissionAnswerStructOutput,
} from "../../generated/contracts/registration/IAssetRegistry.ts";

/** What the national service system answered to a submission. */
export type SubmissionAnswerInput = {
  /** Its own number (回执编号), 1 to 64 characters. */
  readonly receiptNumber: string;
  /** The time that it states: not before what is submitted happened (less 10 minutes), and not in the future. */
  readonly statedAt: Time;
  /** Whether a stand-in answered (演示); such an answer confirms nothing. */
  readonly sample: boolean;
  /** SHA-256 of the notice, of the evidence or of the decision. */
  readonly material: string;
  /** SHA-256 of the submission's canonical JSON, see `digestOfSubmission`. */
  readonly digest: string;
};

/** An answer as the ledger has it. */
export type SubmissionAnswer = Omit<SubmissionAnswerInput, "statedAt"> & {
  /** RFC 3339 time, UTC. */
  readonly statedAt: string;
};

const most = 64;

/** Checks an answer. @throws LedgerError RECEIPT_NUMBER_MALFORMED, TIME_MALFORMED, DIGEST_MALFORMED */
export function answerStruct(answer: SubmissionAnswerInput): SubmissionAnswerStruct {
  const { receiptNumber, sample } = answer;
  const length = new TextEncoder().encode(receiptNumber).length;
  if (length === 0 || length > most) {
    throw clientError("RECEIPT_NUMBER_MALFORMED", { field: "receiptNumber", value: receiptNumber.slice(0, 100) });
  }
  return {
    receiptNumber,
    statedAt: seconds(answer.statedAt, "statedAt"),
    sample,
    material: digest(answer.material, "material"),
    digest: digest(answer.digest, "digest"),
  };
}

/** An answer as it is shown. */
export function showAnswer(seen: SubmissionAnswerStructOutput): SubmissionAnswer {
  const { receiptNumber, statedAt, sample, material, digest: whole } = seen;
  return { receiptNumber, statedAt: timeText(statedAt), sample, material, digest: whole };
}
