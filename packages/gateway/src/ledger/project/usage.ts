import { key, u32 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { count, countDay, countUnits, shanghaiDay } from "./count.ts";
import { known, type Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { seriesOfVoucher } from "./holding.ts";
import { addTotals, seriesTable } from "./series.ts";

/** Units that were used; their sum can pass 2^53. */
export interface UsageRow {
  readonly units: string;
  /** Receipts that the ledger counted. */
  readonly receipts: number;
}

/** What was used of a subject, by purpose: key subject, bit of the purpose. */
export const usageTable = defineTable<UsageRow>("usage");

/** What was used of a subject on a day in Shanghai, by when the ledger counted it: key subject, day. */
export const usageDayTable = defineTable<UsageRow>("usageDay");

/** Kinds of analysis that are prohibited, with the decision: key "now". */
export const prohibitedTable = defineTable<{
  readonly analyses: readonly string[];
  readonly byParty: string;
  readonly since: number;
  readonly documentDigest: string;
}>("prohibited");

/** What usage is summed over: everything, a voucher, a series, an asset, a holder, or a provider. */
export type UsageSubject = "all" | `${"voucher" | "series" | "asset" | "holder" | "provider"}:${string}`;

function add(tx: Tx, table: typeof usageTable, at: string, units: number): void {
  const before = tx.get(table, at) ?? { units: "0", receipts: 0 };
  tx.put(table, at, { receipts: before.receipts + 1, units: (BigInt(before.units) + BigInt(units)).toString() });
}

/** Sums a use for everything that it is a use of. */
export function addUsage(
  tx: Tx,
  event: LedgerEvent,
  use: { voucherId: string; holder: string; provider: string; purpose: number; units: number },
): void {
  const seriesId = seriesOfVoucher(use.voucherId);
  const { assetId } = known(tx.get(seriesTable, u32(seriesId)), event);
  const subjects: readonly UsageSubject[] = [
    "all",
    `voucher:${use.voucherId}`,
    `series:${seriesId}`,
    `asset:${assetId}`,
    `holder:${use.holder}`,
    `provider:${use.provider}`,
  ];
  const day = shanghaiDay(event.time);
  for (const subject of subjects) {
    add(tx, usageTable, key(subject, u32(use.purpose)), use.units);
    add(tx, usageDayTable, key(subject, day), use.units);
  }
  addTotals(tx, event, seriesId, { used: use.units });
  countUnits(tx, "used", use.units);
  countDay(tx, event.time, { used: use.units });
  count(tx, "uses");
}

/** What may not be done with any data. */
export const usageHandlers: Handlers = {
  AnalysesProhibited({ analyses, byParty, documentDigest }, event, tx) {
    tx.put(prohibitedTable, "now", { analyses, byParty, since: event.time, documentDigest });
    remember(tx, event, "party", byParty);
  },
};
