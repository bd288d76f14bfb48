import type { Paging } from "../http/paging.ts";
import { put, type HomeStore, type HomeWrite } from "../store/home.ts";
import { key, u64 } from "../store/keys.ts";
import { defineTable } from "../store/table.ts";
import { askerOf, type InquiryRow } from "./inquiry.ts";

/**
 * Which inquiries somebody may see. Each audience has a list of its own, so that nothing hidden is ever walked over:
 * neither a count, nor a short page, nor a cursor, nor the time it takes tells a holder that a state organ asked.
 */
export type Audience =
  | "all"
  /** At a registry: the one with which a case was filed. Whoever keeps its records now is shown it with its own. */
  | "registry"
  /** At a registry, likewise, to be decided. */
  | "waiting"
  /** Of a client. */
  | "asker"
  /** On a case, for registry and regulator. */
  | "case"
  /** On a case, for whom the file is about: without state organs. */
  | "caseOpen"
  /** On a case, of one client: case and client. */
  | "caseAsker"
  /** On cases of an asset, for the regulator. */
  | "asset"
  /** On cases of an asset at a registry, likewise: asset and registry. */
  | "assetRegistry"
  /** On cases of an asset, of one that they are about: without state organs. Asset and party. */
  | "assetOpen"
  /** About a party, for the regulator. */
  | "party"
  /** About a party, for the party: without state organs. */
  | "partyOpen";

/** Ids of inquiries: key audience, whose, order. */
export const inquiryListTable = defineTable<string>("inquiryList");

/** The order of lists: by time, then by the random id. */
const orderOf = (id: string, { askedAt }: InquiryRow) => u64(askedAt) + id;
const place = (audience: Audience, whose: string, order: string) => key(audience, whose, order);

/** Where an inquiry stands in the list of those that wait. */
export const waitingPlace = (id: string, row: InquiryRow): string =>
  place("waiting", row.registry ?? "", orderOf(id, row));

/** Enters a new inquiry into the lists of those who may see it. */
export function enlist(id: string, row: InquiryRow): HomeWrite[] {
  const order = orderOf(id, row);
  const hidden = row.capacity === "stateOrgan";
  const lists: [Audience, string][] = [
    ["all", ""],
    ["asker", askerOf(row.by)],
  ];
  if (row.registry !== null) lists.push(["registry", row.registry]);
  if (row.subject.kind === "case") {
    const { id: caseId } = row.subject;
    lists.push(["case", caseId], ["caseAsker", `${caseId}.${askerOf(row.by)}`]);
    if (!hidden) lists.push(["caseOpen", caseId]);
  }
  if (row.assetId !== null) lists.push(["asset", row.assetId], ["assetRegistry", `${row.assetId}.${row.registry}`]);
  for (const party of row.about) {
    lists.push(["party", party]);
    if (hidden) continue;
    lists.push(["partyOpen", party]);
    if (row.assetId !== null) lists.push(["assetOpen", `${row.assetId}.${party}`]);
  }
  if (row.until === null) lists.push(["waiting", row.registry ?? ""]);
  return lists.map(([audience, whose]) => put(inquiryListTable, place(audience, whose, order), id));
}

/**
 * One page of a list, or of several as if they were one: newest first, those that wait oldest first. A cursor is good for
 * the first of them, whatever has come to it meanwhile.
 * @throws LedgerError CURSOR_INVALID
 */
export async function listInquiries(
  { home, paging }: { home: HomeStore; paging: Paging },
  audience: Audience,
  whose: readonly string[],
  { limit = 50, cursor }: { limit?: number; cursor?: string },
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const name = `inquiries ${audience} ${whose[0] ?? "none"}`;
  const after = paging.read(name, cursor);
  const reverse = audience !== "waiting";
  const lists = await Promise.all(
    whose.map(async (one) => {
      const range = after === undefined ? {} : { after: place(audience, one, after) };
      const entries = await home.list(inquiryListTable, {
        under: [audience, one],
        ...range,
        reverse,
        limit: limit + 1,
      });
      return entries.map(({ key: at, row }) => ({ order: at.slice(place(audience, one, "").length), id: row }));
    }),
  );
  const found = lists.flat().sort((a, b) => (a.order < b.order === reverse ? 1 : -1));
  const shown = found.slice(0, limit);
  return {
    ids: shown.map(({ id }) => id),
    nextCursor: found.length > limit ? paging.write(name, shown.at(-1)!.order) : null,
  };
}
