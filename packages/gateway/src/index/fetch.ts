import type { Rpc } from "../chain/rpc.ts";
import { RpcError } from "../chain/rpc.ts";
import { quantity, type RawBlock, type RawLog, type RawReceipt, type RawTransaction } from "../chain/types.ts";
import type { BlockRef } from "../store/view.ts";

/** A transaction with what the ledger's logs, or where it has none its receipt, tell of it. */
export interface FetchedTransaction {
  readonly raw: RawTransaction;
  /** Whether it is for one of the ledger's contracts or made logs of theirs. */
  readonly ours: boolean;
  /** Log indices of the first and last log of the ledger; undefined without any. */
  readonly logs: { readonly first: number; readonly last: number } | undefined;
  /** Asked only of ours without logs: such a one failed, or did nothing. */
  readonly receipt: RawReceipt | undefined;
}

/** A block with the ledger's logs in it, in order. */
export interface FetchedBlock {
  readonly ref: BlockRef;
  readonly raw: RawBlock;
  readonly transactions: readonly FetchedTransaction[];
  readonly logs: readonly RawLog[];
}

/** The node's answers do not fit together: it is lagging, or the chain changed between two calls. Ask again. */
export class Inconsistent extends Error {
  override readonly name = "Inconsistent";
}

/** Fetches consecutive blocks with the ledger's logs. */
export interface Fetcher {
  /** The newest block, and the block at a number (undefined when the node does not have it). */
  head(at?: number): Promise<{ head: BlockRef; block: BlockRef | undefined }>;
  /** Fetches at most `to - from + 1` blocks: fewer when the node finds the range too wide. */
  range(from: number, to: number): Promise<FetchedBlock[]>;
}

/** Creates a fetcher for the logs of these addresses. */
export function createFetcher(options: { rpc: Rpc; addresses: readonly string[]; widest: number }): Fetcher {
  const { rpc, addresses, widest } = options;
  // Small enough that one range is fetched while the one before is written.
  const comfortable = 5_000;
  let width = Math.min(8, widest);

  const own = new Set(addresses.map((address) => address.toLowerCase()));

  const receiptsOf = async (transactions: readonly FetchedTransaction[]) => {
    const hashes = transactions.map(({ raw }) => raw.hash);
    const calls = hashes.map((hash) => ({ method: "eth_getTransactionReceipt", params: [hash] }));
    const receipts = await rpc.batch<RawReceipt | null>(calls);
    return new Map(
      receipts.map((receipt, i) => {
        if (receipt === null) throw new Inconsistent(`the node does not have the receipt of ${hashes[i]} yet`);
        return [hashes[i]!, receipt] as const;
      }),
    );
  };

  const join = (from: number, blocks: readonly (RawBlock | null)[], logs: readonly RawLog[]): FetchedBlock[] => {
    let next = 0;
    const fetched = blocks.map((raw, i) => {
      if (raw === null) throw new Inconsistent(`the node does not have block ${from + i} yet`);
      const above = blocks[i - 1];
      if (above && raw.parentHash !== above.hash) throw new Inconsistent(`block ${from + i} has another parent`);
      const start = next;
      for (; next < logs.length && Number(logs[next]!.blockNumber) === from + i; next++) {
        if (logs[next]!.blockHash !== raw.hash) throw new Inconsistent(`a log names another block ${from + i}`);
      }
      const inBlock = logs.slice(start, next);
      return { ref: refOf(raw), raw, transactions: transactionsOf(raw, inBlock, own), logs: inBlock };
    });
    if (next !== logs.length) throw new Inconsistent("the node's logs are out of order");
    return fetched;
  };

  const getLogs = async (from: number, to: number): Promise<{ logs: RawLog[]; to: number }> => {
    for (let last = Math.min(to, from + width - 1); ; last = from + width - 1) {
      try {
        const filter = { address: addresses, fromBlock: quantity(from), toBlock: quantity(last) };
        const logs = await rpc.call<RawLog[]>("eth_getLogs", filter);
        if (logs.length > comfortable) width = Math.max(1, Math.floor((width * comfortable) / logs.length));
        else if (logs.length < comfortable / 2 && last - from + 1 === width) width = Math.min(width * 2, widest);
        return { logs, to: last };
      } catch (error) {
        // Nodes word "too many logs" and "range too wide" differently; a narrower range answers all of them.
        if (!(error instanceof RpcError) || last === from) throw error;
        width = Math.max(1, Math.min(width, last - from + 1) >> 1);
      }
    }
  };

  return {
    async head(at) {
      const calls = [{ method: "eth_getBlockByNumber", params: ["latest", false] as unknown[] }];
      if (at !== undefined) calls.push({ method: "eth_getBlockByNumber", params: [quantity(at), false] });
      const [head, block] = await rpc.batch<RawBlock | null>(calls);
      if (!head) throw new Inconsistent("the node has no newest block");
      return { head: refOf(head), block: block ? refOf(block) : undefined };
    },

    async range(from, to) {
      const { logs, to: last } = await getLogs(from, to);
      const calls = Array.from({ length: last - from + 1 }, (_, i) => ({
        method: "eth_getBlockByNumber",
        params: [quantity(from + i), true],
      }));
      const blocks = join(from, await rpc.batch<RawBlock | null>(calls), logs);
      const silent = blocks.flatMap(({ transactions }) => transactions.filter((one) => one.ours && !one.logs));
      return silent.length === 0 ? blocks : withReceipts(blocks, await receiptsOf(silent));
    },
  };
}

/** The transactions of a block, before the receipts of silent ones are asked. */
function transactionsOf(raw: RawBlock, logs: readonly RawLog[], addresses: ReadonlySet<string>): FetchedTransaction[] {
  const spans: ({ first: number; last: number } | undefined)[] = [];
  for (const { transactionIndex, logIndex } of logs) {
    const index = Number(transactionIndex);
    const last = Number(logIndex);
    const span = spans[index];
    if (span === undefined) spans[index] = { first: last, last };
    else span.last = last;
  }
  return raw.transactions.map((transaction, i) => {
    const ours = spans[i] !== undefined || (transaction.to !== null && addresses.has(transaction.to.toLowerCase()));
    return { raw: transaction, ours, logs: spans[i], receipt: undefined };
  });
}

function withReceipts(blocks: readonly FetchedBlock[], receipts: ReadonlyMap<string, RawReceipt>): FetchedBlock[] {
  return blocks.map((block) => ({
    ...block,
    transactions: block.transactions.map((one) => {
      const receipt = receipts.get(one.raw.hash);
      if (receipt === undefined) return one;
      if (receipt.blockHash !== block.ref.hash) {
        throw new Inconsistent(`a receipt names another block ${block.ref.number}`);
      }
      return { ...one, receipt };
    }),
  }));
}

function refOf(raw: RawBlock): BlockRef {
  return { number: Number(raw.number), hash: raw.hash, parentHash: raw.parentHash, time: Number(raw.timestamp) };
}
