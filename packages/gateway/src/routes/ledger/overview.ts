import Type from "typebox";
import { eventTable } from "../../index/rows.ts";
import { eventAt, showEvent } from "../../ledger/models/event.ts";
import { parseAddress } from "../../ledger/models/ids.ts";
import { readParty } from "../../ledger/models/party.ts";
import { enveloped, lastPart } from "../../ledger/models/reading.ts";
import { search } from "../../ledger/models/search.ts";
import { readStatistics } from "../../ledger/models/statistics.ts";
import { eventKeyAt, historyTable } from "../../ledger/project/history.ts";
import { answers } from "../../schemas/answers.ts";
import { ContractName } from "../../schemas/event.ts";
import type { Routes } from "../app.ts";
import { ledgerGet, listPage, listQuery, text } from "./ledger-get.ts";

/** Numbers, search and events over the whole ledger. */
export const overviewRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  get(
    "/v1/statistics",
    {
      tag: "overview",
      summary: "Numbers over the whole ledger, the last 60 days and the latest events",
      answer: answers["/v1/statistics"],
    },
    async (reading) => enveloped(reading, await readStatistics(reading)),
  );

  get(
    "/v1/search",
    {
      tag: "overview",
      summary: "Find by id, address, number, hash, label or words of a name",
      query: Type.Object({ q: text("What to look for; parts of Chinese names too") }),
      answer: answers["/v1/search"],
    },
    async (reading, { query }) => enveloped(reading, { items: await search(reading, query.q) }),
  );

  get(
    "/v1/events/list",
    {
      tag: "events",
      summary: "Events, newest first",
      query: listQuery({
        name: Type.Optional(text("Name of the event")),
        contract: Type.Optional(ContractName),
        party: Type.Optional(text("Only events that concern this party")),
      }),
      answer: answers["/v1/events/list"],
    },
    (reading, { query }) => {
      const { name, contract } = query;
      const party = query.party === undefined ? undefined : parseAddress(query.party);
      const keeps = (event: { name: string; address: string }) =>
        (name === undefined || event.name === name) &&
        (contract === undefined || reading.contracts.get(event.address) === contract);
      const list = `events|${name ?? ""}|${contract ?? ""}|${party ?? ""}`;
      if (party === undefined) {
        const source = {
          table: eventTable,
          name: list,
          range: { reverse: true },
          keep: ({ row }: { row: { name: string; address: string } }) => keeps(row),
        };
        return listPage(context, reading, source, query, ({ row }) => showEvent(reading, row));
      }
      readParty(reading, party);
      const keep = ({ key }: { key: string }) => keeps(reading.view.get(eventTable, eventKeyAt(lastPart(key)))!);
      const source = { table: historyTable, name: list, range: { under: ["party", party], reverse: true }, keep };
      return listPage(context, reading, source, query, ({ key }) => eventAt(reading, lastPart(key))!);
    },
  );
};
