import { key, u32, u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { assetTable, derivedTable } from "./asset.ts";
import { caseTable } from "./case-row.ts";
import { certificateTable, rightTable, type CertificateRow } from "./certificate.ts";
import { known, type Handlers } from "./handlers.ts";
import { orderOf } from "./history.ts";
import { isAt, keeperOf } from "./keeper.ts";
import { enlist, listedTable, relist } from "./listed.ts";
import { authorisationTable, recordTable } from "./record.ts";
import { restrainedAt } from "./remark-row.ts";
import { seriesTable } from "./series.ts";
import { useOf } from "./use.ts";

/** What depended on something that fell away. */
export const reviewKinds = ["seriesBasisLost", "sourceUseLost", "sourceCore"] as const;

/** Why it fell away. */
export const reviewCauses = [
  "transfer",
  "cancellation",
  "restraint",
  "grade",
  "record",
  "authorisation",
  "safety",
  "expiry",
] as const;

/** Why nobody has to look any more. */
export const reviewEnds = ["basisBack", "useBack", "gradeLowered", "certificateEnded"] as const;

/** Something for a person to look at: what depended on a right, a certificate or a grade that fell away. */
export interface ReviewRow {
  readonly kind: (typeof reviewKinds)[number];
  readonly cause: (typeof reviewCauses)[number];
  /** The case that took it away. */
  readonly causeCaseId: string | null;
  /** The asset in which the right was, or whose grade changed. */
  readonly causeAssetId: string;
  /** The asset that depends. */
  readonly assetId: string;
  readonly certificateId: string | null;
  readonly seriesId: number | null;
  /** Who holds what depends. */
  readonly holder: string;
  readonly registry: string | null;
  readonly since: number;
  /** Null where time alone took it away. */
  readonly transaction: string | null;
  readonly resolvedAt: number | null;
  readonly resolvedBy: (typeof reviewEnds)[number] | null;
}

/** When, and by what, something fell away. */
export type Moment = { readonly order: string; readonly time: number; readonly tx: string | null };

const at = (event: LedgerEvent): Moment => ({ order: orderOf(event), time: event.time, tx: event.tx });

/** Reviews by order of what took away, and number within it. */
export const reviewTable = defineTable<ReviewRow>("review");

type Found = Omit<ReviewRow, "since" | "transaction" | "resolvedAt" | "resolvedBy">;

/** Under what a review is found when the matter may be settled. */
const watched = (row: ReviewRow) => [
  ...(row.seriesId === null ? [] : [`series:${row.seriesId}`]),
  ...(row.certificateId !== null && row.seriesId === null ? [`ends:${row.certificateId}`] : []),
  ...(row.kind === "sourceUseLost" ? [`use:${row.causeAssetId}:${row.holder}`] : []),
  ...(row.kind === "sourceCore" ? [`core:${row.causeAssetId}`] : []),
];

export function addReviews(tx: Tx, { order, time, tx: transaction }: Moment, found: readonly Found[]): void {
  for (const [i, one] of found.entries()) {
    const id = order + u32(i);
    const row: ReviewRow = {
      ...one,
      since: time,
      transaction,
      resolvedAt: null,
      resolvedBy: null,
    };
    tx.put(reviewTable, id, row);
    const { registry, certificateId, assetId, causeAssetId } = row;
    const lists = [
      "all",
      `kind:${row.kind}`,
      "state:open",
      ...(registry === null ? [] : [`registry:${registry}`]),
      ...(certificateId === null ? [] : [`certificate:${certificateId}`]),
      ...new Set([assetId, causeAssetId].map((asset) => `asset:${asset}`)),
    ];
    enlist(tx, "review", lists, id, id);
    enlist(tx, "reviewOf", watched(row), id, id);
  }
}

async function resolve(tx: Tx, event: LedgerEvent, value: string, resolvedBy: ReviewRow["resolvedBy"]): Promise<void> {
  for (const { row: id } of await tx.list(listedTable, { under: ["reviewOf", value] })) {
    const before = known(tx.get(reviewTable, id), event);
    const after = { ...before, resolvedAt: event.time, resolvedBy };
    tx.put(reviewTable, id, after);
    relist(tx, "review", ["state:open"], ["state:resolved"], id, id);
    relist(tx, "reviewOf", watched(before), [], id, id);
  }
}

/** The certificates of an asset that have not ended, oldest first. */
async function standing(tx: Tx, assetId: string): Promise<[id: string, row: CertificateRow][]> {
  const entries = await tx.list(listedTable, { under: ["certificate", `asset:${assetId}`] });
  return entries.flatMap(({ row: id }) => {
    const certificate = tx.get(certificateTable, u64(id));
    return certificate?.state === "valid" ? [[id, certificate] as [string, CertificateRow]] : [];
  });
}

/** The certificates in assets derived from one; those of a holder if it is given. */
async function dependent(tx: Tx, assetId: string, holder?: string) {
  const derived = await tx.list(derivedTable, { under: [assetId] });
  const lists = await Promise.all(derived.map(({ row }) => standing(tx, row)));
  return lists.flat().filter(([, certificate]) => holder === undefined || certificate.holder === holder);
}

/** What of a holder rests on the use of a source that it may not use any more; nothing where it may still. */
export async function loseUse(
  tx: Tx,
  time: number,
  source: string,
  holder: string,
  loss: Pick<Found, "cause" | "causeCaseId">,
): Promise<Found[]> {
  const found = await dependent(tx, source, holder);
  if (found.length === 0 || (await useOf(tx, source, holder, time)) !== "over") return [];
  // Several authorisations may end with one record.
  const open = await tx.list(listedTable, { under: ["reviewOf", `use:${source}:${holder}`] });
  const listed = new Set(open.map(({ row }) => tx.get(reviewTable, row)?.certificateId));
  const fresh = found.filter(([certificateId]) => !listed.has(certificateId));
  return fresh.map(reviewOf(tx, { kind: "sourceUseLost", ...loss, causeAssetId: source, seriesId: null }));
}

/** The operator of an authorisation may use its data again, if it lives. */
async function regainUse(tx: Tx, event: LedgerEvent, authorisationId: string): Promise<void> {
  const { assetId, operator } = known(tx.get(authorisationTable, u64(authorisationId)), event);
  if ((await useOf(tx, assetId, operator, event.time)) === "lives") {
    await resolve(tx, event, `use:${assetId}:${operator}`, "useBack");
  }
}

/** Why the basis of a series over a certificate is gone, from what the events before made of it. */
function lossOf(
  tx: Tx,
  { time }: LedgerEvent,
  certificateId: string,
  assetId: string,
): Pick<Found, "cause" | "causeCaseId"> {
  const operate = tx.get(rightTable, key(assetId, u64(certificateId), "operate"));
  if (typeof operate?.endedBy === "string") {
    const { kind } = tx.get(caseTable, u64(operate.endedBy))!;
    return { cause: kind === "transfer" ? "transfer" : "cancellation", causeCaseId: operate.endedBy };
  }
  if (restrainedAt(tx, certificateId, time)) return { cause: "restraint", causeCaseId: null };
  // A product of authorised operation stands on its public record (article 15).
  const { publicRecordId } = tx.get(certificateTable, u64(certificateId))!;
  const record = publicRecordId === null ? undefined : tx.get(recordTable, u64(publicRecordId));
  if (record?.state === "cancelled") return { cause: "record", causeCaseId: null };
  const grade = tx.get(assetTable, assetId)?.grade;
  return { cause: grade === "general" ? "expiry" : "grade", causeCaseId: null };
}

/** Why an authorisation is no basis any more. */
function lossOfOperation(
  tx: Tx,
  event: LedgerEvent,
  authorisationId: string,
  assetId: string,
): Pick<Found, "cause" | "causeCaseId"> {
  const row = known(tx.get(authorisationTable, u64(authorisationId)), event);
  if (row.ended) return byAuthorisation;
  if (row.suspendedBy !== null || row.safety.until < Math.min(event.time, row.until)) return bySafety;
  const grade = tx.get(assetTable, assetId)?.grade;
  return { cause: grade === "general" ? "expiry" : "grade", causeCaseId: null };
}

const bySafety = { cause: "safety", causeCaseId: null } as const;
const byAuthorisation = { cause: "authorisation", causeCaseId: null } as const;

/** What depended on rights, certificates and grades that fell away, for a person to look at; nothing is blocked. */
export const reviewHandlers: Handlers = {
  async SeriesBasisChanged({ seriesId, kind, basisId, live }, event, tx) {
    if (live) return resolve(tx, event, `series:${seriesId}`, "basisBack");
    const { assetId, grantor } = known(tx.get(seriesTable, u32(seriesId)), event);
    const certificate = kind === "certificate" ? tx.get(certificateTable, u64(basisId)) : undefined;
    const loss =
      certificate === undefined ? lossOfOperation(tx, event, basisId, assetId) : lossOf(tx, event, basisId, assetId);
    const certificateId = certificate === undefined ? null : basisId;
    const registry = certificate === undefined ? null : keeperOf(tx, certificate.registry);
    const depends = { assetId, causeAssetId: assetId, certificateId, seriesId, holder: grantor, registry };
    addReviews(tx, at(event), [{ kind: "seriesBasisLost", ...loss, ...depends }]);
  },
  async RightEnded({ assetId, holder, right, caseId: causeCaseId }, event, tx) {
    if (right !== "use") return;
    const { kind } = known(tx.get(caseTable, u64(causeCaseId)), event);
    const cause = kind === "transfer" ? "transfer" : "cancellation";
    addReviews(tx, at(event), await loseUse(tx, event.time, assetId, holder, { cause, causeCaseId }));
  },
  async AuthorisationWasEnded({ authorisationId }, event, tx) {
    const { assetId, operator } = known(tx.get(authorisationTable, u64(authorisationId)), event);
    addReviews(tx, at(event), await loseUse(tx, event.time, assetId, operator, byAuthorisation));
  },
  async OperationWasSuspended({ authorisationId }, event, tx) {
    const { assetId, operator } = known(tx.get(authorisationTable, u64(authorisationId)), event);
    addReviews(tx, at(event), await loseUse(tx, event.time, assetId, operator, bySafety));
  },
  OperationWasResumed: ({ authorisationId }, event, tx) => regainUse(tx, event, authorisationId),
  OperationSafetyAssessed: ({ authorisationId }, event, tx) => regainUse(tx, event, authorisationId),
  async OperationAuthorised({ recordId, operator }, event, tx) {
    const { assetId } = known(tx.get(recordTable, u64(recordId)), event);
    await resolve(tx, event, `use:${assetId}:${operator}`, "useBack");
  },
  async RightRegistered({ assetId, holder, right }, event, tx) {
    if (right === "use") await resolve(tx, event, `use:${assetId}:${holder}`, "useBack");
  },
  async AssetGraded({ assetId, grade }, event, tx) {
    if (grade !== "core") return resolve(tx, event, `core:${assetId}`, "gradeLowered");
    const seen = await tx.list(listedTable, { under: ["reviewOf", `core:${assetId}`], limit: 1 });
    if (seen.length > 0) return;
    const found = await dependent(tx, assetId);
    const of = {
      kind: "sourceCore",
      cause: "grade",
      causeCaseId: null,
      causeAssetId: assetId,
      seriesId: null,
    } as const;
    addReviews(tx, at(event), found.map(reviewOf(tx, of)));
  },
  async CertificateEnded({ certificateId }, event, tx) {
    await resolve(tx, event, `ends:${certificateId}`, "certificateEnded");
  },
};

function reviewOf(tx: Tx, of: Omit<Found, "assetId" | "certificateId" | "holder" | "registry">) {
  return ([certificateId, { assetId, holder, registry }]: [string, CertificateRow]): Found => ({
    ...of,
    assetId,
    certificateId,
    holder,
    registry: keeperOf(tx, registry),
  });
}

/** Whether a review is at the desk of a registry. */
export function reviewIsAt(reader: Pick<Tx, "get">, { registry }: ReviewRow, asked: string): boolean {
  return registry !== null && isAt(reader, registry, asked);
}
