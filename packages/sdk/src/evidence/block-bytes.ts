import { keccak256 } from "ethers";
import { LedgerError } from "../errors/ledger-error.ts";
import { toLedgerError } from "../errors/to-ledger-error.ts";
import type { Rpc } from "../chain/rpc.ts";
import { encodeHeader, type RawHeader } from "./header.ts";
import { encodeReceipt, type ProvenLog, type RawReceipt } from "./receipt.ts";
import { indexKey, proveLeafOf } from "./trie.ts";

/** A block in the bytes that its hashes are taken over, and the logs in its receipts. */
export type BlockBytes = {
  readonly number: number;
  readonly hash: string;
  /** RLP of the header, 0x hex. */
  readonly header: string;
  /** Bytes of the receipts in their order, 0x hex. */
  readonly receipts: readonly string[];
  /** Transaction and logs of each receipt, in the same order. */
  readonly outcomes: readonly { readonly transaction: string; readonly logs: readonly ProvenLog[] }[];
};

/** Root of a block's receipts when it has none: the hash of the empty tree. */
const emptyRoot = keccak256("0x80");

type RawBlock = RawHeader & { readonly transactions: readonly string[]; readonly receiptsRoot: string };

/**
 * Reads a block in bytes that can be checked without a node: the header hashes to the block's hash and names its parent,
 * the receipts give its root of receipts. Only plain Ethereum JSON-RPC.
 *
 * @throws LedgerError EVIDENCE_NOT_FOUND when there is no such block, HEADER_NOT_REBUILT for an unknown engine, codes of
 *   the node
 */
export async function readBlockBytes(rpc: Rpc, block: number): Promise<BlockBytes> {
  const raw = (await rpc("eth_getBlockByNumber", [`0x${block.toString(16)}`, false])) as RawBlock | null;
  if (raw === null) {
    throw new LedgerError("EVIDENCE_NOT_FOUND", { message: `There is no block ${block}`, details: { block } });
  }
  const receipts = raw.transactions.length === 0 ? [] : await receiptsOf(rpc, raw);
  const bytes = receipts.map(encodeReceipt);
  const leaves = new Map(bytes.map((each, i) => [indexKey(i), each]));
  const root = bytes.length === 0 ? emptyRoot : proveLeafOf(leaves, indexKey(0)).root;
  if (root !== raw.receiptsRoot) {
    throw new LedgerError("HEADER_NOT_REBUILT", {
      message: `The receipts of block ${block} do not give its root of receipts: an engine with receipts of its own kind`,
      details: { hash: raw.hash, root },
    });
  }
  const outcomes = receipts.map(({ logs }, i) => ({ transaction: raw.transactions[i]!, logs }));
  return { number: block, hash: raw.hash, header: encodeHeader(raw), receipts: bytes, outcomes };
}

/** All receipts of a block at once, or one by one where the node cannot; in the order of its transactions. */
export async function receiptsOf(
  rpc: Rpc,
  { number, transactions }: RawHeader & { readonly transactions: readonly string[] },
): Promise<readonly RawReceipt[]> {
  try {
    const all = (await rpc("eth_getBlockReceipts", [number])) as readonly RawReceipt[];
    return all.toSorted((a, b) => Number(a.transactionIndex) - Number(b.transactionIndex));
  } catch (cause) {
    const error = toLedgerError(cause);
    if (error.code !== "METHOD_NOT_SUPPORTED") throw error;
  }
  const receipts: RawReceipt[] = [];
  for (const hash of transactions) receipts.push((await rpc("eth_getTransactionReceipt", [hash])) as RawReceipt);
  return receipts;
}
