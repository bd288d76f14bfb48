import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { choice } from "../../input/choice.ts";
import { timeText } from "../../input/time.ts";
import { whole, type Whole } from "../../input/whole.ts";
import type { SubmissionKind } from "../../vocabulary/enums.ts";
import { showAnswer, type SubmissionAnswer } from "./answer.ts";

/** What the national service system has of a case, as mirrored. */
export type MirroredSubmission = SubmissionAnswer & {
  /** When the registry wrote it down: RFC 3339 time, UTC. */
  readonly mirroredAt: string;
  /** How often it was corrected; what stood before is in the case's history. */
  readonly corrections: number;
};

/** Which submission. */
export type SubmissionRef = { readonly caseId: Whole; readonly kind: SubmissionKind };

/**
 * What the national service system answered to a submission, as the registry wrote it down; null while it did not.
 *
 * @throws LedgerError VALUE_UNKNOWN, NUMBER_MALFORMED
 * @example
 * const evidence = await ledger.national.get({ caseId, kind: "evidence" });
 */
export async function submissionOf(
  client: LedgerClient,
  { caseId, kind }: SubmissionRef,
  options?: ReadOptions,
): Promise<MirroredSubmission | null> {
  const id = whole(caseId, { field: "caseId" });
  const place = choice("Submission", kind, "kind");
  const seen = await read(client, () => client.contracts.assets.submissionOf(id, place, asOf(options)));
  if (seen.mirroredAt === 0n) return null;
  return {
    ...showAnswer(seen.answer),
    mirroredAt: timeText(seen.mirroredAt),
    corrections: Number(seen.corrections),
  };
}
