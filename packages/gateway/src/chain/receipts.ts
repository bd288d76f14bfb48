import type { Rpc } from "./rpc.ts";
import { RpcUnreachable } from "./rpc.ts";
import type { RawReceipt } from "./types.ts";

/** What only a receipt tells of a transaction. */
export interface ReceiptFacts {
  readonly status: "success" | "reverted";
  readonly gasUsed: string;
}

/** A transaction in its block. */
interface Mined {
  readonly hash: string;
  readonly block: number;
}

/** Asks the node for receipts and remembers what they tell. */
export interface Receipts {
  /** By hash; a transaction whose receipt the node cannot give now is left out. */
  of(transactions: readonly Mined[]): Promise<ReadonlyMap<string, ReceiptFacts>>;
}

const most = 20_000;

/** Creates the reader of receipts. */
export function createReceipts(rpc: Pick<Rpc, "settle">): Receipts {
  const known = new Map<string, ReceiptFacts>();
  const nameOf = ({ hash, block }: Mined) => `${hash}${block}`;

  const ask = async (missing: readonly Mined[]) => {
    const calls = missing.map(({ hash }) => ({ method: "eth_getTransactionReceipt", params: [hash] }));
    const outcomes = await rpc.settle(calls).catch((error: unknown) => {
      if (error instanceof RpcUnreachable) return [];
      throw error;
    });
    if (known.size + missing.length > most) known.clear();
    for (const [i, outcome] of outcomes.entries()) {
      const receipt = outcome.status === "fulfilled" ? (outcome.value as RawReceipt | null) : null;
      if (receipt === null || Number(receipt.blockNumber) !== missing[i]!.block) continue;
      const status = Number(receipt.status) === 1 ? "success" : "reverted";
      known.set(nameOf(missing[i]!), { status, gasUsed: BigInt(receipt.gasUsed).toString() });
    }
  };

  return {
    async of(transactions) {
      const missing = transactions.filter((transaction) => !known.has(nameOf(transaction)));
      const facts = new Map<string, ReceiptFacts>();
      // Before asking, which may empty the memory.
      for (const one of transactions) {
        const found = known.get(nameOf(one));
        if (found !== undefined) facts.set(one.hash, found);
      }
      if (missing.length > 0) await ask(missing);
      for (const one of missing) {
        const found = known.get(nameOf(one));
        if (found !== undefined) facts.set(one.hash, found);
      }
      return facts;
    },
  };
}
