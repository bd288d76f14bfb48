import type { CaseState } from "@data-voucher/sdk";
import { defineTable } from "../../store/table.ts";
import type { ClaimArgs } from "../args.ts";

/** Who applies with the applicant: a joint applicant, the transferee, or another holder of data that changes. */
export interface JointRow {
  readonly party: string;
  readonly consentedAt: number | null;
  readonly certificateId: string | null;
  readonly claims: readonly ClaimArgs[];
}

/** The term that a renewal applies for, and the one that it follows. */
export interface TermRow {
  readonly right: string;
  readonly before: number;
  readonly until: number;
}

/** What a change registration changes; null for what it keeps. */
export interface ChangeRow {
  readonly name: string | null;
  readonly nameBefore: string;
  readonly descriptorDigest: string | null;
  readonly descriptorBefore: string;
  readonly identityDigest: string | null;
}

/** A registration case as it was written down. What time has made of it since follows from its clock. */
export interface CaseRow {
  readonly kind: string;
  readonly state: CaseState;
  /** The profile that it began with. */
  readonly profileId: number;
  readonly assetId: string;
  readonly applicant: string;
  readonly registry: string;
  readonly publicRecordId: string | null;
  readonly certificateId: string | null;
  /** Every certificate that it issued, adjusted or ended, that one first. */
  readonly certificates: readonly { readonly certificateId: string; readonly holder: string }[];
  /** Whether it marked them 演示; null before. */
  readonly sample: boolean | null;
  readonly claims: readonly ClaimArgs[];
  /** What the right to register rests on (articles 20 and 21); null for a later registration. */
  readonly basis: {
    readonly sourceCase: string;
    readonly rights: readonly string[];
    readonly documentDigest: string;
  } | null;
  readonly others: readonly JointRow[];
  /** The certificate that a later registration is about. */
  readonly subjectId: string | null;
  /** The rights that are transferred, renewed or cancelled. */
  readonly rights: readonly string[];
  readonly terms: readonly TermRow[];
  readonly change: ChangeRow | null;
  /** Why a registration is cancelled (article 37). */
  readonly cancellation: string | null;
  /** Whether the registry began it itself. */
  readonly exOfficio: boolean;
  /** The name of the asset at that moment. */
  readonly assetName: string;
  /** When it was applied for or begun. */
  readonly begunAt: number;
  /**
   * Also when the supplement was given before acceptance: the registry's answer is due from then (article 17). Null
   * until everyone who applies together has consented.
   */
  readonly appliedAt: number | null;
  readonly acceptedAt: number | null;
  readonly supplementAskedAt: number | null;
  readonly supplementUntil: number | null;
  readonly supplementGivenAt: number | null;
  /** Whether the one supplement was asked for after acceptance (article 18). */
  readonly supplementInExamination: boolean;
  readonly examinedAt: number | null;
  /** The account that examined. */
  readonly examiner: string | null;
  /** Working days of the one extension (article 28); 0 without. */
  readonly extensionDays: number;
  readonly publishedAt: number | null;
  readonly noticeWaived: boolean;
  /** How many were raised; they are numbered from 0. */
  readonly objections: number;
  /** When the oldest one that is not decided was raised. */
  readonly oldestObjectionAt: number | null;
  /** When the last one was decided. */
  readonly objectionsSettledAt: number | null;
  readonly closedAt: number | null;
  readonly ground: string | null;
  readonly evidenceDigest: string;
}

/** Cases by number. */
export const caseTable = defineTable<CaseRow>("registration");

/** An objection to a case. */
export interface ObjectionRow {
  readonly objector: string;
  readonly raisedAt: number;
  readonly state: string;
  readonly reasonDigest: string;
  readonly resolvedAt: number | null;
  readonly documentDigest: string | null;
}

/** Objections: key case, number. */
export const objectionTable = defineTable<ObjectionRow>("objection");
