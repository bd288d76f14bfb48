import type { NationalSubmission, SubmissionKind } from "@data-voucher/sdk";

/** What the national service system answers to a submission. */
export interface NationalAnswer {
  /** Its own number (回执编号). */
  readonly receiptNumber: string;
  /** RFC 3339 time, UTC, whole seconds: the time that it states. */
  readonly statedAt: string;
  /** SHA-256 of the canonical JSON that it received. */
  readonly digest: string;
  /** Whether it is a stand-in (演示). */
  readonly sample: boolean;
}

/** A submission as the national service system holds it. */
export interface HeldSubmission extends NationalAnswer {
  readonly ledger: string;
  readonly caseId: string;
  readonly kind: SubmissionKind;
  readonly submission: NationalSubmission;
}

/** A part of what it holds, in the order in which it came. */
export interface HeldPage {
  readonly items: readonly HeldSubmission[];
  /** Where to go on; null at the end. */
  readonly next: string | null;
}

/**
 * The national service system (国家数据产权登记服务系统): what registries submit notices, evidence and results to (articles
 * 8, 24 and 26). `docs/national.md` describes what an implementation must promise.
 */
export interface NationalSystem {
  /**
   * Submits a notice, evidence or a result. The same submission again has the same answer.
   * @throws {NationalFault}
   */
  submit(submission: NationalSubmission, signal: AbortSignal): Promise<NationalAnswer>;
  /**
   * What it holds of a ledger.
   * @param after where the page before ended
   * @throws {NationalFault}
   */
  list(ledger: string, after: string | undefined, signal: AbortSignal): Promise<HeldPage>;
}

/** Why the national service system did not do what it was asked. */
export class NationalFault extends Error {
  override readonly name = "NationalFault";
  /**
   * - unreachable: down, too slow, or failing; it may do it later
   * - refused: it does not take this content; somebody has to look
   */
  readonly kind: "unreachable" | "refused";

  constructor(kind: NationalFault["kind"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
