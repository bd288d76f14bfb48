import { call, callAll } from "../node/support.ts";

/** The part of a block that tests look at. */
export interface SeenBlock {
  readonly number: number;
  readonly hash: string;
  /** Seconds since 1970. */
  readonly time: number;
  readonly transactions: readonly string[];
}

interface RpcBlock {
  readonly number: string;
  readonly hash: string;
  readonly timestamp: string;
  readonly transactions: readonly string[];
}

/** Every block of a chain, from genesis to its head. */
export async function allBlocks(url: string): Promise<SeenBlock[]> {
  const head = Number(await call(url, "eth_blockNumber"));
  const numbers = Array.from({ length: head + 1 }, (_, number) => `0x${number.toString(16)}`);
  const blocks = await callAll<RpcBlock>(
    url,
    numbers.map((number) => ["eth_getBlockByNumber", number, false]),
  );
  return blocks.map(({ number, hash, timestamp, transactions }) => ({
    number: Number(number),
    hash,
    time: Number(timestamp),
    transactions,
  }));
}
