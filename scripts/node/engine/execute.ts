import { keccak256 } from "ethers";
import type { BlockPlan, Excluded, SealedBlock } from "../disk/blocks.ts";
import { EngineDown, RpcError } from "../errors.ts";
import type { EngineClient } from "./client.ts";

/** The engine made another block than the one it was told to make. */
export class EngineDeviation extends Error {
  constructor(message: string) {
    super(message);
    this.name = "EngineDeviation";
  }
}

interface BlockHeader {
  number: string;
  hash: string;
  parentHash: string;
  timestamp: string;
  transactions: string[];
}

/**
 * Fewer transactions than this are offered one after the other. More go out at once, which is faster in all but costs
 * a wait of up to 40 ms, because the engine's small answers then wait for the acknowledgement of the first.
 */
const AT_ONCE = 64;

/** Gives transactions to the engine's pool in order; returns those it refuses, by their index. */
export async function offer(client: EngineClient, raws: readonly Buffer[]): Promise<Map<number, string>> {
  const refused = new Map<number, string>();
  async function send(raw: Buffer, index: number): Promise<void> {
    try {
      await client.call("eth_sendRawTransaction", `0x${raw.toString("hex")}`);
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      refused.set(index, error.message);
    }
  }
  if (raws.length >= AT_ONCE) await Promise.all(raws.map(send));
  else for (const [index, raw] of raws.entries()) await send(raw, index);
  return refused;
}

/** Empties the engine's pool. */
export async function clearPool(client: EngineClient): Promise<void> {
  await client.call("anvil_dropAllTransactions");
}

/**
 * Makes the block of a plan out of the transactions in the pool and checks that it is that block.
 * @throws EngineDeviation when number, parent, time or order differ from the plan, EngineDown
 */
export async function mine(client: EngineClient, plan: BlockPlan): Promise<SealedBlock> {
  const header = await run(client, plan.time).catch((error: unknown) => {
    throw error instanceof EngineDown ? error : new EngineDeviation((error as Error).message);
  });
  if (!header) throw new EngineDeviation("the engine has no latest block");
  if (Number(header.number) !== plan.number || header.parentHash !== plan.parentHash) {
    throw new EngineDeviation(`the engine made block ${Number(header.number)} on ${header.parentHash}`);
  }
  if (Number(header.timestamp) !== plan.time) {
    throw new EngineDeviation(`the engine gave block ${plan.number} the time ${Number(header.timestamp)}`);
  }
  const excluded = compare(plan, header.transactions);
  if (excluded.length > 0) await clearPool(client);
  return { number: plan.number, hash: header.hash, excluded };
}

async function run(client: EngineClient, time: number): Promise<BlockHeader | null> {
  await client.call("evm_setNextBlockTimestamp", time);
  await client.call("evm_mine");
  return client.call<BlockHeader | null>("eth_getBlockByNumber", "latest", false);
}

/** The planned transactions that are not in the block; the others must be there in the planned order, and no more. */
function compare(plan: BlockPlan, included: readonly string[]): Excluded[] {
  const excluded: Excluded[] = [];
  let at = 0;
  for (const raw of plan.raws) {
    const hash = keccak256(raw);
    if (included[at] === hash) at++;
    else excluded.push({ hash, reason: "the engine could not execute it" });
  }
  if (at !== included.length) throw new EngineDeviation(`block ${plan.number} holds other transactions than planned`);
  return excluded;
}
