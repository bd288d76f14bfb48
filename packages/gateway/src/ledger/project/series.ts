import { key, u32, u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import type { ConditionsArgs } from "../args.ts";
import { addressOrNull } from "../checksum.ts";
import { count } from "./count.ts";
import { known, type Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { seriesOfVoucher } from "./holding.ts";
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
  readonly conditions: ConditionsArgs;
  /** Whose access points meter it: the grantor, or of a sub-licence the grantor of the first series. */
  readonly provider: string;
  /** Of a sub-licence, how it ended: units used under it; null while it stands, and for other series. */
  readonly licenceUsed: number | null;
  readonly closed: boolean;
  readonly suspended: boolean;
  readonly basisLost: boolean;
}

/** Series by number. */
export const seriesTable = defineTable<SeriesRow>("series");

/** Units of a series; each at most 2^48. live = issued - used - licensed - cancelled - expired. */
export interface TotalsRow {
  readonly issued: number;
  readonly used: number;
  /** Used under sub-licences that ended. */
  readonly licensed: number;
  readonly cancelled: number;
  readonly expired: number;
  readonly vouchers: number;
}

/** Units of each series now. */
export const totalsTable = defineTable<TotalsRow>("totals");

/** Units of each series after each block that changed them: key series, block. */
export const pastTotalsTable = defineTable<TotalsRow>("pastTotals");

/** The units before the first issue. */
export const noTotals: TotalsRow = { issued: 0, used: 0, licensed: 0, cancelled: 0, expired: 0, vouchers: 0 };

/** Adds to the units of a series. */
export function addTotals(tx: Tx, event: LedgerEvent, seriesId: number, change: Partial<TotalsRow>): void {
  const before = tx.get(totalsTable, u32(seriesId)) ?? noTotals;
  const after: TotalsRow = {
    cancelled: before.cancelled + (change.cancelled ?? 0),
    expired: before.expired + (change.expired ?? 0),
    issued: before.issued + (change.issued ?? 0),
    licensed: before.licensed + (change.licensed ?? 0),
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
    const parentId = terms.basisKind === "licence" ? seriesOfVoucher(terms.basisId) : null;
    const parent = parentId === null ? null : known(tx.get(seriesTable, u32(parentId)), event);
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
      conditions: terms.conditions,
      provider: parent?.provider ?? grantor,
      licenceUsed: null,
      closed: false,
      suspended: false,
      basisLost: false,
    });
    const basis = `${terms.basisKind}:${terms.basisId}`;
    const lists = ["all", `grantor:${grantor}`, `asset:${assetId}`, basis];
    if (parentId !== null) lists.push(`parent:${parentId}`);
    enlist(tx, "series", lists, u32(seriesId), String(seriesId));
    remember(tx, event, "asset", assetId);
    remember(tx, event, "party", grantor, byParty, ...(parent === null ? [] : [parent.grantor, parent.provider]));
    tally(tx, grantor, "series", 1);
    count(tx, "series");
  },
  SeriesWasClosed({ seriesId, account }, event, tx) {
    change(tx, event, seriesId, { closed: true });
    addSeriesStep(tx, event, seriesId, { kind: "seriesClosed", account });
  },
  LicenceEnded({ seriesId, account, usedUnits }, event, tx) {
    change(tx, event, seriesId, { closed: true, licenceUsed: Number(usedUnits) });
    addSeriesStep(tx, event, seriesId, { kind: "licenceEnded", account });
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
