import { expect } from "chai";
import fc from "fast-check";
import { paper, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { officialYear } from "../testing/official-year.ts";
import { deadlineFrom } from "./pending.ts";
import { createCalendar, packYear, type CalendarYearInput, type WorkingCalendar } from "./working-days.ts";

const at = (text: string) => Date.parse(text) / 1000;
const unknown = 2n ** 256n - 1n;
// 2023 and 2024 are not loaded; 2025, 2026 and the leap year 2028 are; 2027 is missing between them.
const moment = fc.integer({ min: at("2023-12-01T00:00:00+08:00"), max: at("2029-01-31T00:00:00+08:00") });
const runs = { numRuns: 300 };

describe("the calendar and its twin on the ledger", () => {
  let chain: LedgerChain;
  let twin: WorkingCalendar;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
    const leap: CalendarYearInput = { year: 2028, holidays: ["2028-02-29"], makeUpDays: ["2028-12-31"] };
    const years = [await officialYear(2025), await officialYear(2026), leap];
    const { calendar } = chain.parties.authority.ledger;
    for (const year of years) await (await calendar.loadYear({ ...year, documentDigest: paper("notice") })).wait();
    twin = createCalendar(new Map(years.map((year) => [year.year, packYear(year)])));
  });
  after(() => chain.stop());

  const contract = () => chain.parties.alpha.ledger.client.contracts.calendar;

  it("add the same working days over holidays, make-up days, year ends and years that are not loaded", async () => {
    const counts = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 31, max: 600 }));
    const examples: [number, number][] = [
      [at("2025-12-31T23:59:59+08:00"), 1],
      [at("2026-01-01T00:00:00+08:00"), 1],
      [at("2026-12-30T12:00:00+08:00"), 1],
      [at("2026-12-30T12:00:00+08:00"), 2],
      [at("2027-12-31T23:59:59+08:00"), 1],
      [at("2028-02-28T10:00:00+08:00"), 1],
      [at("2028-12-29T10:00:00+08:00"), 1],
      [at("2027-06-01T10:00:00+08:00"), 0],
    ];
    await fc.assert(
      fc.asyncProperty(moment, counts, async (from, count) => {
        expect(deadlineFrom(await contract().addWorkingDays(from, count))).to.equal(twin.addWorkingDays(from, count));
      }),
      { ...runs, examples },
    );
  }).timeout(60_000);

  it("count the same working days between two moments, in either order", async () => {
    const span = fc.oneof(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -5, max: 40 }));
    await fc.assert(
      fc.asyncProperty(moment, span, async (from, days) => {
        const to = from + days * 86_400;
        const seen = await contract().workingDaysBetween(from, to);
        expect(seen === unknown ? "pending" : Number(seen)).to.equal(twin.workingDaysBetween(from, to));
      }),
      runs,
    );
  }).timeout(60_000);

  it("tell the same days to be working days, at every second of their edges", async () => {
    const { calendar } = chain.parties.alpha.ledger;
    const answer = (seconds: number) =>
      calendar.isWorkingDay(seconds).catch((error: { code: string }) => {
        expect(error.code).to.equal("CALENDAR_YEAR_MISSING");
        return undefined;
      });
    const midnight = at("2026-02-14T00:00:00+08:00");
    const examples = [[midnight - 1], [midnight], [midnight + 86_399], [midnight + 86_400]] as [number][];
    await fc.assert(
      fc.asyncProperty(moment, async (seconds) => {
        expect(await answer(seconds)).to.equal(twin.isWorkingDay(seconds));
      }),
      { ...runs, examples },
    );
  }).timeout(60_000);
});
