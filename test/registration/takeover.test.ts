import { expect } from "chai";
import { eventsOf, expectEvent, expectRefusal, plain } from "../expectations.ts";
import {
  day,
  declareAsset,
  freshKey,
  ledgerFixture,
  networkHelpers,
  passNotice,
  powers,
  roles,
  scopes,
  seriesFixture,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct, suspend } from "../parties/acting.behavior.ts";
import { profileIds } from "../rules.ts";
import { acts, type ActName, apply, caseIn, document, dueActs, type StateName } from "./cases.ts";
import {
  applyForCancellation,
  applyForChange,
  applyForRenewal,
  applyForTransfer,
  beginCancellation,
  certified,
  complete,
  consent,
  filedTransfer,
  servedBy,
} from "./later.ts";
import { successorOf } from "./members.ts";

const takeOver = ({ assets, parties }: TestLedger, registry: string, successor: string, paper = document) =>
  assets.connect(parties.authority.key).takeOverRegistry(registry, successor, paper);

/** The fixture's registry was taken over by a second one. */
async function takenOver(ledger: TestLedger) {
  const successor = await successorOf(ledger);
  await takeOver(ledger, ledger.parties.registry.address, successor.address);
  return { old: ledger.parties.registry, successor, next: servedBy(ledger, successor) };
}

describe("takeOverRegistry (articles 11, 13, 38)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.authority,
    given: async (ledger) => successorOf(ledger),
    call: ({ assets, parties }, key, successor) =>
      assets.connect(key).takeOverRegistry(parties.registry.address, successor.address, document),
  });

  it("is refused to a party that is no authority, the registries included", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const successor = await successorOf(ledger);
    for (const { key, address } of [parties.governance, parties.registry, successor, parties.alpha]) {
      const sent = assets.connect(key).takeOverRegistry(parties.registry.address, successor.address, document);
      await expectRefusal(sent, ledger.ledger, "RoleMissing", [address, roles.authority]);
    }
  });

  it("is refused for a party that is no registry, or has no code", async () => {
    const ledger = await ledgerFixture();
    const successor = await successorOf(ledger);
    const codeless = await ledger.admit({ roles: roles.registry });
    for (const { address } of [ledger.parties.alpha, codeless, freshKey()]) {
      await expectRefusal(takeOver(ledger, address, successor.address), ledger.assets, "NotRegistry", [address]);
    }
  });

  it("is refused by a successor that is no registry, has no code, is suspended, or is the same", async () => {
    const ledger = await ledgerFixture();
    const { alpha, registry } = ledger.parties;
    const codeless = await ledger.admit({ roles: roles.registry });
    const by = (successor: string) => takeOver(ledger, registry.address, successor);
    for (const { address } of [alpha, codeless]) {
      await expectRefusal(by(address), ledger.assets, "NotRegistry", [address]);
    }
    await expectRefusal(by(registry.address), ledger.assets, "OwnRegistry", [registry.address]);
    const successor = await successorOf(ledger);
    await suspend(ledger, successor);
    await expectRefusal(by(successor.address), ledger.ledger, "PartyNotInStanding", [successor.address, 3]);
  });

  it("is refused a second time, and by one that was taken over itself", async () => {
    const ledger = await ledgerFixture();
    const { old, successor } = await takenOver(ledger);
    const third = await successorOf(ledger, 3);
    const again = takeOver(ledger, old.address, third.address);
    await expectRefusal(again, ledger.assets, "RegistryTakenOverBefore", [old.address, successor.address]);
    for (const { address } of [successor, third]) {
      await expectRefusal(takeOver(ledger, address, old.address), ledger.assets, "NotRegistry", [old.address]);
    }
  });

  it("is refused without a document", async () => {
    const ledger = await ledgerFixture();
    const successor = await successorOf(ledger);
    const sent = takeOver(ledger, ledger.parties.registry.address, successor.address, zeroDigest);
    await expectRefusal(sent, ledger.ledger, "DocumentMissing");
  });

  for (const standing of [1, 3, 4]) {
    it(`is recorded and said, whatever the standing of the registry that leaves: ${standing}`, async () => {
      const ledger = await ledgerFixture();
      const { assets, parties } = ledger;
      const { authority, registry } = parties;
      const successor = await successorOf(ledger);
      if (standing !== 1) await suspend(ledger, registry, standing);
      expect(await assets.keeperOf(registry.address)).to.equal(registry.address);
      await expectEvent(takeOver(ledger, registry.address, successor.address), assets, "RegistryTakenOver", [
        registry.address,
        successor.address,
        authority.address,
        authority.key.address,
        document,
      ]);
      expect(await assets.keeperOf(registry.address)).to.equal(successor.address);
      expect(await assets.keeperOf(successor.address)).to.equal(successor.address);
      // The code stays: certificates carry it.
      expect(plain(await assets.registryCode(registry.address))).to.deep.equal([45n, 1n, true]);
    });
  }

  it("is followed through two steps", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { certificateId } = await certified(ledger);
    const { caseId } = await caseIn(ledger, "applied");
    const { old, successor } = await takenOver(ledger);
    const third = await successorOf(ledger, 3);
    await takeOver(ledger, successor.address, third.address);
    for (const { address } of [old, successor, third]) expect(await assets.keeperOf(address)).to.equal(third.address);
    expect((await assets.clockOf(caseId)).by).to.equal(third.address);
    const between = acts.acceptRegistration(servedBy(ledger, successor), caseId);
    await expectRefusal(between, assets, "CaseOfAnotherRegistry", [caseId, third.address]);
    const last = servedBy(ledger, third);
    await complete(last, caseId);
    expect(((await assets.caseOf(caseId)).certificateId / 10n ** 10n).toString()).to.equal("453");
    await complete(last, await applyForCancellation(ledger, certificateId));
    expect((await ledger.certificates.certificateOf(certificateId)).state).to.equal(3n);
  });
});

describe("open cases of a registry that was taken over (articles 13, 38)", () => {
  const dues = {
    applied: dueActs.accept,
    accepted: dueActs.examine,
    examined: dueActs.examine,
    published: dueActs.notice,
  } as const;
  for (const [state, act] of Object.entries(dues)) {
    it(`go on at the successor, whom their clocks name: ${state}`, async () => {
      const ledger = await ledgerFixture();
      const { assets } = ledger;
      const { caseId } = await caseIn(ledger, state as StateName);
      const before = await assets.clockOf(caseId);
      const { old, successor, next } = await takenOver(ledger);
      const clock = await assets.clockOf(caseId);
      expect([clock.act, clock.until, clock.state]).to.deep.equal([BigInt(act), before.until, before.state]);
      if (act !== dueActs.notice) expect(clock.by).to.equal(successor.address);
      expect((await assets.caseOf(caseId)).registry).to.equal(old.address);
      const path: ActName[] = ["acceptRegistration", "examineRegistration", "publishRegistration"];
      for (const each of path.slice(["applied", "accepted", "examined", "published"].indexOf(state))) {
        await acts[each](next, caseId);
      }
      await passNotice(next, caseId);
      expect((await assets.clockOf(caseId)).by).to.equal(successor.address);
      await acts.certifyRegistration(next, caseId);
      // Numbers issued from then on carry the successor's code.
      expect(((await assets.caseOf(caseId)).certificateId / 10n ** 10n).toString()).to.equal("452");
    });
  }

  it("are none of the old registry's any more, act by act", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const states: Partial<Record<ActName, StateName>> = {
      askSupplement: "applied",
      acceptRegistration: "applied",
      examineRegistration: "accepted",
      extendExamination: "accepted",
      publishRegistration: "examined",
      waiveNotice: "examined",
      refuseRegistration: "published",
      resolveObjection: "published",
      certifyRegistration: "published",
    };
    const ids = new Map<string, bigint>();
    for (const state of new Set(Object.values(states))) ids.set(state, (await caseIn(ledger, state)).caseId);
    await acts.objectToRegistration(ledger, ids.get("published")!);
    const { successor } = await takenOver(ledger);
    for (const [act, state] of Object.entries(states)) {
      const caseId = ids.get(state)!;
      const sent = acts[act as ActName](ledger, caseId);
      await expectRefusal(sent, assets, "CaseOfAnotherRegistry", [caseId, successor.address]);
    }
  });

  it("say who acted: events of each act name the successor, whose account it was", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { caseId } = await caseIn(ledger, "applied");
    const other = (await caseIn(ledger, "examined")).caseId;
    const third = (await caseIn(ledger, "applied")).caseId;
    const { successor, next } = await takenOver(ledger);
    const names: [act: ActName, event: string, id: bigint, place: number][] = [
      ["acceptRegistration", "RegistrationAccepted", caseId, 1],
      ["extendExamination", "ExaminationExtended", caseId, 1],
      ["examineRegistration", "RegistrationExamined", caseId, 1],
      ["publishRegistration", "RegistrationPublished", caseId, 1],
      ["waiveNotice", "NoticeWaived", other, 1],
      ["askSupplement", "SupplementAsked", third, 1],
      ["refuseRegistration", "RegistrationRefused", third, 1],
    ];
    for (const [act, event, id, place] of names) {
      const sent = await acts[act](next, id);
      const [values] = (await eventsOf(sent, assets, event)) as unknown[][];
      expect(values!.slice(place, place + 2), event).to.deep.equal([successor.address, successor.key.address]);
    }
    await acts.objectToRegistration(next, caseId);
    const [resolved] = (await eventsOf(
      await acts.resolveObjection(next, caseId),
      assets,
      "ObjectionResolved",
    )) as unknown[][];
    expect(resolved!.slice(2, 4)).to.deep.equal([successor.address, successor.key.address]);
    await passNotice(next, caseId);
    const sent = await acts.certifyRegistration(next, caseId);
    const [certifiedBy] = (await eventsOf(sent, assets, "RegistrationCertified")) as unknown[][];
    expect(certifiedBy!.slice(3, 5)).to.deep.equal([successor.address, successor.key.address]);
  });

  it("let the old registry object as anybody, and not the successor (article 25)", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { caseId } = await caseIn(ledger, "published");
    const { old, successor } = await takenOver(ledger);
    const own = assets.connect(successor.key).objectToRegistration(caseId, document);
    await expectRefusal(own, assets, "ObjectionByParticipant", [caseId, successor.address]);
    await expect(assets.connect(old.key).objectToRegistration(caseId, document)).to.emit(assets, "ObjectionRaised");
  });

  it("that wait for a consent are filed at the successor, under its profile", async () => {
    const ledger = await ledgerFixture();
    const { assets, profiles, parties } = ledger;
    const { caseId } = await caseIn(ledger, "awaitingConsent");
    const { certificateId } = await certified(ledger);
    const transfer = await applyForTransfer(ledger, certificateId);
    const { successor, next } = await takenOver(ledger);
    const { key } = parties.authority;
    await profiles.connect(key).giveProfile(successor.address, profileIds.publicTrack, document);
    await consent(ledger, parties.gamma, caseId);
    await consent(ledger, parties.beta, transfer);
    for (const id of [caseId, transfer]) {
      const seen = await assets.caseOf(id);
      expect([seen.state, seen.profileId]).to.deep.equal([1n, profileIds.publicTrack]);
      expect((await assets.clockOf(id)).by).to.equal(successor.address);
      await complete(next, id);
    }
  });

  it("that wait for a consent are not filed while the successor has no profile", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "awaitingConsent");
    const successor = await ledger.admit({ roles: roles.registry });
    await assets.connect(parties.authority.key).setRegistryCode(successor.address, 45, 7);
    await takeOver(ledger, parties.registry.address, successor.address);
    const sent = consent(ledger, parties.gamma, caseId);
    await expectRefusal(sent, ledger.profiles, "ProfileMissing", [successor.address]);
  });
});

describe("a registry that was taken over (articles 12, 38)", () => {
  it("takes no new application, by whomever", async () => {
    const ledger = await ledgerFixture();
    const { old, successor } = await takenOver(ledger);
    const assetId = await declareAsset(ledger, ledger.parties.alpha);
    await expectRefusal(apply(ledger, ledger.parties.alpha, assetId), ledger.assets, "NotRegistry", [old.address]);
    expect(await apply(ledger, ledger.parties.alpha, assetId, { registry: successor.address })).to.equal(1n);
  });

  it("begins no cancellation any more: the successor does", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const { old, next, successor } = await takenOver(ledger);
    const sent = beginCancellation(servedBy(ledger, old), certificateId);
    await expectRefusal(sent, ledger.assets, "CertificateAtAnotherRegistry", [certificateId, successor.address]);
    const caseId = await beginCancellation(next, certificateId);
    expect((await ledger.assets.caseOf(caseId)).registry).to.equal(successor.address);
    await acts.certifyRegistration(next, caseId);
    expect((await ledger.certificates.certificateOf(certificateId)).state).to.equal(3n);
  });
});

describe("certificates of a registry that was taken over (articles 13, 38)", () => {
  it("stay valid, and series over them stand", async () => {
    const ledger = await seriesFixture();
    const { assets, certificates, certificateId, assetId, parties } = ledger;
    const before = plain(await certificates.certificateOf(certificateId));
    const { successor } = await takenOver(ledger);
    expect(plain(await certificates.certificateOf(certificateId))).to.deep.equal(before);
    expect((await assets.rightOf(assetId, 3, parties.alpha.address)).certificateId).to.equal(certificateId);
    expect((await ledger.ledger.seriesOf(ledger.seriesId)).basisLost).to.equal(false);
    await ledger.issue(parties.beta, 3n);
    expect((await certificates.certificateOf(certificateId)).number).to.match(/^SJ451/);
    expect(await assets.keeperOf(parties.registry.address)).to.equal(successor.address);
  });

  it("are changed, transferred, renewed and cancelled at the successor; new numbers carry its code", async () => {
    const ledger = await ledgerFixture();
    const { assets, certificates, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const { successor, next } = await takenOver(ledger);
    const change = await applyForChange(ledger, certificateId);
    expect((await assets.caseOf(change)).registry).to.equal(successor.address);
    await complete(next, change);
    await networkHelpers.time.increase(250 * day);
    const { until } = await certificates.certificateOf(certificateId);
    const renewal = await applyForRenewal(ledger, certificateId, until + 100n, [1]);
    await complete(next, renewal);
    expect((await certificates.certificateOf(certificateId)).until).to.equal(until + 100n);
    const transfer = await filedTransfer(ledger, certificateId, { rights: 4 });
    await complete(next, transfer);
    expect(((await assets.caseOf(transfer)).certificateId / 10n ** 10n).toString()).to.equal("452");
    const cancellation = await applyForCancellation(ledger, certificateId, { rights: 10 });
    expect((await assets.clockOf(cancellation)).by).to.equal(successor.address);
    await complete(next, cancellation);
    expect((await certificates.certificateOf(certificateId)).state).to.equal(3n);
    expect(parties.registry.address).not.to.equal(successor.address);
  });
});
