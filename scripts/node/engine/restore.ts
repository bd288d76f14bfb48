import type { Snapshot } from "../disk/snapshots.ts";
import type { EngineClient } from "./client.ts";
import { EngineDeviation } from "./execute.ts";

/** The block that everything next builds on. */
export interface Head {
  number: number;
  hash: string;
  /** Seconds since 1970. */
  time: number;
}

/** The engine's latest block. */
export async function readHead(client: EngineClient): Promise<Head> {
  const block = await client.call<{ number: string; hash: string; timestamp: string }>(
    "eth_getBlockByNumber",
    "latest",
    false,
  );
  return { number: Number(block.number), hash: block.hash, time: Number(block.timestamp) };
}

/** Loads a snapshot into a fresh engine. @throws EngineDeviation when the engine then stands elsewhere */
export async function restoreSnapshot(client: EngineClient, snapshot: Snapshot): Promise<Head> {
  await client.call("anvil_loadState", `0x${snapshot.state.toString("hex")}`);
  // The engine loads blocks, but not the hashes that the BLOCKHASH instruction reads; undoing a block fills them in.
  await client.call("evm_setNextBlockTimestamp", snapshot.time + 1);
  await client.call("evm_mine");
  await client.call("anvil_rollback", 1);
  const head = await readHead(client);
  if (head.number !== snapshot.number || head.hash !== snapshot.hash) {
    throw new EngineDeviation(`the snapshot of block ${snapshot.number} gave block ${head.number} ${head.hash}`);
  }
  return head;
}
