/** A read that the engine answers: how many parameters it takes and which of them name a block. */
export interface Forwarded {
  /** Most parameters that are passed on. */
  arity: number;
  /** Index of the block parameter; a missing one means the last block. */
  block?: number;
}

/** All methods that reach the engine, and nothing else does. */
export const FORWARDED: ReadonlyMap<string, Forwarded> = new Map([
  ["eth_blockNumber", { arity: 0 }],
  ["eth_getBlockByNumber", { arity: 2, block: 0 }],
  ["eth_getBlockByHash", { arity: 2 }],
  ["eth_getBlockReceipts", { arity: 1, block: 0 }],
  ["eth_getBlockTransactionCountByNumber", { arity: 1, block: 0 }],
  ["eth_getBlockTransactionCountByHash", { arity: 1 }],
  ["eth_getTransactionByBlockNumberAndIndex", { arity: 2, block: 0 }],
  ["eth_getTransactionByBlockHashAndIndex", { arity: 2 }],
  ["eth_getTransactionReceipt", { arity: 1 }],
  ["eth_getLogs", { arity: 1 }],
  ["eth_getCode", { arity: 2, block: 1 }],
  ["eth_getStorageAt", { arity: 3, block: 2 }],
  ["eth_getBalance", { arity: 2, block: 1 }],
  ["eth_getProof", { arity: 3, block: 2 }],
]);

/** The tag that the engine is asked for. A block is final here as soon as it is there, and nothing pends in it. */
export function settleTag(tag: unknown): unknown {
  if (tag === undefined || tag === null) return "latest";
  return tag === "finalized" || tag === "safe" || tag === "pending" ? "latest" : tag;
}
