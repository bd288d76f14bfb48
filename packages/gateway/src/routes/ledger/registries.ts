import { digestOf } from "@data-voucher/sdk";
import Type from "typebox";
import { parseAddress, parseYear } from "../../ledger/models/ids.ts";
import { enveloped } from "../../ledger/models/reading.ts";
import {
  endOfMonth,
  memberRow,
  readPublished,
  readRegistry,
  readReports,
  reportDocumentOf,
  yearAt,
} from "../../ledger/models/registry.ts";
import { sumOf, workAsCsv, workIn, workOfYear } from "../../ledger/models/work.ts";
import { answers } from "../../schemas/answers.ts";
import type { Routes } from "../app.ts";
import { filtered } from "./filters.ts";
import { ledgerGet, listPage, listQuery, text } from "./ledger-get.ts";

const tag = "registries";
const params = Type.Object({ party: text("Address of the registry") });

/** Registries as members (登记机构), and what they did, counted from the ledger (articles 10 to 13, 38). */
export const registryRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);
  const { chainId } = context.deployment;

  get(
    "/v1/registries",
    {
      tag,
      summary: "The registries that have a code, in the order in which they got it",
      description: "What is due is as of the time of asOfBlock.",
      query: listQuery({}),
      answer: answers["/v1/registries"],
    },
    (reading, { query }) =>
      listPage(context, reading, filtered("registry", [], false), query, ({ row }) => readRegistry(reading, row)),
  );

  get(
    "/v1/registries/:party",
    {
      tag,
      summary: "A registry: code, exit, what is due, what it published and reported",
      params,
      answer: answers["/v1/registries/:party"],
    },
    async (reading, { params }) => {
      const registry = parseAddress(params.party);
      const found = readRegistry(reading, registry);
      return enveloped(reading, { ...found, ...(await readPublished(reading, registry)) });
    },
  );

  get(
    "/v1/registries/:party/reports",
    {
      tag,
      summary: "A registry's yearly reports, newest first, and whether they agree with the ledger (article 12)",
      params,
      answer: answers["/v1/registries/:party/reports"],
    },
    async (reading, { params }) => {
      const registry = parseAddress(params.party);
      return enveloped(reading, { registry, items: await readReports(reading, registry, chainId) });
    },
  );

  get(
    "/v1/registries/:party/reports/:year/document",
    {
      tag,
      summary: "The yearly report as it follows from the ledger, and the digest that the registry files",
      description:
        "The digests are over the canonical JSON (RFC 8785) of `document`. `csv`: the same counts by RFC 4180, whose " +
        "headers `X-As-Of-Block` and `X-As-Of-Block-Hash` name the block. Only of a year that is over.",
      params: Type.Object({ party: text("Address of the registry"), year: text("The year") }),
      query: Type.Object({
        format: Type.Optional(Type.Unsafe<"json" | "csv">({ type: "string", enum: ["json", "csv"], default: "json" })),
      }),
      answer: answers["/v1/registries/:party/reports/:year/document"],
    },
    async (reading, { params, query, reply }) => {
      const registry = parseAddress(params.party);
      const year = parseYear(params.year);
      const document = reportDocumentOf(reading, { registry, year, chainId });
      if (query.format !== "csv") return enveloped(reading, { document, digest: await digestOf(document) });
      const { number, hash } = reading.asOf;
      const name = `registry-${document.region}${document.digit}-${year}`;
      void reply.headers({ "x-as-of-block": String(number), "x-as-of-block-hash": hash });
      void reply.header("content-disposition", `attachment; filename="${name}.csv"`);
      return reply.type("text/csv; charset=utf-8; header=present").send(Buffer.from(workAsCsv(document.months)));
    },
  );

  get(
    "/v1/registries/:party/statistics",
    {
      tag,
      summary: "What a registry did in a year or a month, counted from the ledger (articles 11, 12)",
      description:
        "Months are those of Asia/Shanghai. What time did by itself, such as acceptance by law (article 17), counts in the " +
        "month in which it happened, written down or not. Counts of a period that is over change only if the authority " +
        "amends its calendar. Cases that were taken over count for whoever keeps them at each step.",
      params,
      query: Type.Object({
        year: Type.Optional(
          Type.Integer({ minimum: 1_970, maximum: 9_999, description: "The year of asOfBlock when left out" }),
        ),
        month: Type.Optional(Type.Integer({ minimum: 1, maximum: 12, description: "The whole year when left out" })),
      }),
      answer: answers["/v1/registries/:party/statistics"],
    },
    (reading, { params, query }) => {
      const registry = parseAddress(params.party);
      memberRow(reading, registry);
      const year = query.year ?? yearAt(reading.asOf.time);
      const month = query.month ?? null;
      const works = month === null ? workOfYear(reading, registry, year) : [workIn(reading, registry, year, month)];
      return enveloped(reading, {
        registry,
        year,
        month,
        over: reading.asOf.time > endOfMonth(year, month ?? 12),
        total: sumOf(works),
        months: works.map((counts, i) => ({ month: month ?? i + 1, counts })),
      });
    },
  );
};
