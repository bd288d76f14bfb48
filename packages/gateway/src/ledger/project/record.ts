import { u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import type { SafetyArgs } from "../args.ts";
import { count } from "./count.ts";
import { known, type Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { enlist, relist } from "./listed.ts";
import { findable } from "./words.ts";

/** A record on the public-data track. */
export interface RecordRow {
  readonly state: string;
  readonly assetId: string;
  readonly body: string;
  /** The profile that it began with. */
  readonly profileId: number;
  readonly submittedAt: number;
  readonly publishedAt: number | null;
  readonly recordedAt: number | null;
  readonly until: number;
  /** Digest of the latest details of its body; null while none changed. */
  readonly bodyDigest: string | null;
  readonly recordNumber: string | null;
  /** Why it was cancelled. */
  readonly ground: string | null;
}

/** Public records by number. */
export const recordTable = defineTable<RecordRow>("record");

/** An authorised operation. */
export interface AuthorisationRow {
  readonly recordId: string;
  readonly assetId: string;
  readonly body: string;
  readonly operator: string;
  readonly scene: string;
  readonly purposes: readonly number[];
  readonly territory: number;
  readonly start: number;
  readonly until: number;
  readonly resale: boolean;
  readonly ended: boolean;
  /** Who let the operation stand still for its safety. */
  readonly suspendedBy: string | null;
  readonly agreementDigest: string;
  readonly safety: SafetyArgs;
}

/** Whether an authorisation lets its operator use the data at a time; its record must stand besides. */
export const authorisationLives = ({ ended, suspendedBy, start, until, safety }: AuthorisationRow, time: number) =>
  !ended && suspendedBy === null && start <= time && time <= until && time <= safety.until;

/** Authorisations by number. */
export const authorisationTable = defineTable<AuthorisationRow>("authorisation");

const listsOf = ({ state, assetId, body }: RecordRow) => ["all", `state:${state}`, `asset:${assetId}`, `body:${body}`];

function change(tx: Tx, event: LedgerEvent, recordId: string, part: Partial<RecordRow>, byParty: string): RecordRow {
  const before = known(tx.get(recordTable, u64(recordId)), event);
  const after = { ...before, ...part };
  tx.put(recordTable, u64(recordId), after);
  relist(tx, "record", listsOf(before), listsOf(after), u64(recordId), recordId);
  remember(tx, event, "asset", after.assetId);
  remember(tx, event, "party", after.body, byParty);
  return after;
}

function changeAuthorisation(
  tx: Tx,
  event: LedgerEvent,
  authorisationId: string,
  part: Partial<AuthorisationRow>,
  byParty: string,
): void {
  const before = known(tx.get(authorisationTable, u64(authorisationId)), event);
  tx.put(authorisationTable, u64(authorisationId), { ...before, ...part });
  remember(tx, event, "asset", before.assetId);
  remember(tx, event, "party", before.body, before.operator, byParty);
}

/** The public-data track. */
export const recordHandlers: Handlers = {
  RecordSubmitted({ recordId, assetId, body, profileId, until }, event, tx) {
    const submittedAt = event.time;
    const row: RecordRow = {
      state: "submitted",
      assetId,
      body,
      profileId,
      submittedAt,
      publishedAt: null,
      recordedAt: null,
      until,
      bodyDigest: null,
      recordNumber: null,
      ground: null,
    };
    tx.put(recordTable, u64(recordId), row);
    enlist(tx, "record", listsOf(row), u64(recordId), recordId);
    remember(tx, event, "asset", assetId);
    remember(tx, event, "party", body);
    count(tx, "records");
  },
  RecordPublished({ recordId, byParty }, event, tx) {
    change(tx, event, recordId, { state: "published", publishedAt: event.time }, byParty);
  },
  RecordAdmitted({ recordId, byParty, recordNumber }, event, tx) {
    change(tx, event, recordId, { state: "recorded", recordedAt: event.time, recordNumber }, byParty);
    findable(tx, "record", u64(recordId), recordNumber);
  },
  RecordRefused({ recordId, byParty }, event, tx) {
    change(tx, event, recordId, { state: "refused" }, byParty);
  },
  RecordBodyChanged({ recordId, bodyAfter }, event, tx) {
    const { body } = known(tx.get(recordTable, u64(recordId)), event);
    change(tx, event, recordId, { bodyDigest: bodyAfter }, body);
  },
  RecordWasCancelled({ recordId, byParty, ground }, event, tx) {
    change(tx, event, recordId, { state: "cancelled", ground }, byParty);
  },
  OperationAuthorised({ authorisationId, recordId, operator, body, authorisation }, event, tx) {
    const { assetId } = known(tx.get(recordTable, u64(recordId)), event);
    const { scene, purposes, territory, start, until, resale, agreementDigest, safety } = authorisation;
    tx.put(authorisationTable, u64(authorisationId), {
      recordId,
      assetId,
      body,
      operator,
      scene,
      purposes,
      territory,
      start,
      until,
      resale,
      ended: false,
      suspendedBy: null,
      agreementDigest,
      safety,
    });
    enlist(tx, "authorisation", [`record:${recordId}`], u64(authorisationId), authorisationId);
    remember(tx, event, "asset", assetId);
    remember(tx, event, "party", body, operator);
    count(tx, "authorisations");
  },
  AuthorisationWasEnded({ authorisationId, byParty }, event, tx) {
    changeAuthorisation(tx, event, authorisationId, { ended: true }, byParty);
  },
  OperationSafetyAssessed({ authorisationId, byParty, safety }, event, tx) {
    changeAuthorisation(tx, event, authorisationId, { safety }, byParty);
  },
  OperationWasSuspended({ authorisationId, byParty }, event, tx) {
    changeAuthorisation(tx, event, authorisationId, { suspendedBy: byParty }, byParty);
  },
  OperationWasResumed({ authorisationId, byParty }, event, tx) {
    changeAuthorisation(tx, event, authorisationId, { suspendedBy: null }, byParty);
  },
};
