import { expect } from "chai";
import { startOfDay, dayOf } from "../calendar/civil-time.ts";
import { timeText } from "../input/time.ts";
import { day, paper, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";

const documentDigest = paper("document");

describe("registries as members through the SDK (articles 10 to 13, 38)", () => {
  let chain: LedgerChain;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
  });
  after(() => chain.stop());

  it("discloses what must be public (articles 11, 12)", async () => {
    const { alpha, registry } = chain.parties;
    const { registries } = registry.ledger;
    for (const kind of ["procedure", "fees", "complaints", "business"] as const) {
      const { events } = await (await registries.disclose({ kind, documentDigest })).wait();
      expect(events[0]).to.deep.include({ contract: "AssetRegistry", name: "RegistryDisclosed" });
      expect(events[0]?.args).to.include({ registry: registry.party, kind, documentDigest });
    }
    const wrong = { kind: "none" as never, documentDigest };
    expect(await codeOfRefusal(registries.disclose(wrong))).to.equal("VALUE_UNKNOWN");
    const fees = { kind: "fees" as const, documentDigest };
    expect(await alpha.ledger.registries.disclose.simulate(fees)).to.include({ code: "ROLE_MISSING" });
    const names: string[] = [];
    const query = { party: registry.party, source: "chain" as const };
    for await (const { name } of alpha.ledger.provenance.history(query)) names.push(name);
    expect(names.filter((name) => name === "RegistryDisclosed")).to.have.length(4);
  });

  it("reports a change five working days ahead, and says how far ahead (article 11)", async () => {
    const { registry } = chain.parties;
    const { calendar, registries } = registry.ledger;
    const now = await chain.now();
    const fifth = await calendar.addWorkingDays({ from: now, days: 5 });
    const last = Date.parse(fifth) / 1000;
    const refused = await registries.reportChange.simulate({ effectiveAt: last, documentDigest });
    expect(refused).to.include({ ok: false, code: "ANNOUNCED_TOO_LATE" });
    const { events } = await (await registries.reportChange({ effectiveAt: last + 1, documentDigest })).wait();
    expect(events[0]?.args).to.include({ registry: registry.party, effectiveAt: timeText(last + 1) });
  });

  it("announces an exit, which the authority decides; who has left takes no applications (article 13)", async () => {
    const { alpha, authority } = chain.parties;
    const leaving = await chain.admit("Leaving registry", ["registry"]);
    const { registries } = leaving.ledger;
    expect(await alpha.ledger.registries.get(leaving.party)).to.equal(null);
    const early = { exitAt: (await chain.now()) + 300 * day, documentDigest };
    expect(await registries.announceExit.simulate(early)).to.include({ code: "NOT_REGISTRY" });
    const code = { registry: leaving.party, region: 45, digit: 3 };
    await (await authority.ledger.registries.setCode(code)).wait();
    const soon = { exitAt: (await chain.now()) + 100 * day, documentDigest };
    expect(await registries.announceExit.simulate(soon)).to.include({ code: "ANNOUNCED_TOO_LATE" });
    const decision = { registry: leaving.party, approved: false, documentDigest };
    expect(await authority.ledger.registries.decideExit.simulate(decision)).to.include({ code: "EXIT_NOT_ANNOUNCED" });
    const exitAt = startOfDay(dayOf(await chain.now()) + 200);
    await (await registries.announceExit({ exitAt, documentDigest })).wait();
    expect(await registries.announceExit.simulate(early)).to.include({ code: "EXIT_ANNOUNCED_BEFORE" });
    const announced = await alpha.ledger.registries.get(leaving.party);
    expect(announced).to.deep.include({ region: 45, digit: 3, successor: null });
    const announcedAt = await chain.now();
    const decideBy = await alpha.ledger.calendar.addWorkingDays({ from: announcedAt, days: 20 });
    const exit = { announcedAt: timeText(announcedAt), exitAt: timeText(exitAt), approved: false, decideBy };
    expect(announced?.exit).to.deep.equal(exit);
    await (await authority.ledger.registries.decideExit(decision)).wait();
    expect((await alpha.ledger.registries.get(leaving.party))?.exit).to.equal(null);
    await (await registries.announceExit({ exitAt, documentDigest })).wait();
    await (await authority.ledger.registries.decideExit({ ...decision, approved: true })).wait();
    expect((await alpha.ledger.registries.get(leaving.party))?.exit).to.deep.include({
      approved: true,
      decideBy: null,
    });
    const { registry } = chain.parties;
    const passing = { registry: leaving.party, successor: registry.party, documentDigest };
    await (await authority.ledger.registries.takeOver(passing)).wait();
    expect(await alpha.ledger.registries.get(leaving.party)).to.include({ successor: registry.party });
    expect(await alpha.ledger.registries.keeperOf(leaving.party)).to.equal(registry.party);
  });

  it("files a year's report once it is over, which the authority appraises (article 12)", async () => {
    const { alpha, authority, registry } = chain.parties;
    const { registries } = registry.ledger;
    const report = { year: 2026, documentDigest };
    expect(await registries.fileReport.simulate(report)).to.include({ code: "REPORT_YEAR_INVALID" });
    expect(await codeOfRefusal(registries.fileReport({ ...report, year: 26 }))).to.equal("NUMBER_OUT_OF_RANGE");
    await chain.passBy("2026-12-31T16:00:00Z");
    const appraisal = { registry: registry.party, ...report };
    expect(await authority.ledger.registries.appraiseReport.simulate(appraisal)).to.include({
      code: "REPORT_NOT_OPEN",
    });
    const due = { dueBy: "2027-03-31T15:59:59Z", appraiseBy: "2027-04-30T15:59:59Z" };
    const asked = { registry: registry.party, year: 2026 };
    const open = { year: 2026, filedAt: null, appraisedAt: null, ...due };
    expect(await alpha.ledger.registries.reportOf(asked)).to.deep.equal(open);
    await (await registries.fileReport(report)).wait();
    const filedAt = timeText(await chain.now());
    expect(await registries.fileReport.simulate(report)).to.include({ code: "REPORT_FILED_BEFORE" });
    await (await authority.ledger.registries.appraiseReport(appraisal)).wait();
    const appraisedAt = timeText(await chain.now());
    expect(await alpha.ledger.registries.reportOf(asked)).to.deep.equal({ ...open, filedAt, appraisedAt });
  });

  it("needs a gateway to list registries and to read a report's document", async () => {
    const { alpha, registry } = chain.parties;
    const { registries } = alpha.ledger;
    expect(await codeOfRefusal(registries.list())).to.equal("GATEWAY_MISSING");
    const asked = { registry: registry.party, year: 2026 };
    expect(await codeOfRefusal(registries.yearlyReport(asked))).to.equal("GATEWAY_MISSING");
  });
});
