import { expect } from "chai";
import chineseDays from "chinese-days";
import type { CalendarHarness } from "../../packages/sdk/src/generated/index.ts";
import { packYear } from "../../packages/sdk/src/calendar/working-days.ts";
import { isOfficialYearKnown, officialYear } from "../../scripts/calendar/official-year.ts";
import { expectRefusal } from "../expectations.ts";
import { bareFixture, china, day, ethers, type TestLedger } from "../fixture.ts";
import { document } from "./cases.ts";

const { findWorkday, isWorkday } = chineseDays;
const pending = 2n ** 40n - 1n;
const unknown = 2n ** 256n - 1n;

/** The official years before and after the present one that the package knows; with a leap year among them. */
const known = Array.from({ length: 20 }, (_, at) => 2024 + at).filter(isOfficialYearKnown);
const afterKnown = known.at(-1)! + 1;

/** Every date of the years, as 2026-10-01. */
const dates: string[] = [];
for (let at = Date.UTC(known[0]!, 0, 1); at < Date.UTC(afterKnown, 0, 1); at += day * 1_000) {
  dates.push(new Date(at).toISOString().slice(0, 10));
}
const noon = (date: string) => china(`${date}T12:00:00`);
const endOf = (date: string) => BigInt(china(`${date}T23:59:59`));

/** A ledger with the years loaded, and many questions to its calendar in one call. */
async function loaded(years: readonly number[] = known) {
  const ledger = await bareFixture();
  for (const year of years) await load(ledger, year);
  const harness = (await ethers.deployContract("CalendarHarness")) as unknown as CalendarHarness;
  const calendar = await ledger.calendar.getAddress();
  return {
    ledger,
    add: (from: readonly number[], count: number) =>
      harness.addWorkingDays(calendar, [...from], count).then(Array.from),
    between: (from: readonly number[], to: readonly number[]) =>
      harness.workingDaysBetween(calendar, [...from], [...to]).then(Array.from),
    are: (moments: readonly number[]) => harness.areWorkingDays(calendar, [...moments]).then(Array.from),
  };
}

/** Loads an official year, with the days of `over` turned from free to worked or back. */
async function load({ calendar, parties }: TestLedger, year: number, over: { holidays?: string[] } = {}) {
  const official = officialYear(year);
  const bits = packYear({ ...official, holidays: [...official.holidays, ...(over.holidays ?? [])] });
  await calendar.connect(parties.authority.key).loadYear(year, [...bits], document);
}

describe("the calendar's days, against the official calendar itself", () => {
  it(`are working days where ${known.join(", ")} say so, from the first to the last second of each`, async () => {
    const { are } = await loaded();
    const expected = dates.map((date) => isWorkday(date));
    expect(expected.filter(Boolean).length).to.be.greaterThan(200 * known.length);
    for (const clock of ["00:00:00", "12:00:00", "23:59:59"]) {
      for (let at = 0; at < dates.length; at += 366) {
        const some = dates.slice(at, at + 366);
        expect(await are(some.map((date) => china(`${date}T${clock}`)))).to.deep.equal(expected.slice(at, at + 366));
      }
    }
  }).timeout(120_000);

  for (const year of known) {
    it(`end every period of 0 to 30 working days that begins in ${year} on the right day`, async () => {
      const { add } = await loaded();
      const days = dates.filter((date) => date.startsWith(`${year}`));
      for (let count = 0; count <= 30; count++) {
        const expected = days.map((date) => {
          if (count === 0) return BigInt(noon(date));
          const last = findWorkday(count, date);
          return last < `${afterKnown}` ? endOf(last) : pending;
        });
        expect(await add(days.map(noon), count), `${count} days`).to.deep.equal(expected);
      }
    }).timeout(120_000);
  }

  it("are counted between any two moments, whichever comes first", async () => {
    const { between } = await loaded();
    const from: number[] = [];
    const to: number[] = [];
    const expected: bigint[] = [];
    for (let start = 3; start < dates.length; start += 17) {
      for (const span of [-40, -1, 0, 1, 2, 6, 9, 31, 300]) {
        const end = start + span;
        if (end < 0 || end >= dates.length) continue;
        from.push(noon(dates[start]!));
        to.push(china(`${dates[end]!}T${end % 2 === 0 ? "00:00:00" : "23:59:59"}`));
        expected.push(BigInt(dates.slice(start + 1, end + 1).filter((date) => isWorkday(date)).length));
      }
    }
    expect(await between(from, to)).to.deep.equal(expected);
  }).timeout(120_000);
});

describe("addWorkingDays", () => {
  it("does not count the day on which the period begins, at whichever second of it (Civil Code, article 201)", async () => {
    const { add } = await loaded([2026]);
    const moments = ["00:00:00", "00:00:01", "16:00:00", "23:59:59"].map((clock) => china(`2026-03-02T${clock}`));
    expect(await add(moments, 1)).to.deep.equal(moments.map(() => endOf("2026-03-03")));
    expect(await add([china("2026-03-03T00:00:00")], 1)).to.deep.equal([endOf("2026-03-04")]);
  });

  it("counts make-up days: Saturday 14 February 2026 is worked, the nine days after it are not", async () => {
    const { add } = await loaded([2026]);
    expect(await add([noon("2026-02-13")], 1)).to.deep.equal([endOf("2026-02-14")]);
    expect(await add([noon("2026-02-13")], 2)).to.deep.equal([endOf("2026-02-24")]);
    expect(await add([noon("2026-02-14")], 1)).to.deep.equal([endOf("2026-02-24")]);
    expect(await add([noon("2026-02-18")], 1)).to.deep.equal([endOf("2026-02-24")]);
    expect(await add([noon("2026-02-27")], 1)).to.deep.equal([endOf("2026-02-28")]);
  });

  it("passes from year to year: after 31 December 2025 the first working day is Sunday 4 January 2026", async () => {
    const { add } = await loaded([2025, 2026]);
    expect(await add([noon("2025-12-30")], 1)).to.deep.equal([endOf("2025-12-31")]);
    expect(await add([noon("2025-12-30")], 2)).to.deep.equal([endOf("2026-01-04")]);
    expect(await add([noon("2025-12-31")], 1)).to.deep.equal([endOf("2026-01-04")]);
  });

  it("counts 29 February, and day 366 of a leap year", async () => {
    const { ledger, add } = await loaded([]);
    const { calendar, parties } = ledger;
    for (const year of [2028, 2029]) {
      const bits = packYear({ year, holidays: [], makeUpDays: year === 2028 ? ["2028-12-31"] : [] });
      await calendar.connect(parties.authority.key).loadYear(year, [...bits], document);
    }
    expect(await add([noon("2028-02-28")], 1)).to.deep.equal([endOf("2028-02-29")]);
    expect(await add([noon("2028-02-28")], 2)).to.deep.equal([endOf("2028-03-01")]);
    expect(await add([noon("2028-12-29")], 1)).to.deep.equal([endOf("2028-12-31")]);
    expect(await add([noon("2028-12-31")], 1)).to.deep.equal([endOf("2029-01-01")]);
    expect(await add([noon("2029-02-28")], 1)).to.deep.equal([endOf("2029-03-01")]);
  });

  it("is pending while a year that it needs is not loaded, and only then", async () => {
    const { ledger, add } = await loaded([2024, 2026]);
    expect(await add([noon("2026-12-30")], 1)).to.deep.equal([endOf("2026-12-31")]);
    for (const [from, count] of [
      ["2026-12-30", 2],
      ["2026-12-31", 1],
      ["2027-06-01", 1],
      ["2024-12-31", 1],
      ["1970-01-02", 1],
      ["2026-06-01", 10_000],
    ] as const) {
      expect(await add([noon(from)], count), `${from} and ${count}`).to.deep.equal([pending]);
    }
    // A period of no days needs no calendar.
    expect(await add([noon("2027-06-01")], 0)).to.deep.equal([BigInt(noon("2027-06-01"))]);
    await load(ledger, 2025);
    expect(await add([noon("2024-12-31")], 1)).to.deep.equal([endOf("2025-01-02")]);
  });

  it("is counted anew when a year is amended", async () => {
    const { ledger, add } = await loaded([2026]);
    expect(await add([noon("2026-03-02")], 3)).to.deep.equal([endOf("2026-03-05")]);
    await load(ledger, 2026, { holidays: ["2026-03-04"] });
    expect(await add([noon("2026-03-02")], 3)).to.deep.equal([endOf("2026-03-06")]);
    await load(ledger, 2026);
    expect(await add([noon("2026-03-02")], 3)).to.deep.equal([endOf("2026-03-05")]);
  });
});

describe("workingDaysBetween", () => {
  it("is unknown while a year on the way is not loaded, and 0 where nothing lies between", async () => {
    const { between } = await loaded([2024, 2026]);
    const ask = (from: string, to: string) => between([noon(from)], [noon(to)]);
    expect(await ask("2026-12-30", "2026-12-31")).to.deep.equal([1n]);
    expect(await ask("2026-12-30", "2027-01-01")).to.deep.equal([unknown]);
    expect(await ask("2026-12-31", "2027-01-01")).to.deep.equal([unknown]);
    expect(await ask("2024-06-03", "2026-06-03")).to.deep.equal([unknown]);
    expect(await ask("2027-06-03", "2027-06-03")).to.deep.equal([0n]);
    expect(await ask("2027-06-03", "2026-06-03")).to.deep.equal([0n]);
  });
});

describe("isWorkingDay", () => {
  it("is refused for a year that is not loaded, and names it", async () => {
    const { ledger } = await loaded([2026]);
    for (const [moment, year] of [
      ["2025-12-31T23:59:59", 2025],
      ["2027-01-01T00:00:00", 2027],
      ["1970-01-01T12:00:00", 1970],
    ] as const) {
      const asked = ledger.calendar.isWorkingDay(china(moment));
      await expectRefusal(asked, ledger.calendar, "CalendarYearMissing", [year]);
    }
    expect(await ledger.calendar.isWorkingDay(china("2026-01-01T00:00:00"))).to.equal(false);
    expect(await ledger.calendar.isWorkingDay(china("2026-12-31T23:59:59"))).to.equal(true);
  });
});
