import Type from "typebox";
import { enumNames } from "@data-voucher/sdk";
import { secondsOf, TimeIn } from "../../desk/values.ts";
import { historyOf } from "../../ledger/models/event.ts";
import { parseAddress, parseCertificate, parseNumber } from "../../ledger/models/ids.ts";
import { flagsOf } from "../../ledger/models/flags.ts";
import { enveloped, type Reading } from "../../ledger/models/reading.ts";
import { readCase } from "../../ledger/models/registration.ts";
import { ledgerName, readSubmissions } from "../../ledger/models/submission.ts";
import { calendarOf } from "../../ledger/project/calendar.ts";
import { caseTable, type CaseRow } from "../../ledger/project/case-row.ts";
import { clockAt, termsOf } from "../../ledger/project/clock.ts";
import { isAt, keeperOf } from "../../ledger/project/keeper.ts";
import { dueTable, queueOf, queueTable } from "../../ledger/project/queue.ts";
import { answers } from "../../schemas/answers.ts";
import { OneOf } from "../../schemas/common.ts";
import { CaseState } from "../../schemas/registration.ts";
import { key, u64 } from "../../store/keys.ts";
import type { Routes } from "../app.ts";
import { filterOf, filtered } from "./filters.ts";
import { ledgerGet, listPage, listQuery, text, type ListSource } from "./ledger-get.ts";

const tag = "registration";

/** Which cases a list asks for. */
interface CaseQuery {
  readonly kind?: string | undefined;
  readonly certificate?: string | undefined;
  readonly state?: string | undefined;
  readonly registry?: string | undefined;
  readonly applicant?: string | undefined;
}

/** Which open cases a queue asks for. */
interface QueueQuery extends CaseQuery {
  readonly act?: string | undefined;
  readonly due?: number | undefined;
}

/** Cases, newest first. */
function newestCases({ view }: Reading, asked: CaseQuery): ListSource<string> {
  const { kind, certificate, state, registry, applicant } = asked;
  const row = (id: string) => view.get(caseTable, u64(id))!;
  const applies = ({ applicant: first, others }: CaseRow, party: string) =>
    first === party || others.some((other) => other.party === party);
  return filtered("case", [
    filterOf(certificate, "certificate", (id, value) => row(id).subjectId === value),
    filterOf(applicant, "applicant", (id, value) => applies(row(id), value)),
    filterOf(state, "state", (id, value) => view.get(queueTable, u64(id))!.state === value),
    filterOf(kind, "kind", (id, value) => row(id).kind === value),
    filterOf(registry, "registry", (id, value) => isAt(view, row(id).registry, value)),
  ]);
}

/** Open cases by what is due next, those that wait for the calendar last. */
function dueCases({ view, asOf }: Reading, asked: QueueQuery): ListSource<string> {
  const { kind, certificate, state, registry, applicant, act, due } = asked;
  const calendar = calendarOf(view);
  const isDue = (row: CaseRow) => clockAt(view, row, termsOf(view, row), calendar, asOf.time).due?.act === act;
  // What the queue itself does not tell; without it every row of the queue is one of the answer.
  const conditions = [
    applicant && registry ? (row: CaseRow) => keeperOf(view, row.registry) === registry : undefined,
    kind === undefined ? undefined : (row: CaseRow) => row.kind === kind,
    certificate === undefined ? undefined : (row: CaseRow) => row.subjectId === certificate,
    act === undefined ? undefined : isDue,
  ].filter((condition) => condition !== undefined);
  const whose = applicant ? (`applicant:${applicant}` as const) : registry ? (`registry:${registry}` as const) : "all";
  const queue = queueOf(whose, state);
  return {
    table: dueTable,
    name: ["due", queue, registry ?? "", act ?? "", due ?? "", kind ?? "", certificate ?? ""].join("|"),
    range: { under: [queue], ...(due === undefined ? {} : { before: key(queue, u64(due + 1)) }) },
    ...(conditions.length > 0 && {
      keep: ({ row: caseId }: { row: string }) => {
        const row = view.get(caseTable, u64(caseId))!;
        return conditions.every((holds) => holds(row));
      },
    }),
  };
}

/** Registration cases. */
export const registrationRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  get(
    "/v1/registrations",
    {
      tag,
      summary: "Registration cases, newest first; open ones by what is due next with order=due",
      description:
        "States and clocks are those at the time of asOfBlock. With `order=due`, `due` or `act`, open cases only: what is " +
        "due earliest first, overdue ones before it, and last what waits for a calendar year. A consent has no time: " +
        "`act=consent` lists the newest first.",
      query: listQuery({
        kind: Type.Optional(OneOf(enumNames.RegistrationKind.slice(1))),
        certificate: Type.Optional(text("Number of the certificate that a later registration is about")),
        state: Type.Optional(CaseState),
        registry: Type.Optional(text("Address of the registry; by due time, of the one that keeps the cases now")),
        applicant: Type.Optional(text("Address of the applicant; newest first, also of who applies with it")),
        order: Type.Optional(OneOf(["newest", "due"])),
        act: Type.Optional({ ...OneOf(enumNames.DueAct.slice(1)), description: "What is due next; implies order=due" }),
        due: Type.Optional({ ...TimeIn, description: "RFC 3339 time, UTC: what is due until then" }),
      }),
      answer: answers["/v1/registrations"],
    },
    (reading, { query }) => {
      const asked: CaseQuery = {
        kind: query.kind,
        certificate: query.certificate === undefined ? undefined : parseCertificate(query.certificate),
        state: query.act === "consent" ? "awaitingConsent" : query.state,
        registry: query.registry === undefined ? undefined : parseAddress(query.registry),
        applicant: query.applicant === undefined ? undefined : parseAddress(query.applicant),
      };
      const due = query.due === undefined ? undefined : secondsOf(query.due, "/due");
      const byDue = query.act !== "consent" && (query.order === "due" || due !== undefined || query.act !== undefined);
      const source = byDue ? dueCases(reading, { ...asked, act: query.act, due }) : newestCases(reading, asked);
      return listPage(context, reading, source, query, (entry) => readCase(reading, entry.row));
    },
  );

  get(
    "/v1/registrations/:id",
    {
      tag,
      summary: "A registration case with its clocks and steps",
      params: Type.Object({ id: text("Number of the case") }),
      answer: answers["/v1/registrations/:id"],
    },
    async (reading, { params }) => {
      const caseId = parseNumber(params.id, "a case number");
      const found = await readCase(reading, caseId);
      const [flags, submissions, steps] = await Promise.all([
        flagsOf(reading, found.assetId),
        readSubmissions(reading.view, ledgerName(context.deployment), caseId),
        historyOf(reading, "case", caseId, { limit: 1_000 }),
      ]);
      return enveloped(reading, { ...found, flags, submissions, steps });
    },
  );
};
