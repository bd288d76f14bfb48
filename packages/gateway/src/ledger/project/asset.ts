import { key } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { digestOrNull } from "../checksum.ts";
import { count } from "./count.ts";
import { known, type Handlers } from "./handlers.ts";
import { orderOf, remember } from "./history.ts";
import { enlist, relist } from "./listed.ts";
import { tally } from "./tally.ts";
import { findable } from "./words.ts";

/** A declared asset. */
export interface AssetRow {
  readonly name: string;
  readonly declarant: string;
  readonly fingerprint: string;
  readonly descriptorDigest: string;
  readonly source: string;
  readonly category: string;
  readonly grade: string;
  readonly declaredAt: number;
  readonly sources: readonly string[];
  /** Where lists sort it. */
  readonly order: string;
}

/** Assets by id. */
export const assetTable = defineTable<AssetRow>("asset");

/** One grading of an asset. */
export interface GradeRow {
  readonly grade: string;
  readonly at: number;
  readonly transaction: string;
  readonly documentDigest: string | null;
  readonly assessmentDigest: string | null;
}

/** Gradings: key asset, order. */
export const gradeTable = defineTable<GradeRow>("grade");

/** What an asset was called and how it was described from a moment on. */
export interface DescriptionRow {
  readonly name: string;
  readonly descriptorDigest: string;
  readonly at: number;
  readonly transaction: string;
  /** The change registration (article 35); null elsewhere. */
  readonly caseId: string | null;
  /** The request on the public-data track; null elsewhere. */
  readonly requestId: string | null;
}

/** Descriptions: key asset, order. */
export const descriptionTable = defineTable<DescriptionRow>("description");

/** Changes an asset's description, by a change registration (article 35) or on the public-data track. */
export function describe(
  tx: Tx,
  event: LedgerEvent,
  { assetId, ...described }: Omit<DescriptionRow, "at" | "transaction"> & { assetId: string },
): void {
  const { name, descriptorDigest } = described;
  const before = known(tx.get(assetTable, assetId), event);
  tx.put(assetTable, assetId, { ...before, name, descriptorDigest });
  tx.put(descriptionTable, key(assetId, orderOf(event)), { ...described, at: event.time, transaction: event.tx });
  const lists = (digest: string) => [`descriptor:${digest}`];
  relist(tx, "asset", lists(before.descriptorDigest), lists(descriptorDigest), before.order, assetId);
  findable(tx, "asset", assetId, name);
  remember(tx, event, "asset", assetId);
  remember(tx, event, "party", before.declarant);
}

/** Assets derived from others: key source asset, order; the row is the derived asset. */
export const derivedTable = defineTable<string>("derived");

/** Assets, their gradings and lineage. */
export const assetHandlers: Handlers = {
  AssetDeclared({ assetId, declarant, declaration, grade }, event, tx) {
    const { name, fingerprint, descriptorDigest, source, category, sources } = declaration;
    const order = orderOf(event);
    const declaredAt = event.time;
    tx.put(assetTable, assetId, {
      name,
      declarant,
      fingerprint,
      descriptorDigest,
      source,
      category,
      grade,
      declaredAt,
      sources,
      order,
    });
    const graded = { grade, at: event.time, transaction: event.tx, documentDigest: null, assessmentDigest: null };
    tx.put(gradeTable, key(assetId, order), graded);
    const described = { name, descriptorDigest, at: event.time, transaction: event.tx, caseId: null, requestId: null };
    tx.put(descriptionTable, key(assetId, order), described);
    for (const from of sources) tx.put(derivedTable, key(from, order), assetId);
    const equals = [`fingerprint:${fingerprint}`, `descriptor:${descriptorDigest}`];
    enlist(tx, "asset", ["all", `category:${category}`, `declarant:${declarant}`, ...equals], order, assetId);
    findable(tx, "asset", assetId, name);
    remember(tx, event, "asset", assetId);
    remember(tx, event, "party", declarant);
    tally(tx, declarant, "assets", 1);
    count(tx, "assets");
  },
  AssetGraded({ assetId, byParty, grade, assessmentDigest, documentDigest }, event, tx) {
    const before = known(tx.get(assetTable, assetId), event);
    tx.put(assetTable, assetId, { ...before, grade });
    tx.put(gradeTable, key(assetId, orderOf(event)), {
      grade,
      at: event.time,
      transaction: event.tx,
      documentDigest,
      assessmentDigest: digestOrNull(assessmentDigest),
    });
    remember(tx, event, "asset", assetId);
    remember(tx, event, "party", byParty, before.declarant);
  },
};
