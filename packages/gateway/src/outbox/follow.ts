import { toLedgerError } from "@data-voucher/sdk";
import { RpcError, type Rpc } from "../chain/rpc.ts";
import { quantity, type RawReceipt } from "../chain/types.ts";
import type { Operation, Revert } from "./operation.ts";
import type { OpenEntry, OpenQueue } from "./queue.ts";

/** How the network treats transactions. */
export interface FollowRules {
  /** Blocks on top of a block after which it is final; 0 where a block is final at once. */
  readonly finalityDepth: number;
  /** How far a nonce may be ahead of the chain when it is sent (pools refuse more). */
  readonly maxAhead: number;
  /** Longest pause between two sends of a transaction that is not mined. */
  readonly resendMs: number;
}

/** Sends and follows the open operations. */
export interface Follower {
  /** Sends what is due. Needs no answer from the chain about earlier sends. */
  send(): Promise<void>;
  /** Looks which operations were mined, became final or died. */
  follow(): Promise<void>;
}

/** What the follower works with. */
export interface FollowerOptions {
  readonly rpc: Rpc;
  readonly queue: OpenQueue;
  readonly rules: FollowRules;
  /** Writes a changed operation and tells who waits. */
  readonly change: (entry: OpenEntry, operation: Operation) => Promise<void>;
  readonly explain: (operation: Operation, blockNumber: number) => Promise<Revert>;
  readonly now: () => number;
}

/** Creates the follower. Each step may fail with the node; the caller tries again. */
export function createFollower({ rpc, queue, rules, change, explain, now }: FollowerOptions): Follower {
  /** Nonces mined so far, by sender, as last heard. */
  const counts = new Map<string, number>();

  const countsAt = async (senders: string[], tag: string) => {
    const calls = senders.map((sender) => ({ method: "eth_getTransactionCount", params: [sender, tag] }));
    return (await rpc.batch<string>(calls)).map(Number);
  };

  const refreshCounts = async (senders: string[]) => {
    const fresh = await countsAt(senders, "latest");
    senders.forEach((sender, i) => counts.set(sender, fresh[i]!));
    const current = new Set(senders);
    for (const sender of counts.keys()) if (!current.has(sender)) counts.delete(sender);
  };

  const sendOne = async (entry: OpenEntry, outcome: PromiseSettledResult<unknown>) => {
    entry.attempts++;
    entry.sendAt = now() + Math.min(rules.resendMs, 500 * 2 ** Math.min(entry.attempts, 12));
    const refusal = outcome.status === "fulfilled" ? undefined : refusalOf(outcome.reason);
    const { operation } = entry;
    if (refusal === undefined) {
      if (operation.state === "accepted") await change(entry, without({ ...operation, state: "sent" }, "refusal"));
    } else if (refusal !== operation.refusal) {
      await change(entry, { ...operation, refusal });
    }
  };

  const mined = async (entry: OpenEntry, receipt: RawReceipt, head: number) => {
    const { operation } = entry;
    delete entry.missingSince;
    const block = { number: Number(receipt.blockNumber), hash: receipt.blockHash };
    const state = head - block.number >= rules.finalityDepth ? "final" : "mined";
    if (operation.state === state && operation.block?.hash === block.hash) return;
    const success = receipt.status === "0x1";
    const base = without({ ...operation, state, block, success }, "refusal", "revert");
    if (success) return change(entry, base);
    const known = operation.block?.hash === block.hash ? operation.revert : undefined;
    return change(entry, { ...base, revert: known ?? (await explain(operation, block.number)) });
  };

  const missing = async (entry: OpenEntry, finalCount: number, head: number) => {
    const { operation } = entry;
    if (operation.nonce >= finalCount) return;
    // Seen at two different heads: one answer of a lagging node is not enough to give a transaction up.
    if (entry.missingSince === undefined) entry.missingSince = head;
    else if (head > entry.missingSince)
      await change(entry, without({ ...operation, state: "dead" }, "block", "success", "revert"));
  };

  const backToSent = async (entry: OpenEntry) => {
    entry.sendAt = 0;
    if (entry.operation.state !== "mined") return;
    await change(entry, without({ ...entry.operation, state: "sent" }, "block", "success", "revert"));
  };

  return {
    async send() {
      const at = now();
      const fresh = queue.senders().filter((sender) => !counts.has(sender));
      if (fresh.length > 0) {
        const heard = await countsAt(fresh, "latest");
        fresh.forEach((sender, i) => counts.set(sender, heard[i]!));
      }
      const due = queue.senders().flatMap((sender) => {
        const limit = counts.get(sender)! + rules.maxAhead;
        return queue
          .of(sender)
          .filter((e) => e.sendAt <= at && e.operation.nonce < limit && e.operation.state !== "mined");
      });
      if (due.length === 0) return;
      const calls = due.map((e) => ({ method: "eth_sendRawTransaction", params: [e.operation.raw] }));
      const outcomes = await rpc.settle(calls);
      for (const [i, entry] of due.entries()) await sendOne(entry, outcomes[i]!);
    },

    async follow() {
      const senders = queue.senders();
      if (senders.length === 0) return;
      const head = Number(await rpc.call<string>("eth_blockNumber"));
      await refreshCounts(senders);
      const entries = senders.flatMap((sender) => queue.of(sender));
      const passed = entries.filter((e) => e.operation.nonce < counts.get(e.operation.from)!);
      const isPassed = new Set(passed);
      for (const entry of entries)
        if (!isPassed.has(entry) && entry.operation.state === "mined") await backToSent(entry);
      if (passed.length === 0) return;

      const calls = passed.map((e) => ({ method: "eth_getTransactionReceipt", params: [e.operation.hash] }));
      const receipts = await rpc.batch<RawReceipt | null>(calls);
      const lost: OpenEntry[] = [];
      for (const [i, entry] of passed.entries()) {
        const receipt = receipts[i];
        if (receipt) await mined(entry, receipt, head);
        else lost.push(entry);
      }
      if (lost.length === 0) return;
      const owners = [...new Set(lost.map((e) => e.operation.from))];
      const finalCounts = await countsAt(owners, quantity(Math.max(0, head - rules.finalityDepth)));
      for (const entry of lost) {
        await backToSent(entry);
        await missing(entry, finalCounts[owners.indexOf(entry.operation.from)]!, head);
      }
    },
  };
}

/** The code of the node's objection, or undefined when it has the transaction already (in its pool or mined). */
function refusalOf(reason: unknown): string | undefined {
  if (!(reason instanceof RpcError)) throw reason;
  const { code } = toLedgerError(reason);
  return code === "ALREADY_KNOWN" || code === "NONCE_TOO_LOW" ? undefined : code;
}

function without<K extends "refusal" | "block" | "success" | "revert">(operation: Operation, ...names: K[]): Operation {
  const copy: Record<string, unknown> = { ...operation };
  for (const name of names) delete copy[name];
  return copy as unknown as Operation;
}
