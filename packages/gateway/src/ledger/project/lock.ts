import { u64 } from "../../store/keys.ts";
import { known, type Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { addStep } from "./step.ts";
import { voucherTable } from "./voucher.ts";

const everything = (1n << 256n) - 1n;

/** Locks and approvals of vouchers. */
export const lockHandlers: Handlers = {
  VoucherLockSet({ voucherId, lockClass, controller, detailsDigest }, event, tx) {
    const row = known(tx.get(voucherTable, u64(voucherId)), event);
    const lock = { lockClass, controller, since: event.time, detailsDigest };
    tx.put(voucherTable, u64(voucherId), { ...row, locks: [...row.locks, lock] });
    const { holder: holderAfter, units: unitsAfter } = row;
    addStep(tx, event, voucherId, {
      kind: "locked",
      units: unitsAfter,
      unitsAfter,
      holderAfter,
      lockClass,
      digest: detailsDigest,
    });
    remember(tx, event, "party", holderAfter);
  },
  VoucherLockLifted({ voucherId, lockClass, detailsDigest }, event, tx) {
    const row = known(tx.get(voucherTable, u64(voucherId)), event);
    tx.put(voucherTable, u64(voucherId), { ...row, locks: row.locks.filter((lock) => lock.lockClass !== lockClass) });
    const { holder: holderAfter, units: unitsAfter } = row;
    addStep(tx, event, voucherId, {
      kind: "unlocked",
      units: unitsAfter,
      unitsAfter,
      holderAfter,
      lockClass,
      digest: detailsDigest,
    });
    remember(tx, event, "party", holderAfter);
  },
  VoucherApproved({ voucherId, operator, account, units }, event, tx) {
    const { holder, units: held } = known(tx.get(voucherTable, u64(voucherId)), event);
    // An approval of everything stays one of everything when units come in; shown as what is held now.
    const shown = BigInt(units) === everything ? held : units;
    addStep(tx, event, voucherId, {
      kind: "approved",
      account,
      from: holder,
      to: operator,
      units: shown,
      unitsAfter: held,
      holderAfter: holder,
    });
    remember(tx, event, "party", holder);
  },
};
