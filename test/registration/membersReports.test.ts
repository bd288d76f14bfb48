import { expect } from "chai";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { expectEvent, expectRefusal, expectStruct } from "../expectations.ts";
import {
  china,
  digest,
  freshKey,
  ledgerFixture,
  networkHelpers,
  powers,
  roles,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { document } from "./cases.ts";
import { codelessRegistry, memberActs, nextAt, successorOf } from "./members.ts";

/** The first second after the fixture's first year. */
const over = china("2027-01-01T00:00:00");
const yearIsOver = () => networkHelpers.time.increaseTo(over);
const reportOf = ({ assets, parties }: TestLedger, year: number) => assets.reportOf(parties.registry.address, year);

describe("fileYearlyReport (article 12)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    given: () => yearIsOver(),
    call: ({ assets }, key) => assets.connect(key).fileYearlyReport(2026, document),
  });

  it("is refused to a party that is no registry, and to a registry without a code", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    await yearIsOver();
    for (const { key, address } of [parties.authority, parties.alpha]) {
      const sent = assets.connect(key).fileYearlyReport(2026, document);
      await expectRefusal(sent, ledger.ledger, "RoleMissing", [address, roles.registry]);
    }
    const { key, address } = await codelessRegistry(ledger);
    await expectRefusal(assets.connect(key).fileYearlyReport(2026, document), assets, "NotRegistry", [address]);
  });

  it("is refused for a year that is not over, until its last second in China", async () => {
    const ledger = await ledgerFixture();
    const { fileReport } = memberActs(ledger);
    for (const year of [2026, 2027, 65_535]) {
      await expectRefusal(fileReport(year), ledger.assets, "ReportYearInvalid", [year]);
    }
    await networkHelpers.time.increaseTo(over - 10);
    await nextAt(over - 1);
    await expectRefusal(fileReport(2026), ledger.assets, "ReportYearInvalid", [2026]);
    await nextAt(over);
    await fileReport(2026);
  });

  it("is refused for a year before the registry had its code", async () => {
    const ledger = await ledgerFixture();
    await yearIsOver();
    for (const year of [2025, 0]) {
      await expectRefusal(memberActs(ledger).fileReport(year), ledger.assets, "ReportYearInvalid", [year]);
    }
    const second = await successorOf(ledger);
    await networkHelpers.time.increaseTo(china("2028-01-01T00:00:00"));
    const by = ledger.assets.connect(second.key);
    await expectRefusal(by.fileYearlyReport(2026, document), ledger.assets, "ReportYearInvalid", [2026]);
    await by.fileYearlyReport(2027, document);
  });

  it("is refused a second time, also with another document", async () => {
    const ledger = await ledgerFixture();
    await yearIsOver();
    await memberActs(ledger).fileReport(2026);
    const args = [ledger.parties.registry.address, 2026];
    for (const paper of [document, digest("corrected")]) {
      await expectRefusal(memberActs(ledger).fileReport(2026, paper), ledger.assets, "ReportFiledBefore", args);
    }
  });

  it("is refused without a document, and nothing is filed", async () => {
    const ledger = await ledgerFixture();
    await yearIsOver();
    await expectRefusal(memberActs(ledger).fileReport(2026, zeroDigest), ledger.ledger, "DocumentMissing");
    expect((await reportOf(ledger, 2026)).filedAt).to.equal(0n);
  });

  for (const [name, text] of [
    ["at the first second of the next year", "2027-01-01T00:00:00"],
    ["at the last second of 31 March", "2027-03-31T23:59:59"],
    ["late, and seen as late", "2027-04-01T00:00:00"],
    ["years later", "2029-07-01T10:00:00"],
  ] as const) {
    it(`is taken ${name}`, async () => {
      const ledger = await ledgerFixture();
      const { key, address } = ledger.parties.registry;
      const filedAt = china(text);
      await nextAt(filedAt);
      const args = [address, 2026, key.address, document];
      await expectEvent(memberActs(ledger).fileReport(2026), ledger.assets, "YearlyReportFiled", args);
      const seen = await reportOf(ledger, 2026);
      expectStruct(seen, {
        filedAt,
        dueBy: china("2027-03-31T23:59:59"),
        appraisedAt: 0,
        appraiseBy: china("2027-04-30T23:59:59"),
      });
      expect(seen.filedAt > seen.dueBy).to.equal(text >= "2027-04-01");
    });
  }

  it("is of each year by itself", async () => {
    const ledger = await ledgerFixture();
    await networkHelpers.time.increaseTo(china("2028-02-01T10:00:00"));
    await memberActs(ledger).fileReport(2027);
    expect((await reportOf(ledger, 2026)).filedAt).to.equal(0n);
    await memberActs(ledger).fileReport(2026);
    expect((await reportOf(ledger, 2026)).filedAt).to.not.equal(0n);
  });
});

describe("appraiseYearlyReport (article 12)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.authority,
    given: async (ledger) => {
      await yearIsOver();
      await memberActs(ledger).fileReport(2026);
    },
    call: ({ assets, parties }, key) =>
      assets.connect(key).appraiseYearlyReport(parties.registry.address, 2026, document),
  });

  it("is refused to a party that is no authority, the registry itself included", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    await yearIsOver();
    await memberActs(ledger).fileReport(2026);
    for (const { key, address } of [parties.registry, parties.governance, parties.alpha]) {
      const sent = assets.connect(key).appraiseYearlyReport(parties.registry.address, 2026, document);
      await expectRefusal(sent, ledger.ledger, "RoleMissing", [address, roles.authority]);
    }
  });

  it("is refused where no report waits: none filed, another year or registry, or appraised", async () => {
    const ledger = await ledgerFixture();
    const { registry } = ledger.parties;
    const { appraise, fileReport } = memberActs(ledger);
    await yearIsOver();
    const refused = (year: number, of = registry.address) =>
      expectRefusal(appraise(year, of), ledger.assets, "ReportNotOpen", [of, year]);
    await refused(2026);
    await fileReport(2026);
    await refused(2027);
    await refused(2026, freshKey().address);
    await appraise(2026);
    await refused(2026);
  });

  it("is refused without a document", async () => {
    const ledger = await ledgerFixture();
    const { appraise, fileReport } = memberActs(ledger);
    await yearIsOver();
    await fileReport(2026);
    const sent = appraise(2026, ledger.parties.registry.address, zeroDigest);
    await expectRefusal(sent, ledger.ledger, "DocumentMissing");
    await appraise(2026);
  });

  for (const text of ["2027-04-30T23:59:59", "2027-05-01T00:00:00"]) {
    it(`is recorded with its time, also late, and says who appraised: ${text}`, async () => {
      const ledger = await ledgerFixture();
      const { authority, registry } = ledger.parties;
      const { appraise, fileReport } = memberActs(ledger);
      await yearIsOver();
      await fileReport(2026);
      const appraisedAt = china(text);
      await nextAt(appraisedAt);
      await expectEvent(appraise(2026), ledger.assets, "YearlyReportAppraised", [
        registry.address,
        2026,
        authority.address,
        authority.key.address,
        document,
      ]);
      const seen = await reportOf(ledger, 2026);
      expect(seen.appraisedAt).to.equal(BigInt(appraisedAt));
      expect(seen.appraisedAt > seen.appraiseBy).to.equal(text > "2027-05");
    });
  }
});

describe("reportOf (article 12)", () => {
  it("tells the times by which a report and its appraisal are due before anything was done, leap years included", async () => {
    const ledger = await ledgerFixture();
    for (const year of [2026, 2027, 2028]) {
      expectStruct(await reportOf(ledger, year), {
        filedAt: 0,
        dueBy: china(`${year + 1}-03-31T23:59:59`),
        appraisedAt: 0,
        appraiseBy: china(`${year + 1}-04-30T23:59:59`),
      });
    }
  });
});
