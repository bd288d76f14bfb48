import type { SubmissionKind } from "@data-voucher/sdk";
import { defineTable } from "../store/table.ts";
import type { NationalAnswer } from "./system.ts";

/** How far a submission has come that the ledger does not mirror yet. Ends with the mirror on the ledger. */
export interface ProgressRow {
  /** SHA-256 of the submission's canonical JSON: what follows is about this content. */
  readonly digest: string;
  /** What the national service system answered; null before. Never asked for again once it is here. */
  readonly answer: NationalAnswer | null;
  /** How often mirroring it was tried and ended without effect. */
  readonly mirrored: number;
  /** The operation that mirrors it; null before. */
  readonly operation: string | null;
  /** How often something went wrong. */
  readonly failures: number;
  /** Why it waits; null while nothing is wrong. */
  readonly problem: string | null;
  /** When it is tried again: milliseconds since 1970. */
  readonly nextAt: number;
}

/** Progress of submissions: key case, kind. */
export const progressTable = defineTable<ProgressRow>("nationalProgress");

/** Evidence that a registry handed in before the case is decided (article 26). */
export interface HandedInRow {
  readonly caseId: string;
  readonly evidenceDigest: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly keyId: string | null;
}

/** Evidence handed in: key case. */
export const handedInTable = defineTable<HandedInRow>("nationalEvidence");

/** One submission. */
export interface SubmissionId {
  readonly caseId: string;
  readonly kind: SubmissionKind;
}
