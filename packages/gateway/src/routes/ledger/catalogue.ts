import Type from "typebox";
import { jsonBytes } from "../../ledger/json-bytes.ts";
import { readCatalogueEntry } from "../../ledger/models/catalogue.ts";
import { catalogueAsDcat } from "../../ledger/models/dcat.ts";
import { enveloped, type Reading } from "../../ledger/models/reading.ts";
import { findByWords } from "../../ledger/models/search.ts";
import { assetTable } from "../../ledger/project/asset.ts";
import { catalogueTable } from "../../ledger/project/catalogue.ts";
import { answers } from "../../schemas/answers.ts";
import { Category } from "../../schemas/asset.ts";
import { CatalogueTrack } from "../../schemas/catalogue.ts";
import type { Routes } from "../app.ts";
import { filterOf, filtered, type Filter } from "./filters.ts";
import { ledgerGet, listPage, listQuery, text } from "./ledger-get.ts";

/** The catalogue of data resources (资源目录), as JSON and as DCAT. */
export const catalogueRoutes: Routes = (app, context) => {
  ledgerGet(app, context)(
    "/v1/catalogue",
    {
      tag: "assets",
      summary:
        "Registered and recorded data of the general grade, with who answers for it and its offers, newest first",
      description: "`dcat`: a DCAT 3 document in JSON-LD; what follows is named in `X-Next-Cursor`.",
      query: listQuery({
        category: Type.Optional(Category),
        track: Type.Optional(CatalogueTrack),
        q: Type.Optional(text("Words of the name")),
        format: Type.Optional(
          Type.Unsafe<"json" | "dcat">({ type: "string", enum: ["json", "dcat"], default: "json" }),
        ),
      }),
      answer: answers["/v1/catalogue"],
    },
    async (reading, { query, reply }) => {
      const { view } = reading;
      const filters = [
        filterOf(query.category, "category", (id, value) => view.get(assetTable, id)!.category === value),
        filterOf(query.track, "track", (id, value) => view.get(catalogueTable, id)!.tracks.includes(value)),
      ];
      const page =
        query.q === undefined
          ? await listPage(context, reading, filtered("catalogue", filters), query, (entry) =>
              readCatalogueEntry(reading, entry.row),
            )
          : enveloped(reading, { items: await found(reading, query.q, filters, query.limit), nextCursor: null });
      if (query.format !== "dcat") return page;
      const { chainId } = context.deployment;
      const { items: entries, names, asOfBlock, nextCursor } = page;
      void reply.headers({ "x-as-of-block": String(asOfBlock.number), "x-as-of-block-hash": asOfBlock.hash });
      if (nextCursor !== null) void reply.header("x-next-cursor", nextCursor);
      const document = catalogueAsDcat({ chainId, entries, names, asOf: asOfBlock.time });
      return reply.type("application/ld+json; charset=utf-8").send(jsonBytes(document));
    },
  );
};

/** What is listed under these words and filters, in the order of the search. */
async function found(reading: Reading, words: string, filters: readonly (Filter | undefined)[], limit = 50) {
  const { view } = reading;
  const isListed = (id: string) =>
    view.get(catalogueTable, id) !== undefined && view.get(assetTable, id)!.grade === "general";
  const assets = (await findByWords(reading, "asset", words, 200)).filter(isListed);
  const kept = assets.filter((id) => filters.every((filter) => filter?.holds(id) ?? true));
  return Promise.all(kept.slice(0, limit).map((id) => readCatalogueEntry(reading, id)));
}
