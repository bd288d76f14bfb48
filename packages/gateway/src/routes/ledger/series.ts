import Type from "typebox";
import { parseAddress, parseHash, parseSeriesId } from "../../ledger/models/ids.ts";
import { jsonBytes } from "../../ledger/json-bytes.ts";
import { readLicences, readOdrl, readTerms } from "../../ledger/models/licence.ts";
import { enveloped, showBlock } from "../../ledger/models/reading.ts";
import { readSeries, seriesRow } from "../../ledger/models/series.ts";
import { answers } from "../../schemas/answers.ts";
import type { Routes } from "../app.ts";
import { filterOf, filtered } from "./filters.ts";
import { ledgerGet, listPage, listQuery, text } from "./ledger-get.ts";

const tag = "vouchers";

/** Series of vouchers. */
export const seriesRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  get(
    "/v1/series",
    {
      tag,
      summary: "Series, newest first",
      query: listQuery({
        grantor: Type.Optional(text("Address of the grantor")),
        assetId: Type.Optional(text("Id of the asset")),
      }),
      answer: answers["/v1/series"],
    },
    (reading, { query }) => {
      const asset = query.assetId === undefined ? undefined : parseHash(query.assetId);
      const grantor = query.grantor === undefined ? undefined : parseAddress(query.grantor);
      const filters = [
        filterOf(asset, "asset", (id, value) => seriesRow(reading, Number(id)).assetId === value),
        filterOf(grantor, "grantor", (id, value) => seriesRow(reading, Number(id)).grantor === value),
      ];
      return listPage(context, reading, filtered("series", filters), query, (entry) =>
        readSeries(reading, Number(entry.row)),
      );
    },
  );

  get(
    "/v1/series/:id",
    {
      tag,
      summary: "A series",
      params: Type.Object({ id: text("Number of the series") }),
      answer: answers["/v1/series/:id"],
    },
    (reading, { params }) => enveloped(reading, readSeries(reading, parseSeriesId(params.id))),
  );

  get(
    "/v1/series/:id/licences",
    {
      tag,
      summary: "The chain of licences that a series is part of, as a tree from its first series",
      params: Type.Object({ id: text("Number of the series") }),
      answer: answers["/v1/series/:id/licences"],
    },
    async (reading, { params }) => enveloped(reading, await readLicences(reading, parseSeriesId(params.id))),
  );

  get(
    "/v1/series/:id/terms",
    {
      tag,
      summary: "The terms of a series as a document, with the digest that the ledger should record",
      params: Type.Object({ id: text("Number of the series") }),
      answer: answers["/v1/series/:id/terms"],
    },
    async (reading, { params }) => enveloped(reading, await readTerms(reading, parseSeriesId(params.id))),
  );

  get(
    "/v1/series/:id/odrl",
    {
      tag,
      summary: "The terms of a series as an ODRL 2.2 policy (JSON-LD)",
      params: Type.Object({ id: text("Number of the series") }),
      answer: answers["/v1/series/:id/odrl"],
    },
    (reading, { params, reply }) => {
      const policy = readOdrl(reading, context.deployment.chainId, parseSeriesId(params.id));
      void reply.headers({
        "x-as-of-block": String(reading.asOf.number),
        "x-as-of-block-hash": reading.asOf.hash,
      });
      const answer = { ...policy, asOfBlock: showBlock(reading.asOf) };
      return reply.type("application/ld+json; charset=utf-8").send(jsonBytes(answer));
    },
  );
};
