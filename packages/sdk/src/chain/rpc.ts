import { LedgerError } from "../errors/ledger-error.ts";
import { toLedgerError } from "../errors/to-ledger-error.ts";

/** Asks a node; as `request` of EIP-1193 with two arguments, or `send` of an ethers provider. */
export type Rpc = (method: string, params: readonly unknown[]) => Promise<unknown>;

/**
 * A plain JSON-RPC client over HTTP: one request a call, no caches, no retries, every failure a `LedgerError`.
 *
 * @param url address of the node
 * @param timeoutMs longest time for one answer
 */
export function createRpc(url: string, timeoutMs = 30_000): Rpc {
  let lastId = 0;
  return async (method, params) => {
    const id = (lastId += 1);
    const body = JSON.stringify({ jsonrpc: "2.0", id, method, params });
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        signal,
      });
      return resultOf(await answer.text(), answer.status, id, method);
    } catch (error) {
      throw toLedgerError(error, { details: { method } });
    }
  };
}

function resultOf(text: string, status: number, id: number, method: string): unknown {
  let answer: { id?: unknown; result?: unknown; error?: unknown } | undefined;
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    answer = undefined;
  }
  if (answer?.error) throw toLedgerError(answer.error, { details: { method } });
  if (status !== 200) throw toLedgerError({ status }, { details: { method } });
  if (answer?.id !== id || answer.result === undefined) throw new LedgerError("RPC_ANSWER_MALFORMED");
  return answer.result;
}
