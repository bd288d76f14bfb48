import { RpcUnreachable } from "../../chain/rpc.ts";
import { allErrors, fault } from "../../errors.ts";
import { eventKey, eventTable, type TransactionRow } from "../../index/rows.ts";
import type { Refusal } from "../../refusals/table.ts";
import type { RefusalJson, TransactionJson } from "../../schemas/chain.ts";
import type { ArgsJson } from "../../schemas/common.ts";
import type { Services } from "../../services.ts";
import { checksum } from "../checksum.ts";
import { decodeCall } from "../methods.ts";
import { partyOfAccount } from "../project/account.ts";
import { showArgs, showEvent } from "./event.ts";
import type { Reading } from "./reading.ts";
import { rfc3339 } from "./time.ts";

/** What of the gateway tells more of a transaction than the index does. */
export type TransactionSources = Pick<Services, "receipts" | "refusals" | "deployment">;

/** Transactions as clients see them; what the node cannot tell is left out. */
export async function showTransactions(
  sources: TransactionSources,
  reading: Reading,
  rows: readonly TransactionRow[],
  mostEvents?: number,
): Promise<TransactionJson[]> {
  const facts = await sources.receipts.of(rows.filter(({ status, gasUsed }) => status === null || gasUsed === null));
  const statusOf = ({ hash, status }: TransactionRow) => status ?? facts.get(hash)?.status;
  const failed = rows.filter((row) => statusOf(row) === "reverted");
  const refusals = await refusalsOf(sources, reading, failed);
  const names = new Map(Object.entries(sources.deployment.contracts).map(([name, address]) => [address, name]));

  return Promise.all(
    rows.map(async (row): Promise<TransactionJson> => {
      const { hash, to } = row;
      const from = checksum(row.from);
      const status = statusOf(row);
      // Only of a transaction to a contract that is not of the ledger: of its own the index knows.
      if (status === undefined) throw fault("NODE_UNAVAILABLE", "The node cannot tell how the transaction ended now.");
      const refusal = refusals.get(hash);
      const events = await eventsOf(reading, row, mostEvents === undefined ? -1 : mostEvents + 1);
      const shown = mostEvents === undefined ? events : events.slice(0, mostEvents);
      return {
        hash,
        block: row.block,
        time: rfc3339(row.time),
        from,
        fromParty: partyOfAccount(reading.view, from),
        to: to === null ? null : checksum(to),
        toContract: to === null ? null : (names.get(to) ?? null),
        nonce: row.nonce,
        status,
        gasUsed: row.gasUsed ?? facts.get(hash)?.gasUsed ?? null,
        method: methodOf(reading, row),
        error: refusal === undefined ? null : showRefusal(refusal),
        ...(status === "reverted" && refusal === undefined ? { errorUnavailable: true } : {}),
        events: shown,
        ...(shown.length < events.length ? { eventsLeftOut: true } : {}),
      };
    }),
  );
}

async function refusalsOf({ refusals }: TransactionSources, { view }: Reading, failed: readonly TransactionRow[]) {
  try {
    return await refusals.of(view, failed);
  } catch (error) {
    if (error instanceof RpcUnreachable) return new Map<string, Refusal>();
    throw error;
  }
}

async function eventsOf(reading: Reading, { block, hash, firstLog, lastLog }: TransactionRow, limit: number) {
  if (firstLog === null || lastLog === null) return [];
  const range = { from: eventKey(block, firstLog), before: eventKey(block, lastLog + 1), limit };
  const entries = await reading.view.list(eventTable, range);
  return entries.filter(({ row }) => row.tx === hash).map(({ row }) => showEvent(reading, row));
}

function methodOf({ contracts }: Reading, { to, input }: TransactionRow): TransactionJson["method"] {
  const contract = to === null ? undefined : contracts.get(to);
  const call = contract === undefined ? undefined : decodeCall(contract, input);
  return call === undefined ? null : { name: call.name, args: showArgs(call.args, "") as ArgsJson };
}

function showRefusal({ code, name, args, source }: Refusal): RefusalJson {
  const { title, titleZh } = allErrors[code] ?? allErrors["CONTRACT_ERROR_UNKNOWN"]!;
  return {
    code,
    name,
    args: args === null ? null : (showArgs(args, "") as ArgsJson),
    title,
    titleZh,
    source,
  };
}
