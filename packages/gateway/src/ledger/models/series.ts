import type { UsePeriod } from "@data-voucher/sdk";
import { rfc3339 } from "./time.ts";
import type { SeriesJson } from "../../schemas/voucher.ts";
import { u32, u64 } from "../../store/keys.ts";
import {
  noTotals,
  pastTotalsTable,
  seriesTable,
  totalsTable,
  type SeriesRow,
  type TotalsRow,
} from "../project/series.ts";
import type { ConditionsArgs } from "../args.ts";
import { seriesOfVoucher } from "../project/holding.ts";
import { voucherTable, type LockRow } from "../project/voucher.ts";
import { assetRow } from "./asset.ts";
import { numberOf, unknownThing } from "./ids.ts";
import type { Reading } from "./reading.ts";

/** The row of a series. @throws LedgerError SERIES_UNKNOWN */
export function seriesRow({ view }: Reading, seriesId: number): Readonly<SeriesRow> {
  const row = view.get(seriesTable, u32(seriesId));
  if (row === undefined) throw unknownThing("SERIES_UNKNOWN", String(seriesId));
  return row;
}

/** A series as it is now. @throws LedgerError SERIES_UNKNOWN */
export function readSeries(reading: Reading, seriesId: number): SeriesJson {
  const totals = reading.view.get(totalsTable, u32(seriesId)) ?? noTotals;
  const row = seriesRow(reading, seriesId);
  return showSeries(reading, seriesId, row, totals, suspendedAbove(reading, row));
}

/** Units of a series after a block. */
export async function totalsAt({ view }: Reading, seriesId: number, block: number): Promise<TotalsRow> {
  const range = { under: [u32(seriesId)], before: `${u32(seriesId)}\u0000${u64(block + 1)}`, reverse: true, limit: 1 };
  const [last] = await view.list(pastTotalsTable, range);
  return last?.row ?? noTotals;
}

/** A series from its row and totals, and the voucher above it that suspends it; `asOf` decides whether it is over. */
export function showSeries(
  reading: Reading,
  seriesId: number,
  row: SeriesRow,
  totals: TotalsRow,
  suspending: string | null,
): SeriesJson {
  const { issued, used, licensed, cancelled, expired, vouchers } = totals;
  return {
    seriesId,
    assetId: row.assetId,
    assetName: assetRow(reading, row.assetId).name,
    grantor: row.grantor,
    openedBy: row.openedBy,
    openedAt: rfc3339(row.openedAt),
    basis: {
      kind: row.basisKind as SeriesJson["basis"]["kind"],
      id: row.basisId,
      certificate: row.basisKind === "certificate" ? numberOf(row.basisId) : null,
      seriesId: row.basisKind === "licence" ? seriesOfVoucher(row.basisId) : null,
    },
    provider: row.provider,
    class: row.class as SeriesJson["class"],
    resale: row.resale,
    territory: row.territory,
    start: rfc3339(row.start),
    end: rfc3339(row.end),
    cap: row.cap,
    purposes: [...row.purposes],
    namedUser: row.namedUser,
    priceRule: row.priceRule as SeriesJson["priceRule"],
    unitPrice: row.unitPrice,
    conditions: showConditions(row.conditions),
    termsDigest: row.termsDigest,
    totals: {
      issued: String(issued),
      live: String(issued - used - licensed - cancelled - expired),
      used: String(used),
      licensed: String(licensed),
      cancelled: String(cancelled),
      expired: String(expired),
      vouchers,
    },
    state: {
      closed: row.closed,
      suspended: row.suspended,
      basisLost: row.basisLost,
      expired: reading.asOf.time > row.end,
      licenceEnded: row.licenceUsed !== null,
      suspendedAbove: row.licenceUsed === null ? suspending : null,
    },
  };
}

function showConditions({ period, frequency, ...rest }: ConditionsArgs): SeriesJson["conditions"] {
  const bound = frequency === 0 ? null : { units: frequency, period: period as UsePeriod };
  return { ...(rest as Omit<SeriesJson["conditions"], "frequency">), frequency: bound };
}

/** What of a series decides whether it is in force. */
export type SeriesForce = Pick<SeriesRow, "suspended" | "basisLost" | "end">;

/** Whether a voucher with these locks, of a series like this, carries the licences that stand on it. */
export function carriesLicences(reading: Reading, locks: readonly LockRow[], series: SeriesForce): boolean {
  const alone = locks.length === 1 && locks[0]!.lockClass === "sublicence";
  return alone && !series.suspended && !series.basisLost && reading.asOf.time <= series.end;
}

/** The nearest voucher above a sub-licence that keeps it from being granted, moved or used; null when none does. */
function suspendedAbove(reading: Reading, series: SeriesRow): string | null {
  for (let row = series; row.basisKind === "licence";) {
    const voucherId = row.basisId;
    row = seriesRow(reading, seriesOfVoucher(voucherId));
    const locks = reading.view.get(voucherTable, u64(voucherId))?.locks ?? [];
    if (!carriesLicences(reading, locks, row)) return voucherId;
  }
  return null;
}

/** The licences that a series stands on, the nearest first: which voucher, of which series, and who granted that. */
export function licencesAbove(reading: Reading, seriesId: number) {
  const chain: { voucherId: string; seriesId: number; grantor: string }[] = [];
  for (let row = seriesRow(reading, seriesId); row.basisKind === "licence";) {
    const voucherId = row.basisId;
    const above = seriesOfVoucher(voucherId);
    row = seriesRow(reading, above);
    chain.push({ voucherId, seriesId: above, grantor: row.grantor });
  }
  return chain;
}
