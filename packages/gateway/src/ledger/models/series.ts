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
  return showSeries(reading, seriesId, seriesRow(reading, seriesId), totals);
}

/** Units of a series after a block. */
export async function totalsAt({ view }: Reading, seriesId: number, block: number): Promise<TotalsRow> {
  const range = { under: [u32(seriesId)], before: `${u32(seriesId)}\u0000${u64(block + 1)}`, reverse: true, limit: 1 };
  const [last] = await view.list(pastTotalsTable, range);
  return last?.row ?? noTotals;
}

/** A series from its row and totals; `asOf` decides whether it is over. */
export function showSeries(reading: Reading, seriesId: number, row: SeriesRow, totals: TotalsRow): SeriesJson {
  const { issued, used, cancelled, expired, vouchers } = totals;
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
    },
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
    termsDigest: row.termsDigest,
    totals: {
      issued: String(issued),
      live: String(issued - used - cancelled - expired),
      used: String(used),
      cancelled: String(cancelled),
      expired: String(expired),
      vouchers,
    },
    state: {
      closed: row.closed,
      suspended: row.suspended,
      basisLost: row.basisLost,
      expired: reading.asOf.time > row.end,
    },
  };
}
