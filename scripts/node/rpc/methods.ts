import { toQuantity, Transaction } from "ethers";
import type { Chain } from "../engine/chain.ts";
import { KEPT_STATES } from "../engine/process.ts";
import { EngineDown, NodeError, RpcError } from "../errors.ts";
import type { Intake } from "../queue/intake.ts";
import type { Nonces } from "../queue/nonces.ts";
import type { Pending, Pool } from "../queue/pool.ts";
import { MAX_TRANSACTION_GAS } from "../queue/transaction.ts";
import type { Sealer } from "../sealer.ts";
import { FORWARDED, settleTag } from "./forwarded.ts";

/** What the public methods answer from. */
export interface MethodOptions {
  chainId: number;
  chain: Chain;
  pool: Pool;
  nonces: Nonces;
  intake: Intake;
  sealer: Sealer;
  /** How long a call waits for an engine that is being started, in milliseconds. */
  patienceMs: number;
}

/** Answers one call with the JSON text of its whole response. Throws only RpcError. */
export type CallMethod = (method: string, params: readonly unknown[], id: unknown) => Promise<string>;

/** The engine is away: ask again (the code that consortium nodes use for a node that lags behind). */
export const RETRY = -32_008;

/** The public methods. What is not in this file does not exist for the outside. */
export function createMethods(options: MethodOptions): CallMethod {
  const { chainId, chain, pool, nonces, intake, sealer, patienceMs } = options;
  const quantity = toQuantity(chainId);

  const local = new Map<string, (params: readonly unknown[]) => unknown>([
    ["web3_clientVersion", () => `data-voucher-node/1 (${chain.engineVersion})`],
    ["net_version", () => String(chainId)],
    ["net_listening", () => true],
    ["eth_chainId", () => quantity],
    ["eth_gasPrice", () => "0x0"],
    ["eth_maxPriorityFeePerGas", () => "0x0"],
    ["eth_syncing", () => false],
    ["eth_accounts", () => []],
    ["eth_sendRawTransaction", ([raw]) => intake.accept(raw)],
  ]);

  const forward = (method: string, params: readonly unknown[], id: unknown) =>
    chain.read(method, params, id, patienceMs).then(explain);

  /** The time and number that code sees: those of the last block, or of the next one for "pending". */
  function blockOverrides(tag: unknown, own: unknown): Record<string, unknown> | undefined {
    const given = typeof own === "object" && own !== null ? (own as Record<string, unknown>) : undefined;
    if (tag === "pending") {
      return { number: toQuantity(chain.head.number + 1), time: toQuantity(sealer.nextTime()), ...given };
    }
    return settleTag(tag) === "latest" ? { time: toQuantity(chain.head.time), ...given } : given;
  }

  async function call(params: readonly unknown[], id: unknown): Promise<string> {
    await waitForEngine();
    const [transaction, tag, states, blocks] = params;
    const overrides = blockOverrides(tag ?? "latest", blocks);
    return forward("eth_call", [cap(transaction), settleTag(tag), states ?? {}, ...(overrides ? [overrides] : [])], id);
  }

  async function estimate(params: readonly unknown[], id: unknown): Promise<string> {
    await waitForEngine();
    const [transaction, tag, states] = params;
    const overrides = blockOverrides(tag ?? "pending", undefined);
    return forward(
      "eth_estimateGas",
      [cap(transaction), settleTag(tag), states ?? {}, ...(overrides ? [overrides] : [])],
      id,
    );
  }

  /** A call runs on the engine that also makes blocks: it gets no more gas than a transaction may have. */
  function cap(transaction: unknown): object {
    const given = typeof transaction === "object" && transaction !== null ? (transaction as { gas?: unknown }) : {};
    return { ...given, gas: capGas(given.gas) };
  }

  async function waitForEngine(): Promise<void> {
    // `head` is stale while the engine is away; the read itself waits, so a failure is said there.
    if (chain.enginePid < 0) await Promise.race([chain.ready(), new Promise((go) => setTimeout(go, patienceMs))]);
  }

  async function transactionByHash(params: readonly unknown[], id: unknown): Promise<string> {
    const answer = await forward("eth_getTransactionByHash", params.slice(0, 1), id);
    const hash = params[0];
    const pending = typeof hash === "string" ? pool.get(hash.toLowerCase()) : undefined;
    if (!pending || /"blockHash":"0x/.test(answer)) return answer;
    return respond(id, describePending(pending));
  }

  async function transactionCount(params: readonly unknown[], id: unknown): Promise<string> {
    const [address, tag] = params;
    if (tag !== "pending" || typeof address !== "string" || !/^0x[0-9a-f]{40}$/i.test(address)) {
      return forward("eth_getTransactionCount", [address, settleTag(tag)], id);
    }
    const from = address.toLowerCase();
    const mined = await nonces.fetch(from);
    return respond(id, toQuantity(pool.nextNonce(from, Math.max(mined, nonces.known(from)))));
  }

  async function dispatch(method: string, params: readonly unknown[], id: unknown): Promise<string> {
    const answer = local.get(method);
    if (answer) return respond(id, await answer(params));
    if (method === "eth_call") return call(params, id);
    if (method === "eth_estimateGas") return estimate(params, id);
    if (method === "eth_getTransactionByHash") return transactionByHash(params, id);
    if (method === "eth_getTransactionCount") return transactionCount(params, id);
    const rule = FORWARDED.get(method);
    if (!rule) throw new RpcError(-32_601, `the method ${method.slice(0, 80)} does not exist or is not available`);
    const passed = params.slice(0, rule.arity);
    if (rule.block !== undefined && passed.length >= rule.block) passed[rule.block] = settleTag(passed[rule.block]);
    if (method === "eth_getLogs") passed[0] = settleRange(passed[0]);
    return forward(method, passed, id);
  }

  return async (method, params, id) => {
    try {
      return await dispatch(method, params, id);
    } catch (error) {
      if (error instanceof RpcError) throw error;
      if (error instanceof EngineDown) {
        throw new RpcError(RETRY, `the ledger's engine is being started again (${error.message}): try again`);
      }
      if (error instanceof NodeError) throw new RpcError(-32_603, error.message);
      throw new RpcError(-32_603, `internal error: ${(error as Error).message}`);
    }
  };
}

/** The JSON text of a response with a result. */
export function respond(id: unknown, result: unknown): string {
  return JSON.stringify({ jsonrpc: "2.0", id, result });
}

/** Puts our words in place of the engine's where its own would mislead. */
function explain(answer: string): string {
  if (!answer.slice(0, 400).includes('"error":')) return answer;
  const parsed = JSON.parse(answer) as { error?: { code: number; message: string } };
  if (!parsed.error?.message.startsWith("BlockOutOfRangeError")) return answer;
  parsed.error.message =
    `the state of that block is not there: the last ${KEPT_STATES} blocks keep theirs; ` +
    "blocks, transactions, receipts and logs are there for all";
  return JSON.stringify(parsed);
}

function settleRange(filter: unknown): unknown {
  if (typeof filter !== "object" || filter === null) return filter;
  const range: Record<string, unknown> = { ...filter };
  if (range.blockHash !== undefined) return range;
  return { ...range, fromBlock: settleTag(range.fromBlock), toBlock: settleTag(range.toBlock) };
}

function capGas(gas: unknown): string {
  try {
    const wanted = BigInt(gas as string);
    if (wanted > 0n && wanted < MAX_TRANSACTION_GAS) return toQuantity(wanted);
  } catch {
    // None given, or none that the engine would read either.
  }
  return toQuantity(MAX_TRANSACTION_GAS);
}

function describePending({ hash, from, raw }: Pending): Record<string, unknown> {
  const transaction = Transaction.from(`0x${raw.toString("hex")}`);
  const { type, nonce, gasLimit, to, value, data, chainId, signature, accessList } = transaction;
  const fees =
    type === 2
      ? {
          maxFeePerGas: toQuantity(transaction.maxFeePerGas ?? 0n),
          maxPriorityFeePerGas: toQuantity(transaction.maxPriorityFeePerGas ?? 0n),
        }
      : {};
  return {
    ...{ blockHash: null, blockNumber: null, transactionIndex: null, hash, from, to: to?.toLowerCase() ?? null },
    ...{ type: toQuantity(type ?? 0), nonce: toQuantity(nonce), gas: toQuantity(gasLimit), value: toQuantity(value) },
    ...{ gasPrice: toQuantity(transaction.gasPrice ?? transaction.maxFeePerGas ?? 0n), ...fees },
    ...{ input: data, chainId: toQuantity(chainId), ...(type === 0 ? {} : { accessList }) },
    r: toQuantity(signature?.r ?? 0),
    s: toQuantity(signature?.s ?? 0),
    v: toQuantity(
      type === 0
        ? signature?.legacyChainId
          ? (signature.networkV ?? 0n)
          : (signature?.v ?? 0)
        : (signature?.yParity ?? 0),
    ),
  };
}
