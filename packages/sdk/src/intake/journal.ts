import type { QueueStore } from "../chain/queue-store.ts";

/** What came of a line: its asset, its case, or the ledger's refusal. */
export type LineOutcome = {
  readonly line: number;
  readonly lineKey: string;
  readonly assetId: string | null;
  readonly caseId: string | null;
  readonly refusal: { readonly step: "declare" | "apply"; readonly code: string; readonly message: string } | null;
};

/**
 * What an import must not forget over a crash. The seed, and what `store` and `startAgain` put, are durable when they
 * return; outcomes need not be, because the ledger repeats them.
 */
export type IntakeJournal = {
  /** 32 random bytes, written down before anything is sent; keys and salts of all lines follow from them. */
  readonly seed: string;
  /** Store of the sending key's queue. */
  readonly store: QueueStore;
  outcomes(): ReadonlyMap<number, LineOutcome>;
  putOutcome(outcome: LineOutcome): void;
  /** How often a request was made anew, because another transaction took the nonce of the one before. */
  attempts(request: string): number;
  startAgain(request: string): void;
};
