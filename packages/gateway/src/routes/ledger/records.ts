import Type from "typebox";
import { parseAddress, parseHash, parseNumber } from "../../ledger/models/ids.ts";
import { enveloped } from "../../ledger/models/reading.ts";
import { readAuthorisation, readRecord } from "../../ledger/models/record.ts";
import { recordTable } from "../../ledger/project/record.ts";
import { answers } from "../../schemas/answers.ts";
import { RecordState } from "../../schemas/record.ts";
import { u64 } from "../../store/keys.ts";
import type { Routes } from "../app.ts";
import { filterOf, filtered } from "./filters.ts";
import { ledgerGet, listPage, listQuery, text } from "./ledger-get.ts";

const tag = "public data";

/** The public-data track. */
export const recordRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  get(
    "/v1/records",
    {
      tag,
      summary: "Public records, newest first",
      query: listQuery({
        state: Type.Optional(RecordState),
        body: Type.Optional(text("Address of the public body")),
        assetId: Type.Optional(text("Id of the asset")),
      }),
      answer: answers["/v1/records"],
    },
    (reading, { query }) => {
      const row = (id: string) => reading.view.get(recordTable, u64(id))!;
      const asset = query.assetId === undefined ? undefined : parseHash(query.assetId);
      const body = query.body === undefined ? undefined : parseAddress(query.body);
      const filters = [
        filterOf(asset, "asset", (id, value) => row(id).assetId === value),
        filterOf(body, "body", (id, value) => row(id).body === value),
        filterOf(query.state, "state", (id, value) => row(id).state === value),
      ];
      return listPage(context, reading, filtered("record", filters), query, (entry) => readRecord(reading, entry.row));
    },
  );

  get(
    "/v1/records/:id",
    {
      tag,
      summary: "A public record",
      params: Type.Object({ id: text("Number of the record") }),
      answer: answers["/v1/records/:id"],
    },
    async (reading, { params }) =>
      enveloped(reading, await readRecord(reading, parseNumber(params.id, "a record number"))),
  );

  get(
    "/v1/authorisations/:id",
    {
      tag,
      summary: "An authorised operation",
      params: Type.Object({ id: text("Number of the authorisation") }),
      answer: answers["/v1/authorisations/:id"],
    },
    (reading, { params }) =>
      enveloped(reading, readAuthorisation(reading, parseNumber(params.id, "an authorisation number"))),
  );
};
