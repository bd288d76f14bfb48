import { enumNames, type SubmissionKind } from "@data-voucher/sdk";
import { fromHex, key, partsOf, u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import type { AnswerArgs } from "../submission-args.ts";
import { caseTable } from "./case-row.ts";
import { rememberCase } from "./case.ts";
import { known, type Handlers } from "./handlers.ts";
import { relist } from "./listed.ts";

/** What the national service system is to have of a case, and what it answered. */
export interface SubmissionRow {
  /** When there was something to submit; null while there is only an answer, to evidence of a case not decided yet. */
  readonly dueAt: number | null;
  /** SHA-256 of the notice, of the evidence or of the decision; null as `dueAt`. */
  readonly material: string | null;
  readonly answer: AnswerArgs | null;
  readonly mirroredAt: number | null;
  readonly corrections: number;
}

/** Submissions: key case, kind. */
export const submissionTable = defineTable<SubmissionRow>("submission");

const nothing: SubmissionRow = { dueAt: null, material: null, answer: null, mirroredAt: null, corrections: 0 };

/** The key of a submission. */
export const submissionKey = (caseId: string, kind: SubmissionKind) => key(u64(caseId), kind);

/** Where lists have a submission: in the order of cases, and in a case of what comes first. */
const orderOf = (caseId: string, kind: SubmissionKind) => `${u64(caseId)}:${enumNames.Submission.indexOf(kind)}`;

/** Which submission a list names at a key. */
export function submissionAt(listedKey: string): { caseId: string; kind: SubmissionKind } {
  const [caseId, place] = partsOf(listedKey).at(-1)!.split(":");
  return { caseId: String(fromHex(caseId!)), kind: enumNames.Submission[Number(place)] as SubmissionKind };
}

const isWaiting = ({ dueAt, answer }: SubmissionRow) => dueAt !== null && answer === null;

function change(tx: Tx, event: LedgerEvent, caseId: string, kind: SubmissionKind, part: Partial<SubmissionRow>): void {
  const at = submissionKey(caseId, kind);
  const { registry } = known(tx.get(caseTable, u64(caseId)), event);
  const before = tx.get(submissionTable, at);
  const after = { ...(before ?? nothing), ...part };
  tx.put(submissionTable, at, after);
  const listsOf = (row: SubmissionRow) => [
    `registry:${registry}`,
    "all",
    ...(isWaiting(row) ? [`waiting:${registry}`] : []),
  ];
  relist(tx, "submission", before === undefined ? [] : listsOf(before), listsOf(after), orderOf(caseId, kind), caseId);
}

/** What there is to submit from now on. */
function owe(tx: Tx, event: LedgerEvent, caseId: string, kind: SubmissionKind, material: string): void {
  change(tx, event, caseId, kind, { dueAt: event.time, material });
}

function mirror(tx: Tx, event: LedgerEvent, caseId: string, kind: string, answer: AnswerArgs, corrects: boolean) {
  const at = submissionKey(caseId, kind as SubmissionKind);
  const corrections = tx.get(submissionTable, at)?.corrections ?? 0;
  change(tx, event, caseId, kind as SubmissionKind, {
    answer,
    mirroredAt: event.time,
    corrections: corrections + (corrects ? 1 : 0),
  });
  rememberCase(tx, event, caseId, known(tx.get(caseTable, u64(caseId)), event));
}

/** Where a case that was told to the national service system ends without a certificate, it is told that too. */
function oweEnd(tx: Tx, event: LedgerEvent, caseId: string, material: string): void {
  if (tx.get(submissionTable, submissionKey(caseId, "notice")) !== undefined) {
    owe(tx, event, caseId, "result", material);
  }
}

/** What registries submit to the national service system: notice, evidence and result (articles 8, 24 and 26). */
export const submissionHandlers: Handlers = {
  RegistrationPublished({ caseId, noticeDigest }, event, tx) {
    owe(tx, event, caseId, "notice", noticeDigest);
  },
  RegistrationCertified({ caseId, evidenceDigest }, event, tx) {
    // Once for each certificate, with the same evidence.
    owe(tx, event, caseId, "evidence", evidenceDigest);
    owe(tx, event, caseId, "result", evidenceDigest);
  },
  RegistrationRefused({ caseId, documentDigest }, event, tx) {
    oweEnd(tx, event, caseId, documentDigest);
  },
  RegistrationWithdrawn({ caseId }, event, tx) {
    oweEnd(tx, event, caseId, known(tx.get(caseTable, u64(caseId)), event).evidenceDigest);
  },
  SubmissionMirrored({ caseId, kind, answer }, event, tx) {
    mirror(tx, event, caseId, kind, answer, false);
  },
  SubmissionCorrected({ caseId, kind, answer }, event, tx) {
    mirror(tx, event, caseId, kind, answer, true);
  },
};
