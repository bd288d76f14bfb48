import { u32 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { partyTable } from "./party.ts";

/** An edition of the safe-use commitment. */
export interface CommitmentRow {
  readonly edition: number;
  readonly textDigest: string;
  readonly byParty: string;
  readonly publishedAt: number;
  /** Least edition that counts until `requiredFrom`; 0 for any. */
  readonly requiredBefore: number;
  /** From when on no earlier edition counts, as long as this one is the newest. */
  readonly requiredFrom: number;
  /** How many parties have signed this edition and none after it. */
  readonly parties: number;
}

/** Editions by number. */
export const commitmentTable = defineTable<CommitmentRow>("commitment");

/** The least edition that counts at a moment, by the newest one. */
export function requiredAt({ edition, requiredBefore, requiredFrom }: CommitmentRow, now: number): number {
  return now < requiredFrom ? requiredBefore : edition;
}

function countParty(tx: Tx, edition: number, change: 1 | -1): void {
  const row = tx.get(commitmentTable, u32(edition));
  if (row !== undefined) tx.put(commitmentTable, u32(edition), { ...row, parties: row.parties + change });
}

/** Editions of the safe-use commitment. These come before the party's: they look at what it signed before. */
export const commitmentHandlers: Handlers = {
  CommitmentPublished({ edition, byParty, requiredFrom, textDigest }, event, tx) {
    const before = tx.get(commitmentTable, u32(edition - 1));
    const requiredBefore = before === undefined ? 0 : requiredAt(before, event.time);
    const row = { edition, textDigest, byParty, publishedAt: event.time, requiredBefore, requiredFrom, parties: 0 };
    tx.put(commitmentTable, u32(edition), row);
    remember(tx, event, "party", byParty);
  },
  SafeUseCommitted({ party, edition }, _event, tx) {
    countParty(tx, tx.get(partyTable, party)?.edition ?? 0, -1);
    countParty(tx, edition, 1);
  },
};
