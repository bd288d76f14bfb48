import Type from "typebox";
import { secondsOf, TimeIn } from "../../desk/values.ts";
import { readDeadline, readYear, readYears } from "../../ledger/models/calendar.ts";
import { parseYear } from "../../ledger/models/ids.ts";
import { enveloped } from "../../ledger/models/reading.ts";
import { answers } from "../../schemas/answers.ts";
import type { Routes } from "../app.ts";
import { ledgerGet, text } from "./ledger-get.ts";

const tag = "calendar";

/** The working-day calendar (工作日历), in which statutory periods are counted. */
export const calendarRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  get(
    "/v1/calendar",
    {
      tag,
      summary: "The years whose working days are loaded, in order",
      answer: answers["/v1/calendar"],
    },
    async (reading) => enveloped(reading, { items: await readYears(reading) }),
  );

  get(
    "/v1/calendar/:year",
    {
      tag,
      summary: "The working days of a year, with every version that was loaded",
      params: Type.Object({ year: text("The year") }),
      answer: answers["/v1/calendar/:year"],
    },
    async (reading, { params }) => enveloped(reading, await readYear(reading, parseYear(params.year))),
  );

  get(
    "/v1/calendar/working-days",
    {
      tag,
      summary: "The end of a period of working days",
      description:
        "The day on which a period begins does not count, and it ends with the last second of its last day in " +
        "Asia/Shanghai (Civil Code, articles 201 and 203).",
      query: Type.Object({
        from: Type.Optional({ ...TimeIn, description: "RFC 3339 time, UTC; the time of asOfBlock when left out" }),
        days: Type.Integer({ minimum: 0, maximum: 1_000, description: "How many working days" }),
      }),
      answer: answers["/v1/calendar/working-days"],
    },
    (reading, { query }) => {
      const from = query.from === undefined ? reading.asOf.time : secondsOf(query.from, "/from");
      return enveloped(reading, readDeadline(reading, from, query.days));
    },
  );
};
