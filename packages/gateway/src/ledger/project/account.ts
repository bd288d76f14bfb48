import { key } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { count } from "./count.ts";
import { known, type Handlers } from "./handlers.ts";
import { orderOf, remember } from "./history.ts";
import { listedTable } from "./listed.ts";

/** A key of a party. Its party never changes. */
export interface AccountRow {
  readonly party: string;
  readonly powers: readonly string[];
  readonly revoked: boolean;
  /** Null: no end. */
  readonly validUntil: number | null;
  /** Most units of one act; null: no limit. */
  readonly unitLimit: number | null;
  readonly since: number;
  readonly replacedBy: string | null;
  /** Digest of its appointment while it is a signing person. */
  readonly appointment: string | null;
}

/** Accounts by address. */
export const accountTable = defineTable<AccountRow>("account");

/** The party that a key acts for; null for a key of no party. */
export function partyOfAccount(reader: Pick<Tx, "get">, account: string | null): string | null {
  return account === null ? null : (reader.get(accountTable, account)?.party ?? null);
}

const zeroAsNull = (value: number) => (value === 0 ? null : value);

type Added = Omit<AccountRow, "revoked" | "since" | "replacedBy" | "appointment"> &
  Partial<Pick<AccountRow, "appointment">>;

function add(tx: Tx, event: LedgerEvent, account: string, row: Added) {
  tx.put(accountTable, account, { appointment: null, ...row, revoked: false, since: event.time, replacedBy: null });
  tx.put(listedTable, key("account", `party:${row.party}`, orderOf(event)), account);
  count(tx, "accounts");
}

/** Accounts. */
export const accountHandlers: Handlers = {
  PartyAdmitted({ party, admission }, event, tx) {
    add(tx, event, admission.account, { party, powers: admission.powers, validUntil: null, unitLimit: null });
  },
  AccountAdded({ party, account, byParty, powers, validUntil, unitLimit }, event, tx) {
    const limits = { validUntil: zeroAsNull(validUntil), unitLimit: zeroAsNull(unitLimit) };
    add(tx, event, account, { party, powers, ...limits });
    remember(tx, event, "party", party, byParty);
  },
  AccountChanged({ party, account, powers, validUntil, unitLimit }, event, tx) {
    const before = known(tx.get(accountTable, account), event);
    const limits = { validUntil: zeroAsNull(validUntil), unitLimit: zeroAsNull(unitLimit) };
    tx.put(accountTable, account, { ...before, powers, ...limits });
    remember(tx, event, "party", party);
  },
  AccountWasRevoked({ party, account, byParty }, event, tx) {
    tx.put(accountTable, account, { ...known(tx.get(accountTable, account), event), revoked: true });
    remember(tx, event, "party", party, byParty);
  },
  AccountRotated({ party, oldAccount, newAccount }, event, tx) {
    const before = known(tx.get(accountTable, oldAccount), event);
    const { powers, validUntil, unitLimit, appointment } = before;
    tx.put(accountTable, oldAccount, { ...before, revoked: true, replacedBy: newAccount });
    add(tx, event, newAccount, { party, powers, validUntil, unitLimit, appointment });
    remember(tx, event, "party", party);
  },
  SignerAppointed({ party, account, documentDigest }, event, tx) {
    const before = known(tx.get(accountTable, account), event);
    tx.put(accountTable, account, { ...before, powers: [...before.powers, "sign"], appointment: documentDigest });
    remember(tx, event, "party", party);
  },
  SignerDismissed({ party, account }, event, tx) {
    const before = known(tx.get(accountTable, account), event);
    const powers = before.powers.filter((power) => power !== "sign");
    tx.put(accountTable, account, { ...before, powers, appointment: null });
    remember(tx, event, "party", party);
  },
};
