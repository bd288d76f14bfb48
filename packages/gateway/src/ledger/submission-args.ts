/** Arguments of the events about what the national service system answered, in their stored form. */
export interface SubmissionArgs {
  SubmissionMirrored: BySubmission;
  SubmissionCorrected: BySubmission & { before: AnswerArgs; documentDigest: string };
}

/** An answer of the national service system; its time is seconds since 1970. */
export interface AnswerArgs {
  receiptNumber: string;
  statedAt: number;
  sample: boolean;
  material: string;
  digest: string;
}

interface BySubmission {
  caseId: string;
  kind: string;
  registry: string;
  account: string;
  answer: AnswerArgs;
}
