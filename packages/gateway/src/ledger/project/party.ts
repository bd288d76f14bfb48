import { u32 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import { addressOrNull, digestOrNull } from "../checksum.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { count } from "./count.ts";
import { known, type Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { enlist, relist } from "./listed.ts";
import { findable } from "./words.ts";

/** A party as its last events left it. */
export interface PartyRow {
  readonly partyId: string;
  readonly index: number;
  /** Null for a natural person, whose name is not on the ledger. */
  readonly name: string | null;
  readonly roles: readonly string[];
  readonly standing: string;
  /** ISO 3166-1 numeric. */
  readonly jurisdiction: number;
  readonly admittedAt: number;
  readonly admittedBy: string | null;
  readonly identityDigest: string;
  /** The document that it signed last. */
  readonly safeUseCommitment: string | null;
  /** The edition of the text; 0 for what was signed at admission. */
  readonly edition: number;
  /** Who signed, and when; null for what was signed at admission, on paper. */
  readonly signedBy: string | null;
  readonly signedAt: number | null;
  readonly deployed: boolean;
  /** Kind of user; null while none is on record. */
  readonly kind: string | null;
  readonly qualifications: readonly string[];
}

/** Parties by address. */
export const partyTable = defineTable<PartyRow>("party");

const listsOf = ({ roles, standing }: PartyRow) => [
  "all",
  `standing:${standing}`,
  ...roles.map((role) => `role:${role}`),
];

function change(tx: Tx, event: LedgerEvent, party: string, part: Partial<PartyRow>, byParty?: string): PartyRow {
  const before = known(tx.get(partyTable, party), event);
  const after = { ...before, ...part };
  tx.put(partyTable, party, after);
  relist(tx, "party", listsOf(before), listsOf(after), u32(after.index), party);
  remember(tx, event, "party", party, ...(byParty === undefined ? [] : [byParty]));
  return after;
}

/** Parties. */
export const partyHandlers: Handlers = {
  PartyAdmitted({ party, byParty, index, admission }, event, tx) {
    const row: PartyRow = {
      partyId: admission.partyId,
      index,
      name: admission.name === "" ? null : admission.name,
      roles: admission.roles,
      standing: "good",
      jurisdiction: admission.jurisdiction,
      admittedAt: event.time,
      admittedBy: addressOrNull(byParty),
      identityDigest: admission.identityDigest,
      safeUseCommitment: digestOrNull(admission.safeUseCommitment),
      edition: 0,
      signedBy: null,
      signedAt: null,
      deployed: false,
      kind: null,
      qualifications: [],
    };
    tx.put(partyTable, party, row);
    enlist(tx, "party", [...listsOf(row), `id:${row.partyId}`], u32(index), party);
    findable(tx, "party", party, admission.name);
    remember(tx, event, "party", party, ...(row.admittedBy === null ? [] : [row.admittedBy]));
    count(tx, "parties");
  },
  PartyDeployed({ party }, event, tx) {
    change(tx, event, party, { deployed: true });
  },
  PartyRolesChanged({ party, byParty, roles }, event, tx) {
    change(tx, event, party, { roles }, byParty);
  },
  PartyStandingChanged({ party, byParty, standing }, event, tx) {
    change(tx, event, party, { standing }, byParty);
  },
  PartyJurisdictionChanged({ party, byParty, jurisdiction }, event, tx) {
    change(tx, event, party, { jurisdiction }, byParty);
  },
  PartyQualified({ party, byParty, userKind, qualifications }, event, tx) {
    change(tx, event, party, { kind: userKind, qualifications }, byParty);
  },
  PartyIdentityChanged({ party, byParty, name, identityDigest }, event, tx) {
    change(tx, event, party, { name: name === "" ? null : name, identityDigest }, byParty);
    findable(tx, "party", party, name);
  },
  SafeUseCommitted({ party, account, edition, digest }, event, tx) {
    const signed = { safeUseCommitment: digest, edition, signedBy: account, signedAt: event.time };
    change(tx, event, party, signed);
  },
  OperatorApproved({ party }, event, tx) {
    remember(tx, event, "party", party);
  },
};
