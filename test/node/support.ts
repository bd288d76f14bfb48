import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCreateAddress, Wallet } from "ethers";
import type { TransactionLike } from "ethers";
import { createEmbeddedNode } from "../../scripts/node/index.ts";
import type { EmbeddedNode, EmbeddedNodeOptions, Log } from "../../scripts/node/index.ts";

export const CHAIN_ID = 7_919;
export const GENESIS_TIME = 1_700_000_000;

/** A log that keeps what was said. */
export function createMemoryLog(): Log & { lines: string[]; text(): string } {
  const lines: string[] = [];
  const add = (line: string) => void lines.push(line);
  return { lines, text: () => lines.join("\n"), info: add, warn: add, error: add };
}

/** Folders and nodes of one test file, all of them closed and removed by `clean`. */
export function createBench() {
  const cleanups: (() => Promise<unknown>)[] = [];
  return {
    async folder(): Promise<string> {
      const path = await mkdtemp(join(tmpdir(), "data-voucher-node-"));
      cleanups.push(() => rm(path, { recursive: true, force: true }));
      return path;
    },
    async start(dataDir: string, options: Partial<EmbeddedNodeOptions> = {}): Promise<EmbeddedNode> {
      const node = await createEmbeddedNode({
        dataDir,
        rpcPort: 0,
        chainId: CHAIN_ID,
        genesisTime: GENESIS_TIME,
        mode: "manual",
        log: createMemoryLog(),
        ...options,
      });
      cleanups.push(() => node.stop());
      return node;
    },
    async clean(): Promise<void> {
      for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
    },
  };
}

/** One JSON-RPC answer. */
export interface Answer {
  id: unknown;
  result?: unknown;
  error?: { code: number; message: string; data?: unknown };
}

/** Posts a body as it is and returns status and parsed answer. */
export async function post(url: string, body: string): Promise<{ status: number; answer: Answer & Answer[] }> {
  const response = await fetch(url, { method: "POST", body, headers: { "content-type": "application/json" } });
  const text = await response.text();
  return { status: response.status, answer: (text ? JSON.parse(text) : undefined) as Answer & Answer[] };
}

/** One call: its answer, error or not. */
export async function ask(url: string, method: string, ...params: unknown[]): Promise<Answer> {
  return (await post(url, JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }))).answer;
}

/** One call's result; an error is thrown with its code and message. */
export async function call<T = string>(url: string, method: string, ...params: unknown[]): Promise<T> {
  const { error, result } = await ask(url, method, ...params);
  if (error) throw Object.assign(new Error(`${method}: ${error.code} ${error.message}`), { code: error.code });
  return result as T;
}

/** Many calls in batches; the results in order. */
export async function callAll<T = string>(url: string, calls: readonly [string, ...unknown[]][]): Promise<T[]> {
  const results: T[] = [];
  for (let at = 0; at < calls.length; at += 500) {
    const part = calls.slice(at, at + 500).map(([method, ...params], id) => ({ jsonrpc: "2.0", id, method, params }));
    const { answer } = await post(url, JSON.stringify(part));
    for (const { error, result } of answer) {
      if (error) throw new Error(`${error.code} ${error.message}`);
      results.push(result as T);
    }
  }
  return results;
}

/** A signed transaction with the fields that nearly every test wants. */
export function sign(wallet: { signTransaction: Wallet["signTransaction"] }, fields: TransactionLike): Promise<string> {
  const fee = fields.type === 2 ? { maxFeePerGas: 0, maxPriorityFeePerGas: 0 } : { gasPrice: 0 };
  const { to = "0x00000000000000000000000000000000000000aa" } = fields;
  return wallet.signTransaction({ type: 0, chainId: CHAIN_ID, gasLimit: 100_000, ...fee, ...fields, to });
}

/**
 * Bytecode that counts how often each id was carried out, at slot id, and keeps the hash of the block before, at slot
 * NOT id: a doubled transaction shows as 2, and an engine that forgets block hashes shows in the state root.
 */
const TALLY = "600035805460010190556001430340600035195500";

/** A transaction that puts the tally on the ledger, and its address. */
export async function deployTally(wallet: Wallet, nonce = 0): Promise<{ raw: string; address: string }> {
  const size = (TALLY.length / 2).toString(16).padStart(2, "0");
  const data = `0x60${size}600c60003960${size}6000f3${TALLY}`;
  const raw = await wallet.signTransaction({ type: 0, chainId: CHAIN_ID, nonce, gasPrice: 0, gasLimit: 200_000, data });
  return { raw, address: getCreateAddress({ from: wallet.address, nonce }) };
}

/** A 32-byte word. */
export function word(value: number | bigint): string {
  return `0x${BigInt(value).toString(16).padStart(64, "0")}`;
}

/** A wallet with a key of its own. */
export function wallet(): Wallet {
  return new Wallet(Wallet.createRandom().privateKey);
}
