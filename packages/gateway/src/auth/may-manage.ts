import { fault } from "../errors.ts";
import { checksum } from "../ledger/checksum.ts";
import { accountTable } from "../ledger/project/account.ts";
import type { LedgerStore } from "../store/ledger.ts";
import type { MayManage } from "./keys.ts";

/** Asks the index whether an account may manage its party's keys, by the ledger's clock. */
export function createMayManage(store: LedgerStore): MayManage {
  return (account, party) => {
    const view = store.view();
    try {
      const row = view.get(accountTable, checksum(account));
      // An account that made a key stands on the ledger: the index has not come so far yet.
      if (view.block === undefined || row === undefined) throw fault("INDEX_NOT_READY");
      const over = row.validUntil !== null && row.validUntil < view.block.time;
      return row.party.toLowerCase() === party && row.powers.includes("manage") && !row.revoked && !over;
    } finally {
      view.release();
    }
  };
}
