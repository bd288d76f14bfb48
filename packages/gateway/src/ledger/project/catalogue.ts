import { u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { assetTable } from "./asset.ts";
import { known, type Handlers } from "./handlers.ts";
import { relist } from "./listed.ts";
import { recordTable } from "./record.ts";

/** How data came into the catalogue: rights in it were registered, or it is on the public-data track. */
export const catalogueTracks = ["property", "public"] as const;
/** {@link catalogueTracks}. */
export type CatalogueTrack = (typeof catalogueTracks)[number];

/** What was ever registered or recorded of an asset: key asset. */
export const catalogueTable = defineTable<{ readonly tracks: readonly CatalogueTrack[] }>("catalogue");

/** The lists of the catalogue that an asset stands in; important and core data are in none: their catalogue is not public. */
const listsOf = (tracks: readonly CatalogueTrack[], category: string, grade: string): string[] =>
  grade !== "general" || tracks.length === 0
    ? []
    : ["all", `category:${category}`, ...tracks.map((track) => `track:${track}`)];

function enter(tx: Tx, event: LedgerEvent, assetId: string, track: CatalogueTrack): void {
  const { tracks } = tx.get(catalogueTable, assetId) ?? { tracks: [] };
  if (tracks.includes(track)) return;
  const { category, grade, order } = known(tx.get(assetTable, assetId), event);
  const after = [...tracks, track].sort();
  tx.put(catalogueTable, assetId, { tracks: after });
  relist(tx, "catalogue", listsOf(tracks, category, grade), listsOf(after, category, grade), order, assetId);
}

/** The catalogue of data resources (资源目录). */
export const catalogueHandlers: Handlers = {
  RightRegistered({ assetId }, event, tx) {
    enter(tx, event, assetId, "property");
  },
  RecordAdmitted({ recordId }, event, tx) {
    enter(tx, event, known(tx.get(recordTable, u64(recordId)), event).assetId, "public");
  },
  AssetGraded({ assetId, grade }, event, tx) {
    const { tracks } = tx.get(catalogueTable, assetId) ?? { tracks: [] };
    const { category, order } = known(tx.get(assetTable, assetId), event);
    const lists = listsOf(tracks, category, "general");
    if (grade === "general") relist(tx, "catalogue", [], lists, order, assetId);
    else relist(tx, "catalogue", lists, [], order, assetId);
  },
};
