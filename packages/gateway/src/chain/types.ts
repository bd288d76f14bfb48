/** A log as `eth_getLogs` gives it. */
export interface RawLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
  readonly blockHash: string;
  readonly transactionHash: string;
  readonly transactionIndex: string;
  readonly logIndex: string;
}

/** A transaction as `eth_getBlockByNumber` gives it. */
export interface RawTransaction {
  readonly hash: string;
  readonly nonce: string;
  readonly from: string;
  readonly to: string | null;
  readonly value: string;
  readonly gas: string;
  readonly gasPrice?: string;
  readonly input: string;
  readonly transactionIndex: string;
}

/** A block with its transactions. */
export interface RawBlock {
  readonly number: string;
  readonly hash: string;
  readonly parentHash: string;
  readonly timestamp: string;
  readonly gasUsed: string;
  readonly gasLimit: string;
  readonly miner: string;
  readonly transactions: readonly RawTransaction[];
}

/** The part of a receipt we read. */
export interface RawReceipt {
  readonly transactionHash: string;
  readonly blockHash: string;
  readonly blockNumber: string;
  readonly transactionIndex: string;
  readonly status: string;
  readonly gasUsed: string;
  readonly contractAddress: string | null;
}

/** A JSON-RPC quantity. */
export function quantity(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}
