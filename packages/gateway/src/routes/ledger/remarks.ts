import Type from "typebox";
import { secondsOf, TimeIn } from "../../desk/values.ts";
import { certificateRow } from "../../ledger/models/certificate.ts";
import { parseAddress, parseCertificate } from "../../ledger/models/ids.ts";
import type { Reading } from "../../ledger/models/reading.ts";
import { readLaterObjection, showAnnotation } from "../../ledger/models/remark.ts";
import { objectionAt, objectionDueTable, objectionQueueOf } from "../../ledger/project/objection-queue.ts";
import { annotationTable, laterObjectionTable } from "../../ledger/project/remark-row.ts";
import { answers } from "../../schemas/answers.ts";
import { OneOf } from "../../schemas/common.ts";
import { key, u64 } from "../../store/keys.ts";
import type { Table } from "../../store/table.ts";
import type { Routes } from "../app.ts";
import { ledgerGet, listPage, listQuery, text, type ListSource } from "./ledger-get.ts";

const tag = "registration";
const params = Type.Object({ number: text("15 characters, such as SJ4512026110001") });

/** What is noted on a certificate of this number, newest first. @throws LedgerError CERTIFICATE_UNKNOWN */
function notedOn<Row>(reading: Reading, table: Table<Row>, number: string): ListSource<Row> {
  const certificateId = parseCertificate(number);
  certificateRow(reading, certificateId);
  return { table, name: `${table.name}|${certificateId}`, range: { under: [u64(certificateId)], reverse: true } };
}

/** Annotations of certificates, and objections after registration (articles 23 and 29). */
export const remarkRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  get(
    "/v1/certificates/:number/annotations",
    {
      tag,
      summary: "What is noted on a certificate (article 23), newest first",
      params,
      query: listQuery({}),
      answer: answers["/v1/certificates/:number/annotations"],
    },
    (reading, { params, query }) =>
      listPage(context, reading, notedOn(reading, annotationTable, params.number), query, (entry) =>
        showAnnotation(reading, entry),
      ),
  );

  get(
    "/v1/certificates/:number/objections",
    {
      tag,
      summary: "Objections to a certificate after its registration (article 29), newest first",
      params,
      query: listQuery({}),
      answer: answers["/v1/certificates/:number/objections"],
    },
    (reading, { params, query }) =>
      listPage(context, reading, notedOn(reading, laterObjectionTable, params.number), query, (entry) => {
        const { certificateId, objectionId } = objectionAt(entry.key);
        return readLaterObjection(reading, certificateId, objectionId);
      }),
  );

  get(
    "/v1/objections",
    {
      tag,
      summary: "Objections after registration that wait for a registry, by what is due next",
      description:
        "Until when the holder must be told (告知) or the objection concluded (article 29), at the time of asOfBlock: what " +
        "is due earliest first, overdue ones before it, and last what waits for a calendar year.",
      query: listQuery({
        registry: Type.Optional(text("Address of the registry that keeps the certificates")),
        act: Type.Optional({ ...OneOf(["inform", "conclude"]), description: "What is due next" }),
        due: Type.Optional({ ...TimeIn, description: "RFC 3339 time, UTC: what is due until then" }),
      }),
      answer: answers["/v1/objections"],
    },
    (reading, { query }) => {
      const registry = query.registry === undefined ? undefined : parseAddress(query.registry);
      const due = query.due === undefined ? undefined : secondsOf(query.due, "/due");
      const queue = objectionQueueOf(registry, query.act);
      const source: ListSource<1> = {
        table: objectionDueTable,
        name: ["objectionDue", queue, due ?? ""].join("|"),
        range: { under: [queue], ...(due === undefined ? {} : { before: key(queue, u64(due + 1)) }) },
      };
      return listPage(context, reading, source, query, (entry) => {
        const { certificateId, objectionId } = objectionAt(entry.key);
        return readLaterObjection(reading, certificateId, objectionId);
      });
    },
  );
};
