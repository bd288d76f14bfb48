import { expect } from "chai";
import { packYear } from "../../packages/sdk/src/calendar/working-days.ts";
import { officialYear } from "../../scripts/calendar/official-year.ts";
import { expectEvent, expectRefusal, expectStruct } from "../expectations.ts";
import { bareFixture, ledgerFixture, now, powers, roles, scopes, type TestLedger, zeroDigest } from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { document } from "./cases.ts";

type Words = [bigint, bigint];

const packed = (year: number): Words => [...packYear(officialYear(year))];
/** The first `count` days of a year as working days. */
const firstDays = (count: number): Words => {
  const bits = (1n << BigInt(count)) - 1n;
  return [bits & (2n ** 256n - 1n), bits >> 256n];
};
/** A year with one more day, by its place in the year from 0. */
const withDay = ([low, high]: Words, at: number): Words =>
  at < 256 ? [low | (1n << BigInt(at)), high] : [low, high | (1n << BigInt(at - 256))];

const load = ({ calendar, parties }: TestLedger, year: number, bits: Words, paper = document) =>
  calendar.connect(parties.authority.key).loadYear(year, bits, paper);

describe("loadYear", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.authority,
    call: ({ calendar }, key) => calendar.connect(key).loadYear(2026, packed(2026), document),
  });

  for (const party of ["governance", "registry", "body", "alpha"] as const) {
    it(`is refused to a party that is no authority: ${party}`, async () => {
      const { calendar, parties } = await bareFixture();
      const { key, address } = parties[party];
      const attempt = calendar.connect(key).loadYear(2026, packed(2026), document);
      await expectRefusal(attempt, calendar, "RoleMissing", [address, roles.authority]);
    });
  }

  for (const year of [0, 1999, 3000, 65_535]) {
    it(`is refused for the year ${year}`, async () => {
      const ledger = await bareFixture();
      await expectRefusal(load(ledger, year, firstDays(250)), ledger.calendar, "CalendarYearInvalid", [year]);
    });
  }

  for (const [year, length] of [
    [2000, 366],
    [2026, 365],
    [2028, 366],
    [2100, 365],
    [2400, 366],
    [2999, 365],
  ] as const) {
    it(`takes ${length} days of ${year} and refuses a day beyond its end`, async () => {
      const ledger = await bareFixture();
      const days = firstDays(249);
      for (const at of [length, 400, 511]) {
        const beyond = load(ledger, year, withDay(days, at));
        await expectRefusal(beyond, ledger.calendar, "CalendarYearInvalid", [year]);
      }
      await load(ledger, year, withDay(days, length - 1));
      expect((await ledger.calendar.calendarYear(year)).workingDays).to.deep.equal(withDay(days, length - 1));
    });
  }

  it("is refused for fewer than 200 and more than 300 working days", async () => {
    const ledger = await bareFixture();
    for (const count of [0, 1, 199, 301, 365]) {
      const attempt = load(ledger, 2026, firstDays(count));
      await expectRefusal(attempt, ledger.calendar, "CalendarYearImplausible", [2026, count]);
    }
    for (const count of [200, 300]) await load(ledger, 2026, firstDays(count));
    expect((await ledger.calendar.calendarYear(2026)).version).to.equal(2n);
  });

  it("is refused without the notice it follows", async () => {
    const ledger = await bareFixture();
    await expectRefusal(load(ledger, 2026, packed(2026), zeroDigest), ledger.calendar, "DocumentMissing");
  });

  it("records every field and says who loaded which days by which notice; an amendment is one version more", async () => {
    const ledger = await bareFixture();
    const { calendar, parties } = ledger;
    const { key, address } = parties.authority;
    const unloaded = { workingDays: [0, 0], version: 0, loadedAt: 0 };
    expectStruct(await calendar.calendarYear(2026), unloaded);
    for (const [version, workingDays] of [
      [1, packed(2026)],
      [2, withDay(packed(2026), 0)],
      [3, packed(2026)],
    ] as const) {
      const sent = load(ledger, 2026, workingDays);
      await expectEvent(sent, calendar, "CalendarYearLoaded", [
        2026,
        version,
        address,
        key.address,
        workingDays,
        document,
      ]);
      expectStruct(await calendar.calendarYear(2026), { workingDays, version, loadedAt: await now() });
    }
    for (const year of [2025, 2027, 0, 65_535]) expectStruct(await calendar.calendarYear(year), unloaded);
  });
});

describe("initialize of the calendar", () => {
  it("names the ledger that knows who acts", async () => {
    const ledger = await ledgerFixture();
    const { calendar, parties } = ledger;
    await ledger.ledger.connect(parties.governance.key).pause(scopes.registration);
    await expectRefusal(load(ledger, 2026, packed(2026)), ledger.ledger, "ScopePaused", [scopes.registration]);
    expect(await calendar.authority()).to.equal(await ledger.manager.getAddress());
  });
});
