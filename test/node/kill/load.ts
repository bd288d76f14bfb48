import { setTimeout as delay } from "node:timers/promises";
import { keccak256 } from "ethers";
import type { Wallet } from "ethers";
import { ask, call, sign, wallet, word } from "../support.ts";

/** Writers that never stop for an error: what a careful client does. */
export interface Load {
  /** Hash of every acknowledged transaction with the id that it tallies. */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** Sender addresses with the number of transactions of each. */
  counts(): { address: string; sent: number }[];
  /** Ends when every writer has its last transaction acknowledged. */
  stop(): Promise<void>;
  /** Gives up at once, whatever is still unacknowledged: for a test that has failed. */
  abandon(): void;
}

/** Between two transactions of a writer, so that the time goes into kills and not into signatures. */
const PAUSE_MS = 25;

/** Starts `writers` keys that each send one transaction after the other, repeating one until it is acknowledged. */
export function startLoad(url: string, tally: string, writers: number): Load {
  const acknowledged = new Map<string, number>();
  const keys = Array.from({ length: writers }, () => ({ key: wallet(), sent: 0 }));
  let running = true;
  let abandoned = false;
  let next = 1;

  async function send(key: Wallet, nonce: number): Promise<void> {
    const id = next++;
    const raw = await sign(key, { nonce, to: tally, data: word(id), type: id % 3 === 0 ? 2 : 0 });
    const hash = keccak256(raw);
    while (!abandoned) {
      const answer = await ask(url, "eth_sendRawTransaction", raw).catch(() => undefined);
      const { result, error } = answer ?? {};
      if (result !== undefined && result !== hash) throw new Error(`another hash came back: ${String(result)}`);
      if (result === hash || error?.message === "already known") break;
      // Sent before, and mined before the answer could reach us.
      if (error?.message.startsWith("nonce too low") && (await mined(hash))) break;
      if (error && error.code === -32_000) throw new Error(`refused: ${error.message}`);
      await delay(15);
    }
    acknowledged.set(hash, id);
  }

  async function mined(hash: string): Promise<boolean> {
    return (await call<unknown>(url, "eth_getTransactionReceipt", hash).catch(() => null)) !== null;
  }

  async function write(writer: { key: Wallet; sent: number }): Promise<void> {
    while (running) {
      await send(writer.key, writer.sent++);
      await delay(PAUSE_MS);
    }
  }

  const done = Promise.all(keys.map(write));
  done.catch(() => undefined);
  return {
    acknowledged,
    counts: () => keys.map(({ key, sent }) => ({ address: key.address, sent })),
    async stop() {
      running = false;
      await done;
    },
    abandon() {
      running = false;
      abandoned = true;
    },
  };
}
