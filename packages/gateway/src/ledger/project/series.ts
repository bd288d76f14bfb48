import { key, u32, u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { addressOrNull } from "../checksum.ts";
import { count } from "./count.ts";
import { known, type Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { enlist } from "./listed.ts";
import { addSeriesStep } from "./step.ts";
import { tally } from "./tally.ts";

/** A series of vouchers with its terms. */
export interface SeriesRow {
  readonly assetId: string;
  readonly grantor: string;
  readonly openedBy: string;
  readonly openedAt: number;
  readonly basisKind: string;
  readonly basisId: string;
  readonly class: string;
  readonly resale: boolean;
  readonly territory: number;
  readonly start: number;
  readonly end: number;
  readonly cap: string;
  readonly purposes: readonly number[];
  readonly namedUser: string | null;
  readonly priceRule: string;
  readonly unitPrice: string;
  readonly termsDigest: string;
  readonly closed: boolean;
  readonly suspended: boolean;
  readonly basisLost: boolean;
}

/** Series by number. */
export const seriesTable = defineTable<SeriesRow>("series");

/** Units of a series; each at most 2^48. live = issued - used - cancelled - expired. */
export interface TotalsRow {
  readonly issued: number;
  readonly used: number;
  readonly cancelled: number;
  readonly expired: number;
  readonly vouchers: number;
}

/** Units of each series now. */
export const totalsTable = defineTable<TotalsRow>("totals");

/** Units of each series after each block that changed them: key series, block. */
export const pastTotalsTable = defineTable<TotalsRow>("pastTotals");

/** The units before the first issue. */
export const noTotals: TotalsRow = { issued: 0, used: 0, cancelled: 0, expired: 0, vouchers: 0 };

/** Adds to the units of a series. */
export function addTotals(tx: Tx, event: LedgerEvent, seriesId: number, change: Partial<TotalsRow>): void {
  const before = tx.get(totalsTable, u32(seriesId)) ?? noTotals;
  const after: TotalsRow = {
    cancelled: before.cancelled + (change.cancelled ?? 0),
    expired: before.expired + (change.expired ?? 0),
    issued: before.issued + (change.issued ?? 0),
    used: before.used + (change.used ?? 0),
    vouchers: before.vouchers + (change.vouchers ?? 0),
  };
  tx.put(totalsTable, u32(seriesId), after);
  tx.put(pastTotalsTable, key(u32(seriesId), u64(event.block)), after);
}

function change(tx: Tx, event: LedgerEvent, seriesId: number, part: Partial<SeriesRow>, byParty?: string): void {
  const after = { ...known(tx.get(seriesTable, u32(seriesId)), event), ...part };
  tx.put(seriesTable, u32(seriesId), after);
  remember(tx, event, "asset", after.assetId);
  remember(tx, event, "party", after.grantor, ...(byParty === undefined ? [] : [byParty]));
}

/** Series: opening, closing, suspension, loss of the basis. */
export const seriesHandlers: Handlers = {
  SeriesOpened({ seriesId, assetId, grantor, byParty, terms }, event, tx) {
    tx.put(seriesTable, u32(seriesId), {
      assetId,
      grantor,
      openedBy: byParty,
      openedAt: event.time,
      basisKind: terms.basisKind,
      basisId: terms.basisId,
      class: terms.class,
      resale: terms.resale,
      territory: terms.territory,
      start: terms.start,
      end: terms.end,
      cap: terms.cap,
      purposes: terms.purposes,
      namedUser: addressOrNull(terms.namedUser),
      priceRule: terms.priceRule,
      unitPrice: terms.unitPrice,
      termsDigest: terms.termsDigest,
      closed: false,
      suspended: false,
      basisLost: false,
    });
    const basis = `${terms.basisKind}:${terms.basisId}`;
    enlist(tx, "series", ["all", `grantor:${grantor}`, `asset:${assetId}`, basis], u32(seriesId), String(seriesId));
    remember(tx, event, "asset", assetId);
    remember(tx, event, "party", grantor, byParty);
    tally(tx, grantor, "series", 1);
    count(tx, "series");
  },
  SeriesWasClosed({ seriesId, account }, event, tx) {
    change(tx, event, seriesId, { closed: true });
    addSeriesStep(tx, event, seriesId, { kind: "seriesClosed", account });
  },
  SeriesSuspensionChanged({ seriesId, byParty, account, suspended, documentDigest }, event, tx) {
    change(tx, event, seriesId, { suspended }, byParty);
    const kind = suspended ? "seriesSuspended" : "seriesResumed";
    addSeriesStep(tx, event, seriesId, { kind, account, digest: documentDigest });
  },
  SeriesBasisChanged({ seriesId, live }, event, tx) {
    change(tx, event, seriesId, { basisLost: !live });
    addSeriesStep(tx, event, seriesId, { kind: live ? "basisRestored" : "basisLost" });
  },
};
