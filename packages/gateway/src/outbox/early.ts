import { setTimeout as delay } from "node:timers/promises";
import { toLedgerError, type LedgerError } from "@data-voucher/sdk";
import { RpcError, type Rpc } from "../chain/rpc.ts";
import { quantity } from "../chain/types.ts";
import { allErrors, fault } from "../errors.ts";
import type { HomeStore } from "../store/home.ts";
import { nonceKey, operationByNonce } from "./operation.ts";
import type { Outbox } from "./outbox.ts";
import { revertData, type DecodeRevert } from "./revert.ts";

/** A call before it is accepted. */
export interface EarlyCall {
  readonly from: string;
  readonly to: string;
  readonly data: string;
  readonly nonce: number;
  readonly gasLimit?: bigint;
  /** Refuses the call when the transaction before it is neither on the ledger nor in the outbox. */
  readonly gapless?: boolean;
}

/** Finds out early what the ledger would refuse. The contract stays the real check. */
export interface EarlyCheck {
  /**
   * Why the call cannot succeed; undefined when it would, or when nobody can tell yet because transactions before it
   * are still to come.
   * @throws RpcUnreachable
   */
  refusalOf(call: EarlyCall): Promise<LedgerError | undefined>;
}

/** Longest wait for an earlier transaction of the same key that may be what the call needs. */
const patienceMs = 5_000;

/** Longest wait for the transaction before, which may be on its way over another connection. */
const gapPatienceMs = 2_000;

/** Refusals that say something of the transaction itself; others are the node's trouble. */
const ownFault = new Set(["GAS_LIMIT_TOO_LOW", "GAS_LIMIT_TOO_HIGH", "EXECUTION_REVERTED", "EXECUTION_FAILED"]);

/** Arguments that hold the time until which an error lasts. Chains that stand still have a clock that is behind. */
const lastsUntil: Readonly<Record<string, string>> = {
  NOTICE_NOT_OVER: "noticeUntil",
  RECORD_NOTICE_NOT_OVER: "noticeUntil",
  SERIES_NOT_EXPIRED: "end",
};

/** Creates the early check over the newest state of the node. */
export function createEarlyCheck(options: {
  rpc: Rpc;
  home: HomeStore;
  outbox: Pick<Outbox, "wait">;
  decodeRevert: DecodeRevert;
  now?: () => number;
}): EarlyCheck {
  const { rpc, home, outbox, decodeRevert, now = Date.now } = options;

  const ask = async ({ from, to, data, gasLimit }: EarlyCall) => {
    const call = { from, to, data, gasPrice: "0x0", ...(gasLimit === undefined ? {} : { gas: quantity(gasLimit) }) };
    const [count, outcome] = await rpc.settle([
      { method: "eth_getTransactionCount", params: [from, "latest"] },
      { method: "eth_call", params: [call, "latest"] },
    ]);
    if (count!.status === "rejected") throw count!.reason;
    return { count: Number(count!.value), refusal: outcome!.status === "rejected" ? read(outcome!.reason) : undefined };
  };

  const read = (reason: unknown): LedgerError | undefined => {
    if (!(reason instanceof RpcError)) throw reason;
    const bytes = revertData(reason.data);
    if (bytes === undefined) {
      const { code } = toLedgerError(reason);
      return ownFault.has(code) ? fault(code) : undefined;
    }
    const { code, args } = decodeRevert(bytes);
    const until = lastsUntil[code];
    if (until !== undefined && Number(args[until]) * 1000 < now()) return undefined;
    return Object.hasOwn(allErrors, code)
      ? fault(code, undefined, args)
      : fault("CONTRACT_ERROR_UNKNOWN", undefined, { selector: bytes.slice(0, 10) });
  };

  const known = (from: string, nonce: number) => home.get(operationByNonce, nonceKey(from, nonce));

  const arrives = async (from: string, nonce: number) => {
    const deadline = now() + gapPatienceMs;
    while (known(from, nonce) === undefined) {
      if (now() >= deadline) return false;
      await delay(50);
    }
    return true;
  };

  return {
    async refusalOf(call) {
      const { from, nonce } = call;
      const deadline = now() + patienceMs;
      for (;;) {
        const { count, refusal } = await ask(call);
        if (count > nonce)
          return fault("NONCE_TOO_LOW", `The next nonce of ${from} is ${count}.`, { nonce, next: count });
        if (call.gapless && count < nonce && !(await arrives(from, nonce - 1))) {
          const message = `The next nonce of ${from} is ${count}; nothing is known of the one before ${nonce}.`;
          return fault("NONCE_TOO_DISTANT", message, { nonce, next: count });
        }
        if (refusal === undefined || count === nonce) return refusal;
        const before = known(from, nonce - 1);
        const left = deadline - now();
        if (before === undefined || left <= 0) return undefined;
        const { state } = await outbox.wait(before, ["mined"], left);
        if (state === "accepted" || state === "sent") return undefined;
      }
    },
  };
}
