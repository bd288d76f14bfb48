import Type, { type Static } from "typebox";
import { enumNames } from "@data-voucher/sdk";
import { Hash, Maybe, MaybeObject, OneOf, Time } from "./common.ts";

/** What the national service system answered, as the ledger has it. */
const Answer = Type.Object({
  receiptNumber: Type.String({ description: "Its own number" }),
  statedAt: { ...Time, description: "RFC 3339 time, UTC: the time that it states" },
  sample: Type.Boolean({ description: "Whether a stand-in answered (演示); such an answer confirms nothing" }),
  material: { ...Hash, description: "SHA-256 of the notice, of the evidence or of the decision" },
  digest: { ...Hash, description: "SHA-256 of the submission's canonical JSON (RFC 8785)" },
});

/** What the national service system is to have of a case, and what it answered. */
export const Submission = Type.Object({
  kind: OneOf(enumNames.Submission.slice(1)),
  dueAt: Maybe({
    ...Time,
    description: "RFC 3339 time, UTC: since when there is something to submit; null for evidence confirmed beforehand",
  }),
  digest: Maybe(
    Type.String({ description: "SHA-256 of what is to be submitted, computed from the ledger; null as `dueAt`" }),
  ),
  answer: MaybeObject<Static<typeof Answer>>(Answer, "As its registry wrote it down; null before"),
  mirroredAt: Maybe({ ...Time, description: "RFC 3339 time, UTC: when it was written down" }),
  corrections: Type.Integer({ description: "How often it was corrected; what stood before is in the steps" }),
});
/** {@link Submission} as JSON. */
export type SubmissionJson = Static<typeof Submission>;
