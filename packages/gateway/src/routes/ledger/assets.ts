import Type from "typebox";
import { assetRow, readAsset, readLineage } from "../../ledger/models/asset.ts";
import { historyOf } from "../../ledger/models/event.ts";
import { parseAddress, parseHash } from "../../ledger/models/ids.ts";
import { enveloped } from "../../ledger/models/reading.ts";
import { findByWords } from "../../ledger/models/search.ts";
import { assetTable } from "../../ledger/project/asset.ts";
import { answers } from "../../schemas/answers.ts";
import { Category } from "../../schemas/asset.ts";
import type { Routes } from "../app.ts";
import { filterOf, filtered } from "./filters.ts";
import { ledgerGet, listPage, listQuery, text } from "./ledger-get.ts";

const tag = "assets";
const params = Type.Object({ assetId: text("Id of the asset") });
/** Most events of an asset's provenance. */
const mostSteps = 1_000;

/** Assets, their lineage and provenance. */
export const assetRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  get(
    "/v1/assets",
    {
      tag,
      summary: "Assets, newest first",
      query: listQuery({
        category: Type.Optional(Category),
        declarant: Type.Optional(text("Address of the declaring party")),
        fingerprint: Type.Optional(text("Fingerprint of the data")),
        q: Type.Optional(text("Words of the name")),
      }),
      answer: answers["/v1/assets"],
    },
    async (reading, { query }) => {
      const row = (id: string) => reading.view.get(assetTable, id)!;
      const declared = query.declarant === undefined ? undefined : parseAddress(query.declarant);
      const print = query.fingerprint === undefined ? undefined : parseHash(query.fingerprint, "a fingerprint");
      const filters = [
        filterOf(print, "fingerprint", (id, value) => row(id).fingerprint === value),
        filterOf(declared, "declarant", (id, value) => row(id).declarant === value),
        filterOf(query.category, "category", (id, value) => row(id).category === value),
      ];
      if (query.q !== undefined) {
        const found = await findByWords(reading, "asset", query.q, 200);
        const shown = found
          .filter((id) => filters.every((filter) => filter?.holds(id) ?? true))
          .slice(0, query.limit ?? 50);
        return enveloped(reading, {
          items: await Promise.all(shown.map((id) => readAsset(reading, id))),
          nextCursor: null,
        });
      }
      return listPage(context, reading, filtered("asset", filters), query, (entry) => readAsset(reading, entry.row));
    },
  );

  get(
    "/v1/assets/:assetId",
    { tag, summary: "An asset", params, answer: answers["/v1/assets/:assetId"] },
    async (reading, { params }) => enveloped(reading, await readAsset(reading, parseHash(params.assetId))),
  );

  get(
    "/v1/assets/:assetId/lineage",
    {
      tag,
      summary: "What an asset was derived from and what was derived from it; the nearest 200",
      params,
      answer: answers["/v1/assets/:assetId/lineage"],
    },
    async (reading, { params }) => enveloped(reading, await readLineage(reading, parseHash(params.assetId))),
  );

  get(
    "/v1/assets/:assetId/provenance",
    {
      tag,
      summary: "What happened to an asset, oldest first; the first 1 000 events, all of them at `…/history`",
      params,
      answer: answers["/v1/assets/:assetId/provenance"],
    },
    async (reading, { params }) => {
      const assetId = parseHash(params.assetId);
      assetRow(reading, assetId);
      const [asset, steps] = await Promise.all([
        readAsset(reading, assetId),
        historyOf(reading, "asset", assetId, { limit: mostSteps }),
      ]);
      return enveloped(reading, { asset, steps });
    },
  );
};
