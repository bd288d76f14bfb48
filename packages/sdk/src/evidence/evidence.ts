import { getAddress } from "ethers";
import { LedgerError } from "../errors/ledger-error.ts";
import type { Rpc } from "../chain/rpc.ts";
import { encodeHeader, type RawHeader } from "./header.ts";
import { receiptsOf } from "./block-bytes.ts";
import { encodeReceipt } from "./receipt.ts";
import { indexKey, proveLeafOf } from "./trie.ts";

/**
 * What shows that a log stands in a block: given the block's hash, nobody needs to be asked. The header's bytes hash to
 * the block's hash; the nodes lead from its root of receipts to the receipt; the log is one of that receipt's.
 */
export type LedgerEvidence = {
  /** Chain id, decimal. */
  readonly chainId: string;
  /** Contract whose log it is, with checksum. */
  readonly contract: string;
  /** RLP of the header, 0x hex. */
  readonly header: string;
  /** RLP of the nodes from root to receipt, 0x hex. */
  readonly nodes: readonly string[];
  /** Place of the transaction in its block. */
  readonly transactionIndex: number;
  /** Place of the log in its receipt. */
  readonly logIndex: number;
};

/** Which log to prove. */
export type EvidenceQuery = {
  readonly rpc: Rpc;
  readonly chainId: string | number | bigint;
  readonly contract: string;
  readonly block: number;
  /** Topics that the log has, in order; one of these where several are given. The block's last such log is proven. */
  readonly topics: readonly (string | readonly string[])[];
};

/**
 * Gathers the evidence of a log from a node; only plain Ethereum JSON-RPC, no debug namespace.
 *
 * @throws LedgerError EVIDENCE_NOT_FOUND when the block has no such log, HEADER_NOT_REBUILT for an unknown engine, codes
 *   of the node
 */
export async function gatherEvidence(query: EvidenceQuery): Promise<LedgerEvidence> {
  const { rpc, contract, block, topics } = query;
  const raw = (await rpc("eth_getBlockByNumber", [`0x${block.toString(16)}`, false])) as
    (RawHeader & { transactions: readonly string[]; receiptsRoot: string }) | null;
  if (raw === null) throw notFound(query);
  const header = encodeHeader(raw);
  const receipts = await receiptsOf(rpc, raw);
  const has = (own: string | undefined, topic: string | readonly string[]) =>
    typeof topic === "string" ? own === topic : own !== undefined && topic.includes(own);
  for (const receipt of receipts.toReversed()) {
    const logIndex = receipt.logs.findLastIndex(
      (log) =>
        log.address.toLowerCase() === contract.toLowerCase() && topics.every((topic, i) => has(log.topics[i], topic)),
    );
    if (logIndex < 0) continue;
    const transactionIndex = Number(receipt.transactionIndex);
    const leaves = new Map(receipts.map((each) => [indexKey(Number(each.transactionIndex)), encodeReceipt(each)]));
    const { root, nodes } = proveLeafOf(leaves, indexKey(transactionIndex));
    if (root !== raw.receiptsRoot) {
      throw new LedgerError("HEADER_NOT_REBUILT", {
        message: `The receipts of block ${block} do not give its root of receipts: an engine with receipts of its own kind`,
        details: { hash: raw.hash, root },
      });
    }
    const chainId = String(BigInt(query.chainId));
    return { chainId, contract: getAddress(contract), header, nodes, transactionIndex, logIndex };
  }
  throw notFound(query);
}

function notFound({ contract, block, topics }: EvidenceQuery): LedgerError {
  const message = `Block ${block} holds no such event of ${contract}`;
  return new LedgerError("EVIDENCE_NOT_FOUND", { message, details: { contract, block, topics } });
}
