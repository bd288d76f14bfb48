import { key, u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { partyOfAccount } from "./account.ts";
import { count, countDay, countUnits } from "./count.ts";
import { known, type Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { gain, lose, resize, seriesOfVoucher } from "./holding.ts";
import { addTotals } from "./series.ts";
import { addStep } from "./step.ts";
import { addUsage } from "./usage.ts";

/** A lock on a voucher. */
export interface LockRow {
  readonly lockClass: string;
  readonly controller: string;
  readonly since: number;
  readonly detailsDigest: string;
}

/** A voucher. One that is gone keeps its last holder. */
export interface VoucherRow {
  readonly holder: string;
  readonly units: number;
  /** At most one a class, of at most twelve classes. */
  readonly locks: readonly LockRow[];
  readonly digest: string;
  readonly state: "live" | "used" | "cancelled" | "merged" | "writtenExpired";
  /** Units of it that its holders used. */
  readonly used: number;
  /** Units of it that were used under sub-licences that have ended. */
  readonly licensed: number;
  /** How often holder or units changed otherwise than by use: a receipt names it. */
  readonly epoch: number;
  readonly issuedAt: number;
  readonly issuedTo: string;
  readonly parent: string | null;
}

/** Vouchers by id: series in the high 32 bits, so a series' vouchers lie together. */
export const voucherTable = defineTable<VoucherRow>("voucher");

/** Vouchers split off others: key parent, child. */
export const childTable = defineTable<1>("child");

const read = (tx: Tx, event: LedgerEvent, voucherId: string) => known(tx.get(voucherTable, u64(voucherId)), event);
const write = (tx: Tx, voucherId: string, row: VoucherRow) => tx.put(voucherTable, u64(voucherId), row);

/** A voucher after units left it; without any left it is gone. */
const less = (row: VoucherRow, units: number): VoucherRow =>
  row.units === units
    ? { ...row, units: 0, locks: [], state: "merged" }
    : { ...row, units: row.units - units, epoch: row.epoch + 1 };

const holderOf = ({ state, holder }: VoucherRow) => (state === "live" ? holder : null);

function rememberParties(tx: Tx, event: LedgerEvent, account: string | null, ...parties: readonly string[]): void {
  const acting = partyOfAccount(tx, account);
  remember(tx, event, "party", ...parties, ...(acting === null ? [] : [acting]));
}

function countTransfer(tx: Tx, event: LedgerEvent): void {
  count(tx, "transfers");
  countDay(tx, event.time, { transferred: 1 });
}

/** Takes units of a holding, or the whole of it. */
function reduceHolding(tx: Tx, row: VoucherRow, voucherId: string, units: number): void {
  if (row.units === units) lose(tx, row.holder, voucherId, units);
  else resize(tx, row.holder, voucherId, -units);
}

function end(
  tx: Tx,
  event: LedgerEvent,
  voucherId: string,
  how: "cancelled" | "expired",
  account: string,
  digest: string | null,
) {
  const row = read(tx, event, voucherId);
  const { holder, units } = row;
  lose(tx, holder, voucherId, units);
  write(tx, voucherId, { ...row, units: 0, locks: [], state: how === "cancelled" ? "cancelled" : "writtenExpired" });
  addStep(tx, event, voucherId, { kind: how, account, from: holder, units, unitsAfter: 0, holderAfter: null, digest });
  addTotals(tx, event, seriesOfVoucher(voucherId), { [how]: units });
  countUnits(tx, how, units);
  rememberParties(tx, event, account, holder);
}

/** Vouchers: issue, transfer, split, merge and their ends. */
export const voucherHandlers: Handlers = {
  VoucherIssued({ voucherId, seriesId, holder, account, units: text, digest }, event, tx) {
    const units = Number(text);
    const { time } = event;
    // In the order of the stored bytes, which spares a copy.
    write(tx, voucherId, {
      digest,
      epoch: 0,
      holder,
      issuedAt: time,
      issuedTo: holder,
      licensed: 0,
      locks: [],
      parent: null,
      state: "live",
      units,
      used: 0,
    });
    gain(tx, holder, voucherId, units);
    addStep(tx, event, voucherId, {
      kind: "issued",
      account,
      to: holder,
      units,
      unitsAfter: units,
      holderAfter: holder,
      digest,
    });
    addTotals(tx, event, seriesId, { issued: units, vouchers: 1 });
    rememberParties(tx, event, account, holder);
    count(tx, "vouchers");
    countUnits(tx, "issued", units);
    countDay(tx, event.time, { issued: units });
  },

  VoucherTransferred({ voucherId, from, to, account }, event, tx) {
    const row = read(tx, event, voucherId);
    const { units } = row;
    write(tx, voucherId, { ...row, holder: to, epoch: row.epoch + 1 });
    lose(tx, from, voucherId, units);
    gain(tx, to, voucherId, units);
    addStep(tx, event, voucherId, {
      kind: "transferred",
      account,
      from,
      to,
      units,
      unitsAfter: units,
      holderAfter: to,
    });
    rememberParties(tx, event, account, from, to);
    countTransfer(tx, event);
  },

  VoucherSplit({ parentId, voucherId, to, account, units: text }, event, tx) {
    const units = Number(text);
    const parent = read(tx, event, parentId);
    const from = parent.holder;
    const rest = less(parent, units);
    reduceHolding(tx, parent, parentId, units);
    write(tx, parentId, rest);
    const { locks, digest } = parent;
    write(tx, voucherId, {
      digest,
      epoch: 0,
      holder: to,
      issuedAt: event.time,
      issuedTo: to,
      licensed: 0,
      locks,
      parent: parentId,
      state: "live",
      units,
      used: 0,
    });
    gain(tx, to, voucherId, units);
    tx.put(childTable, key(u64(parentId), u64(voucherId)), 1);
    const facts = { account, from, to, units };
    addStep(tx, event, parentId, {
      ...facts,
      kind: "splitOff",
      unitsAfter: rest.units,
      holderAfter: holderOf(rest),
      voucher: voucherId,
    });
    addStep(tx, event, voucherId, {
      ...facts,
      kind: "splitFrom",
      unitsAfter: units,
      holderAfter: to,
      voucher: parentId,
      digest,
    });
    addTotals(tx, event, seriesOfVoucher(parentId), { vouchers: 1 });
    rememberParties(tx, event, account, from, to);
    count(tx, "vouchers");
    if (from !== to) countTransfer(tx, event);
  },

  UnitsMoved({ fromId, toId, account, units: text }, event, tx) {
    const units = Number(text);
    const giving = read(tx, event, fromId);
    const taking = read(tx, event, toId);
    const rest = less(giving, units);
    const sum = taking.units + units;
    reduceHolding(tx, giving, fromId, units);
    resize(tx, taking.holder, toId, units);
    write(tx, fromId, rest);
    write(tx, toId, { ...taking, units: sum, epoch: taking.epoch + 1 });
    const facts = { account, from: giving.holder, to: taking.holder, units };
    addStep(tx, event, fromId, {
      ...facts,
      kind: "unitsOut",
      unitsAfter: rest.units,
      holderAfter: holderOf(rest),
      voucher: toId,
    });
    addStep(tx, event, toId, {
      ...facts,
      kind: "unitsIn",
      unitsAfter: sum,
      holderAfter: taking.holder,
      voucher: fromId,
    });
    rememberParties(tx, event, account, giving.holder, taking.holder);
    if (giving.holder !== taking.holder) countTransfer(tx, event);
  },

  UnitsUsed({ voucherId, holder, provider, account, accessPoint, units: text, ...use }, event, tx) {
    const units = Number(text);
    const row = read(tx, event, voucherId);
    const left = row.units - units;
    const used = row.used + units;
    reduceHolding(tx, row, voucherId, units);
    write(
      tx,
      voucherId,
      left === 0 ? { ...row, units: 0, used, locks: [], state: "used" } : { ...row, units: left, used },
    );
    addStep(tx, event, voucherId, {
      kind: "used",
      account,
      from: holder,
      units,
      unitsAfter: left,
      holderAfter: left === 0 ? null : holder,
      digest: use.logDigest,
      use: { accessPoint, analysis: use.analysis, purpose: use.purpose, usedUntil: use.usedUntil },
    });
    addUsage(tx, event, { voucherId, holder, provider, purpose: use.purpose, units });
    rememberParties(tx, event, account, holder, provider);
  },

  LicenceEnded({ seriesId, voucherId, account, usedUnits }, event, tx) {
    const units = Number(usedUnits);
    const row = read(tx, event, voucherId);
    const left = row.units - units;
    const licensed = row.licensed + units;
    const { holder } = row;
    if (units !== 0) {
      reduceHolding(tx, row, voucherId, units);
      const rest = { ...row, units: left, licensed, epoch: row.epoch + 1 };
      write(tx, voucherId, left === 0 ? { ...row, units: 0, licensed, locks: [], state: "used" } : rest);
      addTotals(tx, event, seriesOfVoucher(voucherId), { licensed: units });
      countUnits(tx, "licensed", units);
    }
    addStep(tx, event, voucherId, {
      kind: "licensed",
      account,
      from: holder,
      units,
      unitsAfter: left,
      holderAfter: left === 0 ? null : holder,
      licence: seriesId,
    });
    rememberParties(tx, event, account, holder);
  },

  VoucherCancelled({ voucherId, account, reasonDigest }, event, tx) {
    end(tx, event, voucherId, "cancelled", account, reasonDigest);
  },
  VoucherExpired({ voucherId, account }, event, tx) {
    end(tx, event, voucherId, "expired", account, null);
  },
};
