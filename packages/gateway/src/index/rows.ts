import type { RawLog, RawReceipt } from "../chain/types.ts";
import { key, u32, u64 } from "../store/keys.ts";
import { defineTable } from "../store/table.ts";
import type { Tx } from "../store/tx.ts";
import type { FetchedBlock, FetchedTransaction } from "./fetch.ts";

/** A JSON value; integers that can pass 2^53 are decimal strings. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A decoded log: the event's name and its arguments by name. */
export interface DecodedEvent {
  readonly name: string;
  readonly args: { readonly [name: string]: Json };
}

/** An event of the ledger as it is stored and streamed. */
export interface LedgerEvent extends DecodedEvent {
  /** `block-logIndex`: position in the ledger's history. */
  readonly id: string;
  readonly block: number;
  readonly logIndex: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly tx: string;
  readonly address: string;
}

/** Events of the ledger's contracts, by block and log index. */
export const eventTable = defineTable<LedgerEvent>("event");

/** A block that holds transactions. */
export interface BlockRow {
  readonly gasLimit: string;
  readonly gasUsed: string;
  readonly hash: string;
  readonly miner: string;
  readonly number: number;
  readonly parentHash: string;
  readonly time: number;
  /** Hashes of its transactions. */
  readonly transactions: readonly string[];
}

/** Blocks that hold transactions, by number; empty blocks are asked of the node. */
export const blockTable = defineTable<BlockRow>("block");

/** A transaction. */
export interface TransactionRow {
  readonly block: number;
  /** Log indices of its first and last event; null without any. */
  readonly firstLog: number | null;
  readonly from: string;
  readonly gas: string;
  /** Null where only the receipt tells: in a block with several transactions. */
  readonly gasUsed: string | null;
  readonly hash: string;
  readonly index: number;
  readonly input: string;
  readonly lastLog: number | null;
  readonly nonce: number;
  /** Null for a transaction to a contract that is not of the ledger: only the receipt tells. */
  readonly status: "success" | "reverted" | null;
  readonly time: number;
  readonly to: string | null;
  readonly value: string;
}

/** Transactions by hash. */
export const transactionTable = defineTable<TransactionRow>("transaction");

/**
 * Hashes of the transactions that concern the ledger: key list, {@link transactionOrder}. Lists are `all`, `reverted`
 * and `from:` with the sender's address, lower case.
 */
export const sentTable = defineTable<string>("sent");

/** Position of a transaction in the chain, as one part of a key. */
export function transactionOrder(block: number, index: number): string {
  return u64(block) + u32(index);
}

/** Key of an event. */
export function eventKey(block: number, logIndex: number): string {
  return key(u64(block), u32(logIndex));
}

/** The stored form of a log and what it decodes to. */
export function eventOf(log: RawLog, decoded: DecodedEvent, time: number): LedgerEvent {
  const block = Number(log.blockNumber);
  const logIndex = Number(log.logIndex);
  // In the order of the stored bytes, which spares a copy.
  return {
    address: log.address.toLowerCase(),
    args: decoded.args,
    block,
    id: `${block}-${logIndex}`,
    logIndex,
    name: decoded.name,
    time,
    tx: log.transactionHash,
  };
}

/**
 * Writes the rows of a block and its transactions; nothing for an empty block.
 * @returns the transactions that concern the ledger
 */
export function writeBlock({ raw, ref: { number, time }, transactions }: FetchedBlock, tx: Tx): TransactionRow[] {
  if (transactions.length === 0) return [];
  tx.put(blockTable, u64(number), {
    gasLimit: BigInt(raw.gasLimit).toString(),
    gasUsed: BigInt(raw.gasUsed).toString(),
    hash: raw.hash,
    miner: raw.miner,
    number,
    parentHash: raw.parentHash,
    time,
    transactions: transactions.map((transaction) => transaction.raw.hash),
  });
  const ours: TransactionRow[] = [];
  // Alone in its block, it used what the block used.
  const gasUsed = transactions.length === 1 ? raw.gasUsed : null;
  for (const transaction of transactions) {
    const row = rowOf(transaction, number, time, gasUsed);
    tx.put(transactionTable, row.hash, row);
    if (!transaction.ours) continue;
    ours.push(row);
    const order = transactionOrder(number, row.index);
    tx.put(sentTable, key("all", order), row.hash);
    tx.put(sentTable, key(`from:${row.from}`, order), row.hash);
    if (row.status === "reverted") tx.put(sentTable, key("reverted", order), row.hash);
  }
  return ours;
}

function rowOf(
  { raw, logs, receipt }: FetchedTransaction,
  block: number,
  time: number,
  known: string | null,
): TransactionRow {
  const gasUsed = known ?? receipt?.gasUsed;
  // In the order of the stored bytes, which spares a copy.
  return {
    block,
    firstLog: logs?.first ?? null,
    from: raw.from.toLowerCase(),
    gas: BigInt(raw.gas).toString(),
    gasUsed: gasUsed === undefined ? null : BigInt(gasUsed).toString(),
    hash: raw.hash,
    index: Number(raw.transactionIndex),
    input: raw.input,
    lastLog: logs?.last ?? null,
    nonce: Number(raw.nonce),
    // What failed leaves no logs.
    status: logs !== undefined ? "success" : receipt === undefined ? null : statusOf(receipt),
    time,
    to: raw.to?.toLowerCase() ?? null,
    value: BigInt(raw.value).toString(),
  };
}

/** What a receipt says of the outcome. */
export function statusOf({ status }: Pick<RawReceipt, "status">): "success" | "reverted" {
  return Number(status) === 1 ? "success" : "reverted";
}
