import Type from "typebox";
import type { Desk } from "../../desk/desk.ts";
import { DigestIn, yearBitsOf } from "../../desk/values.ts";
import { yearDays } from "../../schemas/calendar.ts";
import type { App } from "../app.ts";
import { deskPost } from "./desk-post.ts";

const YearParams = Type.Object({
  year: Type.String({ pattern: "^[1-9][0-9]{3}$", description: "A year of four digits" }),
});
const days = { maxItems: 366, uniqueItems: true };

/** The working-day calendar, which the authority loads when the State Council has published a year. */
export function calendarDeskRoutes(app: App, desk: Desk): void {
  deskPost(app, desk, {
    path: "/v1/calendar/:year",
    summary: "Load the working days of a year, or amend them; clocks that still run follow",
    roles: ["regulator"],
    params: YearParams,
    body: Type.Object(
      {
        holidays: { ...yearDays.holidays, ...days },
        makeUpDays: { ...yearDays.makeUpDays, ...days },
        documentDigest: { ...DigestIn, description: "SHA-256 of the official notice of the year's holidays" },
      },
      { additionalProperties: false },
    ),
    codes: ["CALENDAR_DAY_INVALID", "CALENDAR_YEAR_IMPLAUSIBLE", "CALENDAR_YEAR_INVALID", "DOCUMENT_MISSING"],
    call: ({ holidays, makeUpDays, documentDigest }, { year }) => ({
      contract: "WorkingCalendar",
      method: "loadYear",
      power: "approve",
      args: [Number(year), yearBitsOf({ year: Number(year), holidays, makeUpDays }), documentDigest],
    }),
  });
}
