import { toLedgerError } from "@data-voucher/sdk";
import { RpcError, type Rpc } from "../chain/rpc.ts";
import { quantity } from "../chain/types.ts";
import { blockTable, type TransactionRow } from "../index/rows.ts";
import { revertData, type DecodeRevert } from "../outbox/revert.ts";
import { put, type HomeStore } from "../store/home.ts";
import { u64 } from "../store/keys.ts";
import type { Reader } from "../store/table.ts";
import { refusalTable, type Refusal } from "./table.ts";

/** Finds out why transactions were refused, and remembers it. */
export interface Refusals {
  /**
   * Refusals of failed transactions, by hash. Those that are not recorded are run again while the node has the state
   * of their block; one that cannot be found out is left out.
   * @throws RpcUnreachable
   */
  of(view: Pick<Reader, "get">, failed: readonly TransactionRow[]): Promise<ReadonlyMap<string, Refusal>>;
}

/** Failures without bytes that are the transaction's own and not the node's. */
const ownFault = new Set(["GAS_LIMIT_TOO_LOW", "EXECUTION_REVERTED", "EXECUTION_FAILED"]);
const mostHopeless = 20_000;

/** Creates what finds out and remembers refusals. */
export function createRefusals(options: { rpc: Pick<Rpc, "settle">; home: HomeStore; decode: DecodeRevert }): Refusals {
  const { rpc, home, decode } = options;
  /** Transactions whose refusal the node could not give; nodes do not get old states back. */
  const hopeless = new Set<string>();

  const outcomeOf = (outcome: PromiseSettledResult<unknown>): Omit<Refusal, "block" | "source"> | undefined => {
    if (outcome.status === "fulfilled") return undefined;
    if (!(outcome.reason instanceof RpcError)) throw outcome.reason;
    const bytes = revertData(outcome.reason.data);
    if (bytes !== undefined && bytes !== "0x") return decode(bytes) as Omit<Refusal, "block" | "source">;
    const { code } = toLedgerError(outcome.reason);
    return ownFault.has(code) ? { code, name: null, args: {} } : undefined;
  };

  const rerun = async (view: Pick<Reader, "get">, rows: readonly TransactionRow[]) => {
    const calls = rows.flatMap((row) =>
      statesOf(view, row).map((state) => ({ method: "eth_call", params: [callOf(row), quantity(state)] })),
    );
    const outcomes = await rpc.settle(calls);
    return rows.map((row, i): Refusal | undefined => {
      const found = outcomeOf(outcomes[2 * i]!) ?? outcomeOf(outcomes[2 * i + 1]!);
      return found && { ...found, block: row.block, source: "rerun" };
    });
  };

  return {
    async of(view, failed) {
      const refusals = new Map<string, Refusal>();
      const missing: TransactionRow[] = [];
      for (const row of failed) {
        const known = home.get(refusalTable, row.hash);
        if (known?.block === row.block) refusals.set(row.hash, known);
        else if (row.to !== null && !hopeless.has(row.hash + row.block)) missing.push(row);
      }
      if (missing.length === 0) return refusals;
      const found = await rerun(view, missing);
      if (hopeless.size + missing.length > mostHopeless) hopeless.clear();
      const writes = missing.flatMap(({ hash, block }, i) => {
        const refusal = found[i];
        if (refusal === undefined) {
          hopeless.add(hash + block);
          return [];
        }
        refusals.set(hash, refusal);
        return [put(refusalTable, hash, refusal)];
      });
      if (writes.length > 0) await home.commit(writes);
      return refusals;
    },
  };
}

const callOf = ({ from, to, input, gas, value }: TransactionRow) => ({
  from,
  to,
  data: input,
  gas: quantity(BigInt(gas)),
  gasPrice: "0x0",
  value: quantity(BigInt(value)),
});

/**
 * The blocks after which to run a transaction again, the better one first. After its own block is exact for the last
 * transaction: a failed one changed nothing, and the clock is right. One with others behind it is run before them.
 */
function statesOf(view: Pick<Reader, "get">, { block, index }: TransactionRow): [number, number] {
  const last = (view.get(blockTable, u64(block))?.transactions.length ?? 0) - 1;
  const before = Math.max(0, block - 1);
  return index >= last ? [block, before] : [before, block];
}
