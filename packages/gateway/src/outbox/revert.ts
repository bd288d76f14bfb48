import { RpcError, type Rpc } from "../chain/rpc.ts";
import { quantity } from "../chain/types.ts";
import { Transaction } from "ethers";
import type { Operation, Revert } from "./operation.ts";

/** Turns the bytes of a refusal into our code, the custom error's name and its arguments. */
export type DecodeRevert = (data: string) => Revert;

/**
 * Creates what finds out why a mined transaction failed: it is called again on the state before its block, so a
 * transaction that failed only because of another in the same block may find no reason.
 */
export function createExplainer(rpc: Rpc, decode: DecodeRevert) {
  return async (operation: Operation, blockNumber: number): Promise<Revert> => {
    const { to, data, gasLimit } = Transaction.from(operation.raw);
    const call = { from: operation.from, to, data, gas: quantity(gasLimit), gasPrice: "0x0" };
    try {
      await rpc.call("eth_call", call, quantity(Math.max(0, blockNumber - 1)));
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      const bytes = revertData(error.data);
      if (bytes !== undefined) return decode(bytes);
    }
    return { code: "EXECUTION_REVERTED", name: null, args: {} };
  };
}

/** The refusal's bytes, which nodes put at different places of the error. */
export function revertData(data: unknown): string | undefined {
  if (typeof data === "string") return /0x(?:[0-9a-f]{2})*$/i.exec(data)?.[0];
  if (typeof data !== "object" || data === null) return undefined;
  const inner = data as { data?: unknown; result?: unknown };
  return revertData(inner.data ?? inner.result);
}
