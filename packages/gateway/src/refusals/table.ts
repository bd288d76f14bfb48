import type { Json } from "../index/rows.ts";
import { defineTable } from "../store/table.ts";

/**
 * Why the ledger refused a transaction. Nodes keep the state that decides it for a few blocks only, so it is a home
 * record: the chain cannot give it again.
 */
export interface Refusal {
  /** The block that the transaction failed in. */
  readonly block: number;
  readonly code: string;
  /** Name of the contract's error; null where it gave none. */
  readonly name: string | null;
  /** Null where only the code was handed in. */
  readonly args: { readonly [name: string]: Json } | null;
  /** `rerun`: the gateway called the transaction again on the state of its block. `reported`: handed in. */
  readonly source: "rerun" | "reported";
}

/** Refusals by transaction hash, lower case. */
export const refusalTable = defineTable<Refusal>("refusal");
