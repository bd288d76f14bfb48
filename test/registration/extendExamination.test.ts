import { expect } from "chai";
import type { Wallet } from "ethers";
import { expectEvent, expectRefusal, expectStruct, fieldsOf } from "../expectations.ts";
import {
  china,
  ledgerFixture,
  networkHelpers,
  powers,
  roles,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { acts, caseIn, document, giveTerms, states } from "./cases.ts";
import { acceptedOn, appliedAt, askAt, doAt, endOf, expectClock, finishDay, moveTo } from "./clocks.ts";

const extend = (
  { assets, parties }: TestLedger,
  caseId: bigint,
  workingDays: number,
  paper = document,
  key: Wallet = parties.registry.key,
) => assets.connect(key).extendExamination(caseId, workingDays, paper);

describe("extendExamination (article 28)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    given: async (ledger) => caseIn(ledger, "accepted"),
    call: (ledger, key, { caseId }) => extend(ledger, caseId, 10, document, key),
  });

  it("is refused to other parties, other registries, and for no case", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "accepted");
    const second = await ledger.admit({ roles: roles.registry });
    for (const { key, address } of [parties.alpha, parties.authority]) {
      const attempt = extend(ledger, caseId, 10, document, key);
      await expectRefusal(attempt, ledger.ledger, "RoleMissing", [address, roles.registry]);
    }
    await expectRefusal(extend(ledger, 9n, 10), assets, "CaseUnknown", [9]);
    const elsewhere = extend(ledger, caseId, 10, document, second.key);
    await expectRefusal(elsewhere, assets, "CaseOfAnotherRegistry", [caseId, parties.registry.address]);
  });

  it("is refused before acceptance, also while a supplement is waited for (articles 17, 28)", async () => {
    const ledger = await ledgerFixture();
    const caseId = await appliedAt(ledger, "2026-03-02T10:00:00");
    await expectRefusal(extend(ledger, caseId, 1), ledger.assets, "CaseNotInState", [caseId, states.applied]);
    await askAt(ledger, caseId, "2026-03-03T10:00:00", "2026-03-09T10:00:00");
    await expectRefusal(extend(ledger, caseId, 1), ledger.assets, "CaseNotInState", [caseId, states.supplementAsked]);
  });

  it("is granted once (article 28)", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "accepted");
    await extend(ledger, caseId, 4);
    for (const days of [1, 6, 0]) {
      await expectRefusal(extend(ledger, caseId, days), ledger.assets, "ExtensionGranted", [caseId, 4]);
    }
  });

  it("is refused for no day, and for more days than the case's profile allows (article 28)", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { caseId } = await caseIn(ledger, "accepted");
    await giveTerms(ledger, { extensionDays: 0 });
    for (const days of [0, 11, 255]) {
      await expectRefusal(extend(ledger, caseId, days), assets, "ExtensionInvalid", [days, 10]);
    }
    await extend(ledger, caseId, 10);
    expect((await assets.caseOf(caseId)).extensionDays).to.equal(10n);
    const strict = await caseIn(ledger, "accepted");
    await expectRefusal(extend(ledger, strict.caseId, 1), assets, "ExtensionInvalid", [1, 0]);
  });

  it("is refused when the time is over, and granted in its last second (article 28)", async () => {
    const ledger = await ledgerFixture();
    const caseId = await acceptedOn(ledger, "2026-03-02");
    const finishBy = endOf("2026-03-16");
    await moveTo(finishBy - 1);
    const inTime = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(finishBy);
    await expect(extend(ledger, caseId, 1)).to.emit(ledger.assets, "ExaminationExtended");
    await inTime.restore();
    await moveTo(finishBy + 1);
    await expectRefusal(extend(ledger, caseId, 1), ledger.assets, "ExtensionTooLate", [caseId, finishBy]);
  });

  it("is refused in a notice that began when the time was over, and granted in one that began in time", async () => {
    for (const [published, late] of [
      ["2026-03-16T23:59:59", false],
      ["2026-03-17T00:00:00", true],
    ] as const) {
      const ledger = await ledgerFixture();
      const caseId = await acceptedOn(ledger, "2026-03-02");
      await doAt(ledger, "examineRegistration", caseId, "2026-03-03T10:00:00");
      await doAt(ledger, "publishRegistration", caseId, published);
      await moveTo("2026-03-18T10:00:00");
      expect((await ledger.assets.clockOf(caseId)).finishBy).to.equal(0n);
      const sent = extend(ledger, caseId, 10);
      if (late) await expectRefusal(sent, ledger.assets, "ExtensionTooLate", [caseId, endOf("2026-03-16")]);
      else await expect(sent).to.emit(ledger.assets, "ExaminationExtended");
    }
  });

  it("is refused in a supplement asked for when the time was over, and granted in one asked for in time", async () => {
    for (const [moment, late] of [
      ["2026-03-16T23:59:59", false],
      ["2026-03-17T00:00:00", true],
    ] as const) {
      const ledger = await ledgerFixture();
      const caseId = await acceptedOn(ledger, "2026-03-02");
      await askAt(ledger, caseId, moment, "2026-03-31T10:00:00");
      await moveTo("2026-03-18T10:00:00");
      const sent = extend(ledger, caseId, 10);
      if (late) await expectRefusal(sent, ledger.assets, "ExtensionTooLate", [caseId, endOf("2026-03-16")]);
      else await expect(sent).to.emit(ledger.assets, "ExaminationExtended");
    }
  });

  it("counts an earlier supplement when a notice stops the time: 8 days of it do not count", async () => {
    for (const [published, late] of [
      ["2026-03-26T23:59:59", false],
      ["2026-03-27T00:00:00", true],
    ] as const) {
      const ledger = await ledgerFixture();
      const caseId = await acceptedOn(ledger, "2026-03-02");
      await askAt(ledger, caseId, "2026-03-03T10:00:00", "2026-03-31T10:00:00");
      await doAt(ledger, "giveSupplement", caseId, "2026-03-13T10:00:00");
      await doAt(ledger, "examineRegistration", caseId, "2026-03-16T10:00:00");
      await doAt(ledger, "publishRegistration", caseId, published);
      const sent = extend(ledger, caseId, 10);
      if (late) await expectRefusal(sent, ledger.assets, "ExtensionTooLate", [caseId, endOf("2026-03-26")]);
      else await expect(sent).to.emit(ledger.assets, "ExaminationExtended");
    }
  });

  it("is refused without its reason", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "accepted");
    await expectRefusal(extend(ledger, caseId, 1, zeroDigest), ledger.ledger, "DocumentMissing");
  });

  for (const days of [1, 10]) {
    it(`records ${days} working days, says so, and moves the end by them (article 28)`, async () => {
      const ledger = await ledgerFixture();
      const { assets, parties } = ledger;
      const { key, address } = parties.registry;
      const caseId = await acceptedOn(ledger, "2026-02-10");
      const before = fieldsOf(await assets.caseOf(caseId));
      const sent = extend(ledger, caseId, days);
      await expectEvent(sent, assets, "ExaminationExtended", [caseId, address, key.address, days, document]);
      expectStruct(await assets.caseOf(caseId), { ...before, extensionDays: days });
      const finishBy = endOf(finishDay("2026-02-10", 10 + days, []));
      await expectClock(ledger, caseId, {
        state: "accepted",
        acceptedAt: china("2026-02-10T11:00:00"),
        finishBy,
        due: ["examine", "registry", finishBy],
      });
    });
  }

  it("still counts when granted in the notice (article 28)", async () => {
    const ledger = await ledgerFixture();
    const caseId = await acceptedOn(ledger, "2026-03-02");
    await doAt(ledger, "examineRegistration", caseId, "2026-03-03T10:00:00");
    await doAt(ledger, "publishRegistration", caseId, "2026-03-04T10:00:00");
    await extend(ledger, caseId, 3);
    const noticeUntil = endOf("2026-03-11");
    await moveTo(noticeUntil + 1);
    const finishBy = endOf(finishDay("2026-03-02", 13, [{ from: "2026-03-04", to: "2026-03-11" }]));
    expect(finishBy).to.equal(endOf("2026-03-26"));
    await expectClock(ledger, caseId, {
      state: "published",
      acceptedAt: china("2026-03-02T11:00:00"),
      noticeUntil,
      finishBy,
      due: ["certify", "registry", finishBy],
    });
    await acts.certifyRegistration(ledger, caseId);
  });
});
