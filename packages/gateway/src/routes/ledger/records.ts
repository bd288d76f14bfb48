import { enumNames } from "@data-voucher/sdk";
import Type from "typebox";
import { parseAddress, parseHash, parseNumber } from "../../ledger/models/ids.ts";
import { enveloped } from "../../ledger/models/reading.ts";
import { readAuthorisation, readRecord, readRecordRequest } from "../../ledger/models/record.ts";
import { recordTable } from "../../ledger/project/record.ts";
import { recordRequestTable } from "../../ledger/project/record-request.ts";
import { answers } from "../../schemas/answers.ts";
import { OneOf } from "../../schemas/common.ts";
import { RecordState, RequestState } from "../../schemas/record.ts";
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
    "/v1/record-requests",
    {
      tag,
      summary: "Requests about public records: change, correction, cancellation; newest first",
      query: listQuery({
        state: Type.Optional(RequestState),
        kind: Type.Optional(OneOf(enumNames.RequestKind)),
        recordId: Type.Optional(text("Number of the record")),
        by: Type.Optional(text("Address of the party that filed it")),
      }),
      answer: answers["/v1/record-requests"],
    },
    (reading, { query }) => {
      const row = (id: string) => reading.view.get(recordRequestTable, u64(id))!;
      const recordId = query.recordId === undefined ? undefined : parseNumber(query.recordId, "a record number");
      const by = query.by === undefined ? undefined : parseAddress(query.by);
      const filters = [
        filterOf(recordId, "record", (id, value) => row(id).recordId === value),
        filterOf(by, "by", (id, value) => row(id).by === value),
        filterOf(query.state, "state", (id, value) => row(id).state === value),
        filterOf(query.kind, "kind", (id, value) => row(id).kind === value),
      ];
      const source = filtered("recordRequest", filters);
      return listPage(context, reading, source, query, (entry) => readRecordRequest(reading, entry.row));
    },
  );

  get(
    "/v1/record-requests/:id",
    {
      tag,
      summary: "A request about a public record, with before and after",
      params: Type.Object({ id: text("Number of the request") }),
      answer: answers["/v1/record-requests/:id"],
    },
    (reading, { params }) => enveloped(reading, readRecordRequest(reading, parseNumber(params.id, "a request number"))),
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
