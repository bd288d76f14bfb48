import { expect } from "chai";
import { packYear } from "../../packages/sdk/src/calendar/working-days.ts";
import { refusesWhoMayNotAct, suspend } from "../parties/acting.behavior.ts";
import { expectEvent, expectRefusal, expectStruct } from "../expectations.ts";
import {
  bareFixture,
  china,
  day,
  declareAsset,
  digest,
  freshKey,
  ledgerFixture,
  networkHelpers,
  now,
  powers,
  roles,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { yearOf } from "../rules.ts";
import { apply, caseIn, document, dueActs } from "./cases.ts";
import {
  applyForCancellation,
  applyForChange,
  applyForRenewal,
  applyForTransfer,
  beginCancellation,
  certified,
  complete,
  consent,
  servedBy,
  transferOf,
} from "./later.ts";
import { approvedExit, codelessRegistry, memberActs, nextAt, successorOf } from "./members.ts";

const none = `0x${"00".repeat(20)}`;
const pending = 2n ** 40n - 1n;
const announced = china("2026-03-02T10:00:00");
const sixMonths = china("2026-09-02T10:00:00");

/** Goes on to the moment at which the fixture's registry left. */
async function left(ledger: TestLedger): Promise<number> {
  const exitAt = await approvedExit(ledger);
  await networkHelpers.time.increaseTo(exitAt);
  return exitAt;
}

/** Membership of the fixture's registry. */
const member = ({ assets, parties }: TestLedger) => assets.registryOf(parties.registry.address);

describe("announceExit (article 13)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    call: async ({ assets }, key) => assets.connect(key).announceExit((await now()) + 300 * day, document),
  });

  it("is refused to a party that is no registry, and to a registry without a code", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const exitAt = (await now()) + 300 * day;
    for (const { key, address } of [parties.authority, parties.alpha]) {
      const sent = assets.connect(key).announceExit(exitAt, document);
      await expectRefusal(sent, ledger.ledger, "RoleMissing", [address, roles.registry]);
    }
    const { key, address } = await codelessRegistry(ledger);
    await expectRefusal(assets.connect(key).announceExit(exitAt, document), assets, "NotRegistry", [address]);
  });

  it("is refused a second less than six months ahead, and says the first second that is allowed", async () => {
    const ledger = await ledgerFixture();
    for (const [i, exitAt] of [sixMonths - 1, announced, 0].entries()) {
      await nextAt(announced + i);
      const earliest = sixMonths + i;
      const sent = memberActs(ledger).announceExit(exitAt);
      await expectRefusal(sent, ledger.assets, "AnnouncedTooLate", [exitAt, earliest]);
    }
  });

  it("is taken six months ahead to the second, and says so", async () => {
    const ledger = await ledgerFixture();
    const { key, address } = ledger.parties.registry;
    await nextAt(announced);
    const sent = memberActs(ledger).announceExit(sixMonths);
    await expectEvent(sent, ledger.assets, "RegistryExitAnnounced", [address, key.address, sixMonths, document]);
    const { codedAt } = await member(ledger);
    expectStruct(await member(ledger), {
      registry: address,
      region: 45,
      digit: 1,
      codedAt,
      announcedAt: announced,
      exitAt: sixMonths,
      exitApproved: false,
      decideBy: await ledger.calendar.addWorkingDays(announced, 20),
      successor: none,
    });
  });

  it("counts months of the calendar: from 31 August to the last of February", async () => {
    const ledger = await ledgerFixture();
    const earliest = china("2027-02-28T08:30:00");
    await nextAt(china("2026-08-31T08:30:00"));
    await expectRefusal(memberActs(ledger).announceExit(earliest - 1), ledger.assets, "AnnouncedTooLate", [
      earliest - 1,
      earliest,
    ]);
    await memberActs(ledger).announceExit(earliest + 1);
  });

  it("is refused a second time, while it waits and when it was approved", async () => {
    const ledger = await ledgerFixture();
    const acts = memberActs(ledger);
    const exitAt = (await now()) + 300 * day;
    await acts.announceExit(exitAt);
    const args = [ledger.parties.registry.address, exitAt];
    await expectRefusal(acts.announceExit(exitAt + day), ledger.assets, "ExitAnnouncedBefore", args);
    await acts.decideExit(true);
    await expectRefusal(acts.announceExit(exitAt + day), ledger.assets, "ExitAnnouncedBefore", args);
  });

  it("is refused without a document", async () => {
    const ledger = await ledgerFixture();
    const sent = memberActs(ledger).announceExit((await now()) + 300 * day, zeroDigest);
    await expectRefusal(sent, ledger.ledger, "DocumentMissing");
    expect((await member(ledger)).announcedAt).to.equal(0n);
  });

  it("asks for the decision within 20 working days, which are pending while their year is not loaded", async () => {
    const ledger = await bareFixture();
    const { calendar, parties } = ledger;
    await memberActs(ledger).announceExit((await now()) + 300 * day);
    expect((await member(ledger)).decideBy).to.equal(pending);
    const bits = packYear(yearOf(2026));
    await calendar.connect(parties.authority.key).loadYear(2026, [...bits], digest("holidays"));
    const { announcedAt, decideBy } = await member(ledger);
    expect(decideBy).to.equal(await calendar.addWorkingDays(announcedAt, 20));
    expect(decideBy).to.be.lessThan(pending);
  });
});

describe("decideExit (article 13)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.authority,
    given: async (ledger) => void (await memberActs(ledger).announceExit((await now()) + 300 * day)),
    call: ({ assets, parties }, key) => assets.connect(key).decideExit(parties.registry.address, true, document),
  });

  it("is refused to a party that is no authority, the registry itself included", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    await memberActs(ledger).announceExit((await now()) + 300 * day);
    for (const { key, address } of [parties.registry, parties.governance, parties.alpha]) {
      const sent = assets.connect(key).decideExit(parties.registry.address, true, document);
      await expectRefusal(sent, ledger.ledger, "RoleMissing", [address, roles.authority]);
    }
  });

  it("is refused where no exit waits: never announced, refused, or approved", async () => {
    const ledger = await ledgerFixture();
    const acts = memberActs(ledger);
    const { address } = ledger.parties.registry;
    const refused = async (of = address) => {
      for (const approved of [true, false]) {
        await expectRefusal(acts.decideExit(approved, of), ledger.assets, "ExitNotAnnounced", [of]);
      }
    };
    await refused();
    await refused(freshKey().address);
    await acts.announceExit((await now()) + 300 * day);
    await acts.decideExit(false);
    await refused();
    await acts.announceExit((await now()) + 300 * day);
    await acts.decideExit(true);
    await refused();
  });

  it("is refused without a document, and leaves the exit waiting", async () => {
    const ledger = await ledgerFixture();
    const acts = memberActs(ledger);
    await acts.announceExit((await now()) + 300 * day);
    const sent = acts.decideExit(true, ledger.parties.registry.address, zeroDigest);
    await expectRefusal(sent, ledger.ledger, "DocumentMissing");
    expect((await member(ledger)).exitApproved).to.equal(false);
    await acts.decideExit(true);
  });

  for (const approved of [true, false]) {
    it(`says who decided, and how: ${approved ? "approved" : "refused"}`, async () => {
      const ledger = await ledgerFixture();
      const { authority, registry } = ledger.parties;
      const acts = memberActs(ledger);
      const exitAt = (await now()) + 300 * day;
      await acts.announceExit(exitAt);
      const before = await member(ledger);
      await expectEvent(acts.decideExit(approved), ledger.assets, "RegistryExitDecided", [
        registry.address,
        authority.address,
        authority.key.address,
        approved,
        document,
      ]);
      const seen = await member(ledger);
      const { exitApproved, decideBy, announcedAt } = seen;
      expect([exitApproved, decideBy]).to.deep.equal([approved, 0n]);
      expect([announcedAt, seen.exitAt]).to.deep.equal(approved ? [before.announcedAt, BigInt(exitAt)] : [0n, 0n]);
    });
  }

  it("may come late, and even after the announced moment", async () => {
    const ledger = await ledgerFixture();
    const acts = memberActs(ledger);
    const exitAt = (await now()) + 200 * day;
    await acts.announceExit(exitAt);
    await networkHelpers.time.increaseTo(exitAt + day);
    // Nobody has left while it is not approved.
    const assetId = await declareAsset(ledger, ledger.parties.alpha);
    await apply(ledger, ledger.parties.alpha, assetId);
    await acts.decideExit(true);
    const sent = apply(ledger, ledger.parties.alpha, await declareAsset(ledger, ledger.parties.alpha));
    await expectRefusal(sent, ledger.assets, "RegistryHasLeft", [ledger.parties.registry.address, exitAt]);
  });

  it("may be asked for anew after a refusal, six months ahead again", async () => {
    const ledger = await ledgerFixture();
    const acts = memberActs(ledger);
    await nextAt(announced);
    await acts.announceExit(sixMonths);
    await acts.decideExit(false);
    const again = acts.announceExit(sixMonths);
    await expect(again).to.be.revertedWithCustomError(ledger.assets, "AnnouncedTooLate");
    await acts.announceExit(sixMonths + 30 * day);
    expect((await member(ledger)).exitAt).to.equal(BigInt(sixMonths + 30 * day));
  });
});

describe("a registry whose approved exit has come (articles 13, 38)", () => {
  it("takes applications until the last second before it, and none from it on", async () => {
    const ledger = await ledgerFixture();
    const { alpha, registry } = ledger.parties;
    const exitAt = await approvedExit(ledger);
    const [first, second] = [await declareAsset(ledger, alpha), await declareAsset(ledger, alpha)];
    await networkHelpers.time.increaseTo(exitAt - 10);
    await nextAt(exitAt - 1);
    await apply(ledger, alpha, first);
    await nextAt(exitAt);
    const sent = apply(ledger, alpha, second);
    await expectRefusal(sent, ledger.assets, "RegistryHasLeft", [registry.address, exitAt]);
  });

  it("takes no transfer, change or cancellation", async () => {
    const ledger = await ledgerFixture();
    const { alpha, registry } = ledger.parties;
    const { certificateId } = await certified(ledger);
    const exitAt = await left(ledger);
    const attempts = [
      ledger.assets.connect(alpha.key).applyForTransfer(transferOf(ledger, certificateId)),
      applyForChange(ledger, certificateId),
      applyForCancellation(ledger, certificateId),
    ];
    for (const sent of attempts) {
      await expectRefusal(sent, ledger.assets, "RegistryHasLeft", [registry.address, exitAt]);
    }
  });

  it("takes a renewal, whose window would be over when another takes over (articles 13, 36)", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const { until } = await ledger.certificates.certificateOf(certificateId);
    await left(ledger);
    const caseId = await applyForRenewal(ledger, certificateId, until + 100n, [1]);
    expect((await ledger.assets.caseOf(caseId)).subjectId).to.equal(certificateId);
  });

  it("files no case whose last consent comes after it", async () => {
    const ledger = await ledgerFixture();
    const { beta, gamma, registry } = ledger.parties;
    const { certificateId } = await certified(ledger);
    const { caseId } = await caseIn(ledger, "awaitingConsent");
    const transfer = await applyForTransfer(ledger, certificateId);
    const exitAt = await left(ledger);
    const args = [registry.address, exitAt];
    await expectRefusal(consent(ledger, gamma, caseId), ledger.assets, "RegistryHasLeft", args);
    await expectRefusal(consent(ledger, beta, transfer), ledger.assets, "RegistryHasLeft", args);
  });

  for (const state of ["applied", "accepted", "examined"] as const) {
    it(`goes on with the cases that it has: ${state}`, async () => {
      const ledger = await ledgerFixture();
      const exitAt = await approvedExit(ledger);
      await networkHelpers.time.increaseTo(exitAt - 20_000);
      const { caseId } = await caseIn(ledger, state);
      await networkHelpers.time.increaseTo(exitAt);
      const { assets, parties } = ledger;
      const { act, by } = await assets.clockOf(caseId);
      expect(act).to.equal(BigInt(state === "applied" ? dueActs.accept : dueActs.examine));
      expect(by).to.equal(parties.registry.address);
      const registry = assets.connect(parties.registry.key);
      if (state === "applied") await registry.acceptRegistration(caseId, document);
      if (state !== "examined") await registry.examineRegistration(caseId, document);
      await registry.publishRegistration(caseId, document);
      await networkHelpers.time.increaseTo((await assets.clockOf(caseId)).noticeUntil + 1n);
      await registry.certifyRegistration(caseId, document, true);
      expect((await assets.caseOf(caseId)).certificateId).to.not.equal(0n);
    });
  }

  it("is taken over: cases, consents and certificates go on at the successor", async () => {
    const ledger = await ledgerFixture();
    const { assets, certificates, parties } = ledger;
    const { certificateId } = await certified(ledger, [], { until: (await now()) + 700 * day });
    const open = await caseIn(ledger, "awaitingConsent");
    await left(ledger);
    const successor = await successorOf(ledger);
    await assets.connect(parties.authority.key).takeOverRegistry(parties.registry.address, successor.address, document);
    expect((await member(ledger)).successor).to.equal(successor.address);
    expect(await assets.keeperOf(parties.registry.address)).to.equal(successor.address);
    const next = servedBy(ledger, successor);
    await consent(ledger, parties.gamma, open.caseId);
    await complete(next, open.caseId);
    const cancelled = await applyForCancellation(ledger, certificateId);
    await complete(next, cancelled);
    expect((await certificates.certificateOf(certificateId)).state).to.equal(3n);
    const sent = apply(ledger, parties.alpha, await declareAsset(ledger, parties.alpha));
    await expectRefusal(sent, assets, "NotRegistry", [parties.registry.address]);
  });

  it("takes no other registry over", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const other = await successorOf(ledger);
    const exitAt = await left(ledger);
    const sent = assets
      .connect(parties.authority.key)
      .takeOverRegistry(other.address, parties.registry.address, document);
    await expectRefusal(sent, assets, "RegistryHasLeft", [parties.registry.address, exitAt]);
  });

  it("still files the report of its last year, and discloses", async () => {
    const ledger = await ledgerFixture();
    await left(ledger);
    await networkHelpers.time.increaseTo(china("2027-01-01T00:00:01"));
    await memberActs(ledger).fileReport(2026);
    await memberActs(ledger).disclose(4);
  });

  it("begins no cancellation by itself any more: the successor does", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger, [], { until: (await now()) + 700 * day });
    const exitAt = await left(ledger);
    const args = [ledger.parties.registry.address, exitAt];
    await expectRefusal(beginCancellation(ledger, certificateId), ledger.assets, "RegistryHasLeft", args);
  });
});

describe("registryOf (articles 12, 13)", () => {
  it("is all zero for a party without a code and for nobody", async () => {
    const ledger = await ledgerFixture();
    for (const address of [ledger.parties.alpha.address, (await codelessRegistry(ledger)).address, none]) {
      expectStruct(await ledger.assets.registryOf(address), {
        registry: none,
        region: 0,
        digit: 0,
        codedAt: 0,
        announcedAt: 0,
        exitAt: 0,
        exitApproved: false,
        decideBy: 0,
        successor: none,
      });
    }
  });

  it("tells code, since when, and nothing of an exit that was not announced", async () => {
    const ledger = await ledgerFixture();
    await nextAt(announced);
    // The three calls of the helper come one second after another; the code is the second.
    const second = await successorOf(ledger, 7);
    const seen = await ledger.assets.registryOf(second.address);
    expect([seen.registry, seen.region, seen.digit]).to.deep.equal([second.address, 45n, 7n]);
    expect(seen.codedAt).to.equal(BigInt(announced + 1));
    expect([seen.announcedAt, seen.exitAt, seen.decideBy, seen.exitApproved]).to.deep.equal([0n, 0n, 0n, false]);
  });

  it("does not depend on the standing, which is the party's", async () => {
    const ledger = await ledgerFixture();
    const before = await member(ledger);
    await suspend(ledger, ledger.parties.registry, 4);
    expect(await member(ledger)).to.deep.equal(before);
  });
});
