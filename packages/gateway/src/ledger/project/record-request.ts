import { u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { digestOrNull } from "../checksum.ts";
import { assetTable, describe } from "./asset.ts";
import { known, type Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { enlist, listedTable, relist } from "./listed.ts";
import { recordTable } from "./record.ts";

/** What a request puts in place of what is on record; null is kept. */
export interface DetailsRow {
  readonly name: string | null;
  readonly descriptorDigest: string | null;
  readonly bodyDigest: string | null;
}

/** A request about a record on the public-data track. */
export interface RecordRequestRow {
  readonly recordId: string;
  readonly kind: string;
  readonly state: string;
  readonly by: string;
  readonly profileId: number;
  readonly filedAt: number;
  readonly publishedAt: number | null;
  /** When it was granted, refused or withdrawn, or its record was cancelled. */
  readonly closedAt: number | null;
  readonly ground: string | null;
  readonly answer: string | null;
  readonly answerDigest: string | null;
  readonly documentDigest: string;
  readonly decisionDigest: string | null;
  readonly proofDigest: string | null;
  readonly details: DetailsRow;
  /** What was on record when it was granted; null before. */
  readonly before: DetailsRow | null;
}

/** Requests about records by number. */
export const recordRequestTable = defineTable<RecordRequestRow>("recordRequest");

const isOpen = ({ state }: RecordRequestRow) => state === "filed" || state === "published";

const listsOf = (row: RecordRequestRow) => [
  "all",
  `state:${row.state}`,
  `kind:${row.kind}`,
  `record:${row.recordId}`,
  `by:${row.by}`,
  ...(isOpen(row) ? [`open:${row.recordId}`] : []),
];

function change(
  tx: Tx,
  event: LedgerEvent,
  requestId: string,
  part: Partial<RecordRequestRow>,
  byParty: string,
): RecordRequestRow {
  const before = known(tx.get(recordRequestTable, u64(requestId)), event);
  const after = { ...before, ...part };
  tx.put(recordRequestTable, u64(requestId), after);
  relist(tx, "recordRequest", listsOf(before), listsOf(after), u64(requestId), requestId);
  const { assetId, body } = known(tx.get(recordTable, u64(after.recordId)), event);
  remember(tx, event, "asset", assetId);
  remember(tx, event, "party", body, after.by, byParty);
  return after;
}

/** What a granted request took the place of. */
function note(tx: Tx, event: LedgerEvent, requestId: string, part: Partial<DetailsRow>): void {
  const row = known(tx.get(recordRequestTable, u64(requestId)), event);
  const nothing = { name: null, descriptorDigest: null, bodyDigest: null };
  tx.put(recordRequestTable, u64(requestId), { ...row, before: { ...(row.before ?? nothing), ...part } });
}

/** Change, correction and cancellation on the public-data track. */
export const recordRequestHandlers: Handlers = {
  RecordRequested({ requestId, recordId, by, kind, profileId, ground, details, documentDigest }, event, tx) {
    const { assetId, body } = known(tx.get(recordTable, u64(recordId)), event);
    const row: RecordRequestRow = {
      recordId,
      kind,
      state: "filed",
      by,
      profileId,
      filedAt: event.time,
      publishedAt: null,
      closedAt: null,
      ground: ground === "none" ? null : ground,
      answer: null,
      answerDigest: null,
      documentDigest,
      decisionDigest: null,
      proofDigest: null,
      details: {
        name: details.name === "" ? null : details.name,
        descriptorDigest: digestOrNull(details.descriptorDigest),
        bodyDigest: digestOrNull(details.bodyDigest),
      },
      before: null,
    };
    tx.put(recordRequestTable, u64(requestId), row);
    enlist(tx, "recordRequest", listsOf(row), u64(requestId), requestId);
    remember(tx, event, "asset", assetId);
    remember(tx, event, "party", body, by);
  },
  CorrectionAnswered({ requestId, body, agrees, documentDigest }, event, tx) {
    const answer = agrees ? "agrees" : "disputes";
    change(tx, event, requestId, { answer, answerDigest: documentDigest }, body);
  },
  RecordRequestPublished({ requestId, byParty }, event, tx) {
    change(tx, event, requestId, { state: "published", publishedAt: event.time }, byParty);
  },
  RecordRequestGranted({ requestId, byParty, proofDigest, documentDigest }, event, tx) {
    const decided = { decisionDigest: documentDigest, proofDigest: digestOrNull(proofDigest) };
    change(tx, event, requestId, { state: "granted", closedAt: event.time, ...decided }, byParty);
  },
  RecordRequestRefused({ requestId, byParty, documentDigest }, event, tx) {
    const decided = { state: "refused", closedAt: event.time, decisionDigest: documentDigest };
    change(tx, event, requestId, decided, byParty);
  },
  RecordRequestWithdrawn({ requestId, by }, event, tx) {
    change(tx, event, requestId, { state: "withdrawn", closedAt: event.time }, by);
  },
  PublicDataDescribed({ assetId, requestId, name, descriptorBefore, descriptorAfter }, event, tx) {
    const { name: nameBefore } = known(tx.get(assetTable, assetId), event);
    const described = { name: name === "" ? nameBefore : name, descriptorDigest: descriptorAfter };
    note(tx, event, requestId, { name: nameBefore, descriptorDigest: descriptorBefore });
    describe(tx, event, { assetId, caseId: null, requestId, ...described });
  },
  RecordBodyChanged({ requestId, bodyBefore }, event, tx) {
    note(tx, event, requestId, { bodyDigest: digestOrNull(bodyBefore) });
  },
  async RecordWasCancelled({ recordId, byParty }, event, tx) {
    // What was not decided by then has nothing left to be about.
    for (const { row: requestId } of await tx.list(listedTable, { under: ["recordRequest", `open:${recordId}`] })) {
      change(tx, event, requestId, { state: "lapsed", closedAt: event.time }, byParty);
    }
  },
};
