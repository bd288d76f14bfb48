import { enumNames } from "@data-voucher/sdk";
import Type, { type Static } from "typebox";
import type { Desk } from "../../desk/desk.ts";
import { DecimalIn, DigestIn, TimeIn, numberOf, secondsOf, wordOf } from "../../desk/values.ts";
import { OneOf } from "../../schemas/common.ts";
import type { App } from "../app.ts";
import { deskPost } from "./desk-post.ts";

const strict = { additionalProperties: false };
const params = Type.Object({ id: DecimalIn, kind: OneOf(enumNames.Submission.slice(1)) });
const answer = {
  receiptNumber: Type.String({ minLength: 1, maxLength: 64, description: "The system's own number" }),
  statedAt: { ...TimeIn, description: "RFC 3339 time, UTC: the time that the system states" },
  sample: Type.Boolean({ description: "Whether a stand-in answered (演示)" }),
  material: { ...DigestIn, description: "SHA-256 of the notice, of the evidence or of the decision" },
  digest: { ...DigestIn, description: "SHA-256 of the submission's canonical JSON (RFC 8785)" },
};
const Answer = Type.Object(answer, strict);
const Correction = Type.Object(
  { ...answer, documentDigest: { ...DigestIn, description: "SHA-256 of the document that says why" } },
  strict,
);

const codes = [
  "CASE_OF_ANOTHER_REGISTRY",
  "CASE_UNKNOWN",
  "DOCUMENT_MISSING",
  "RECEIPT_NUMBER_INVALID",
  "RECEIPT_NUMBER_USED",
  "SUBMISSION_TIME_INVALID",
  "SUBMISSION_TOO_EARLY",
];

const structOf = ({ receiptNumber, statedAt, sample, material, digest }: Static<typeof Answer>) => ({
  receiptNumber,
  statedAt: secondsOf(statedAt, "/statedAt"),
  sample,
  material,
  digest,
});

/**
 * What registries write down of the national service system's answers (articles 8, 24 and 26). The gateway does the first
 * by itself where it has the system behind it.
 */
export function submissionDeskRoutes(app: App, desk: Desk): void {
  deskPost(app, desk, {
    path: "/v1/registrations/:id/submissions/:kind",
    summary: "Write down what the national service system answered to notice, evidence or result (articles 8, 24, 26)",
    roles: ["registry"],
    params,
    body: Answer,
    codes: [...codes, "SUBMISSION_MIRRORED_BEFORE"],
    call: (body, { id, kind }) => ({
      contract: "AssetRegistry",
      method: "mirrorSubmission",
      power: "operate",
      args: [wordOf(id, "/id"), numberOf<string>(enumNames.Submission, kind), structOf(body)],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/registrations/:id/submissions/:kind/correct",
    summary: "Correct what was written down of an answer; both stay on record",
    roles: ["registry"],
    params,
    body: Correction,
    codes: [...codes, "SUBMISSION_NOT_CORRECTABLE"],
    call: ({ documentDigest, ...body }, { id, kind }) => ({
      contract: "AssetRegistry",
      method: "correctSubmission",
      power: "approve",
      args: [wordOf(id, "/id"), numberOf<string>(enumNames.Submission, kind), structOf(body), documentDigest],
    }),
  });
}
