import { expect } from "chai";
import { eventsOf, expectEvent, expectRefusal, expectStruct, plain } from "../expectations.ts";
import {
  claims,
  day,
  declareAsset,
  ledgerFixture,
  networkHelpers,
  now,
  powers,
  roles,
  scopes,
  seriesFixture,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { addKey, refusesWhoMayNotAct, suspend } from "../parties/acting.behavior.ts";
import { profileIds } from "../rules.ts";
import { acts, apply, document, dueActs, giveTerms, grades, rights, states } from "./cases.ts";
import {
  applyForCancellation,
  bits,
  cancellationOf,
  certificateStates,
  certified,
  complete,
  endGrounds,
  filedTransfer,
  kinds,
  noRight,
  toEnd,
} from "./later.ts";

describe("applyForCancellation (article 37)", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.alpha,
    given: async (ledger) => certified(ledger),
    call: (ledger, key, { certificateId }) =>
      ledger.assets.connect(key).applyForCancellation(cancellationOf(certificateId)),
  });

  it("is refused to a party that does not trade, and to one that does not hold the certificate", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, registry, beta } = parties;
    const { certificateId } = await certified(ledger);
    const by = (party: typeof alpha) => assets.connect(party.key).applyForCancellation(cancellationOf(certificateId));
    await expectRefusal(by(registry), ledger.ledger, "RoleMissing", [registry.address, roles.trader]);
    await expectRefusal(by(beta), assets, "CertificateOfAnotherHolder", [certificateId, alpha.address]);
  });

  it("is refused for a certificate that was never issued, or ended", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    await expectRefusal(applyForCancellation(ledger, 77n), assets, "CertificateNotIssued", [77]);
    const { certificateId } = await certified(ledger);
    await complete(ledger, await applyForCancellation(ledger, certificateId));
    await expectRefusal(applyForCancellation(ledger, certificateId), assets, "CertificateHasEnded", [certificateId]);
  });

  for (const ground of ["none", "objection", "law"] as const) {
    it(`is refused on a ground that is not the holder's: ${ground} (article 37)`, async () => {
      const ledger = await ledgerFixture();
      const { certificateId } = await certified(ledger);
      const sent = applyForCancellation(ledger, certificateId, { ground: endGrounds[ground] });
      await expectRefusal(sent, ledger.assets, "CancellationGroundInvalid", [endGrounds[ground]]);
    });
  }

  it("is refused where the registry offers no cancellation, and without evidence (articles 32, 37)", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const bare = applyForCancellation(ledger, certificateId, { evidenceDigest: zeroDigest });
    await expectRefusal(bare, ledger.ledger, "DocumentMissing");
    const profileId = await giveTerms(ledger, { kinds: 0b011110 });
    const sent = applyForCancellation(ledger, certificateId);
    await expectRefusal(sent, ledger.assets, "KindNotOffered", [kinds.cancellation, profileId]);
  });

  it("is refused for no right, for bits that stand for none, and for a right that passed to another", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    for (const wrong of [0, 1, 3, 16, 255]) {
      const sent = applyForCancellation(ledger, certificateId, { rights: wrong });
      await expectRefusal(sent, ledger.assets, "RightsInvalid", [wrong]);
    }
    await complete(ledger, await filedTransfer(ledger, certificateId, { rights: bits.use }));
    const sent = applyForCancellation(ledger, certificateId);
    await expectRefusal(sent, ledger.assets, "RightNotHeld", [certificateId, rights.use]);
  });

  for (const ground of ["request", "destroyed"] as const) {
    it(`returns the number of a filed case, records and says everything: ${ground} (article 37)`, async () => {
      const ledger = await ledgerFixture();
      const { assets, parties } = ledger;
      const { alpha, registry } = parties;
      const { assetId, certificateId } = await certified(ledger);
      const asked = cancellationOf(certificateId, { rights: bits.use, ground: endGrounds[ground] });
      const signer = assets.connect(alpha.key);
      expect(await signer.applyForCancellation.staticCall(asked)).to.equal(2n);
      await expectEvent(signer.applyForCancellation(asked), assets, "CancellationApplied", [
        2,
        certificateId,
        alpha.address,
        alpha.key.address,
        registry.address,
        profileIds.nationalGuide,
        asked,
      ]);
      const seen = await assets.caseOf(2);
      expect([seen.kind, seen.state, seen.assetId, seen.applicant, seen.appliedAt]).to.deep.equal(
        plain([kinds.cancellation, states.applied, assetId, alpha.address, await now()]),
      );
      expect([seen.subjectId, seen.rights, seen.ground, seen.exOfficio]).to.deep.equal(
        plain([certificateId, bits.use, endGrounds[ground], false]),
      );
    });
  }
});

describe("the case of a cancellation (article 37)", () => {
  it("has no notice: once examined, it waits for its certificate", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const caseId = await applyForCancellation(ledger, certificateId);
    await acts.acceptRegistration(ledger, caseId);
    expect((await assets.clockOf(caseId)).act).to.equal(BigInt(dueActs.examine));
    await acts.examineRegistration(ledger, caseId);
    const clock = await assets.clockOf(caseId);
    expect([clock.act, clock.by, clock.until]).to.deep.equal([
      BigInt(dueActs.certify),
      parties.registry.address,
      clock.finishBy,
    ]);
    expect(clock.finishBy).to.be.greaterThan(BigInt(await now()));
    for (const act of ["publishRegistration", "waiveNotice"] as const) {
      await expectRefusal(acts[act](ledger, caseId), assets, "NoNoticeOfCancellation", [caseId]);
    }
    const objection = acts.objectToRegistration(ledger, caseId);
    await expectRefusal(objection, assets, "CaseNotInState", [caseId, states.examined]);
  });

  for (const [name, reached] of [
    ["applied", []],
    ["accepted", ["acceptRegistration"]],
  ] as const) {
    it(`is not certified before its examination: ${name}`, async () => {
      const ledger = await ledgerFixture();
      const { certificateId } = await certified(ledger);
      const caseId = await applyForCancellation(ledger, certificateId);
      for (const act of reached) await acts[act](ledger, caseId);
      const sent = acts.certifyRegistration(ledger, caseId);
      await expectRefusal(sent, ledger.assets, "CaseNotInState", [caseId, states[name]]);
    });
  }

  it("needs two people where the profile says so, evidence, and a trial's mark", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    await giveTerms(ledger, { fourEyes: true, trial: true });
    const caseId = await applyForCancellation(ledger, certificateId);
    await toEnd(ledger, caseId);
    const { key } = parties.registry;
    await expectRefusal(acts.certifyRegistration(ledger, caseId), assets, "SameAccount", [caseId, key.address]);
    const second = assets.connect(await addKey(ledger, parties.registry, powers.approve));
    await expectRefusal(second.certifyRegistration(caseId, document, false), assets, "TrialUnmarked", [caseId]);
    await expectRefusal(second.certifyRegistration(caseId, zeroDigest, true), ledger.ledger, "DocumentMissing");
    await second.certifyRegistration(caseId, document, true);
    expect((await ledger.certificates.certificateOf(certificateId)).state).to.equal(3n);
  });

  it("is withdrawn by its applicant, refused by the registry, and then leaves the rights", async () => {
    for (const act of ["withdrawRegistration", "refuseRegistration"] as const) {
      const ledger = await ledgerFixture();
      const { assetId, certificateId } = await certified(ledger);
      const caseId = await applyForCancellation(ledger, certificateId);
      await toEnd(ledger, caseId);
      await acts[act](ledger, caseId);
      expect((await ledger.assets.rightOf(assetId, 1, ledger.parties.alpha.address)).certificateId).to.equal(
        certificateId,
      );
      expect((await ledger.certificates.certificateOf(certificateId)).state).to.equal(1n);
    }
  });
});

describe("certifyRegistration of a cancellation (article 37)", () => {
  for (const given of [bits.hold, bits.use | bits.operate, bits.all]) {
    it(`ends the rights of bits ${given}, keeps the others, and says all of it`, async () => {
      const ledger = await ledgerFixture();
      const { assets, certificates, parties } = ledger;
      const { alpha, registry } = parties;
      const { assetId, certificateId } = await certified(ledger);
      const caseId = await applyForCancellation(ledger, certificateId, { rights: given });
      const before = await Promise.all([1, 2, 3].map((right) => assets.rightOf(assetId, right, alpha.address)));
      const { until } = await certificates.certificateOf(certificateId);
      const sent = await complete(ledger, caseId);
      const time = await now();
      const gone = [1, 2, 3].filter((right) => given & (1 << right));
      const kept = [1, 2, 3].filter((right) => !(given & (1 << right)));
      expect(await eventsOf(sent, assets, "RightEnded")).to.deep.equal(
        gone.map((right) => plain([assetId, alpha.address, certificateId, right, caseId])),
      );
      const confirmed = (await eventsOf(sent, assets, "RightConfirmed")) as unknown[][];
      expect(confirmed.map((values) => values[3])).to.deep.equal(kept.map(BigInt));
      await expectEvent(sent, assets, "RegistrationCertified", [
        caseId,
        certificateId,
        alpha.address,
        registry.address,
        registry.key.address,
        document,
        true,
      ]);
      for (const right of gone) expectStruct(await assets.rightOf(assetId, right, alpha.address), noRight);
      for (const right of kept) {
        expect(await assets.rightOf(assetId, right, alpha.address)).to.deep.equal(before[right - 1]);
      }
      const paper = await certificates.certificateOf(certificateId);
      if (kept.length === 0) {
        const { cancelled } = certificateStates;
        const values = [certificateId, alpha.address, assetId, caseId, cancelled, document];
        await expectEvent(sent, certificates, "CertificateEnded", values);
        expect([paper.state, paper.endedAt, paper.adjustedAt]).to.deep.equal(plain([cancelled, time, 0]));
        expect(await assets.certificatesOf(assetId)).to.deep.equal([]);
      } else {
        const values = [certificateId, alpha.address, assetId, caseId, until, document, true];
        await expectEvent(sent, certificates, "CertificateAdjusted", values);
        expect([paper.state, paper.endedAt, paper.adjustedAt]).to.deep.equal(plain([1, 0, time]));
        expect(await assets.certificatesOf(assetId)).to.deep.equal([certificateId]);
      }
      // The record stays, with its holder.
      expect([paper.holder, paper.until, paper.caseId]).to.deep.equal(plain([alpha.address, until, caseId]));
      expect(await certificates.ownerOf(certificateId)).to.equal(alpha.address);
    });
  }

  it("goes right by right until nothing is left", async () => {
    const ledger = await ledgerFixture();
    const { certificates } = ledger;
    const { certificateId } = await certified(ledger);
    for (const [given, state] of [
      [bits.hold, 1],
      [bits.operate, 1],
      [bits.use, 3],
    ] as const) {
      await complete(ledger, await applyForCancellation(ledger, certificateId, { rights: given }));
      expect((await certificates.certificateOf(certificateId)).state).to.equal(BigInt(state));
    }
  });

  it("also ends what has expired, so that the record says why", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    await networkHelpers.time.increase(400 * day);
    const caseId = await applyForCancellation(ledger, certificateId, { ground: endGrounds.destroyed });
    const sent = await complete(ledger, caseId);
    expect(await eventsOf(sent, ledger.assets, "RightEnded")).to.have.length(3);
    expect((await ledger.certificates.certificateOf(certificateId)).state).to.equal(3n);
  });

  it("gives a right that ran out no new life: what is left is what lives (articles 36, 37)", async () => {
    const ledger = await ledgerFixture();
    const { assets, certificates, parties } = ledger;
    const [short, ...long] = claims(await now());
    const assetId = await declareAsset(ledger, parties.alpha);
    const claimed = [{ ...short!, until: (await now()) + 100 * day }, ...long];
    const initial = await apply(ledger, parties.alpha, assetId, { claims: claimed });
    await complete(ledger, initial);
    const { certificateId } = await assets.caseOf(initial);
    await networkHelpers.time.increase(200 * day);

    const first = await complete(ledger, await applyForCancellation(ledger, certificateId, { rights: bits.use }));
    const confirmed = (await eventsOf(first, assets, "RightConfirmed")) as unknown[][];
    expect(confirmed.map((values) => values[3])).to.deep.equal([BigInt(rights.operate)]);
    const paper = await certificates.certificateOf(certificateId);
    expect([paper.state, paper.until]).to.deep.equal(plain([certificateStates.valid, long[1]!.until]));

    // The holding right is over since long: with the last that lives the certificate ends.
    const last = await complete(ledger, await applyForCancellation(ledger, certificateId, { rights: bits.operate }));
    expect(await eventsOf(last, assets, "RightConfirmed")).to.deep.equal([]);
    expect((await certificates.certificateOf(certificateId)).state).to.equal(BigInt(certificateStates.cancelled));
  });

  it("also serves data that became core data (GB/T 43697)", async () => {
    const ledger = await ledgerFixture();
    const { assetId, certificateId } = await certified(ledger);
    const { key } = ledger.parties.authority;
    await ledger.assets.connect(key).gradeAsset(assetId, grades.core, zeroDigest, document);
    await complete(ledger, await applyForCancellation(ledger, certificateId));
    expect((await ledger.certificates.certificateOf(certificateId)).state).to.equal(3n);
  });

  it("is refused when a right passed to another or was cancelled meanwhile, or the holder was suspended", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const ready = async (given: number) => {
      const caseId = await applyForCancellation(ledger, certificateId, { rights: given });
      await toEnd(ledger, caseId);
      return caseId;
    };
    const first = await ready(bits.all);
    const second = await ready(bits.hold);
    const third = await ready(bits.operate);
    await complete(ledger, await filedTransfer(ledger, certificateId, { rights: bits.use }));
    const sent = (caseId: bigint) => acts.certifyRegistration(ledger, caseId);
    await expectRefusal(sent(first), assets, "RightNotHeld", [certificateId, rights.use]);
    await sent(second);
    await expectRefusal(sent(first), assets, "RightNotHeld", [certificateId, rights.hold]);
    await suspend(ledger, parties.alpha);
    await expectRefusal(sent(third), ledger.ledger, "PartyNotInStanding", [parties.alpha.address, 3]);
  });

  describe("and series over the certificate", () => {
    async function cancelling(given: number) {
      const ledger = await seriesFixture();
      const caseId = await applyForCancellation(ledger, ledger.certificateId, { rights: given });
      await toEnd(ledger, caseId);
      const sent = await acts.certifyRegistration(ledger, caseId);
      return { ledger, sent, series: await ledger.ledger.seriesOf(ledger.seriesId) };
    }

    for (const given of [bits.operate, bits.all]) {
      it(`takes their basis in the same transaction: bits ${given}`, async () => {
        const { ledger, sent, series } = await cancelling(given);
        const values = [ledger.seriesId, 1, ledger.certificateId, false];
        await expectEvent(sent, ledger.ledger, "SeriesBasisChanged", values);
        expect(series.basisLost).to.equal(true);
      });
    }

    it("leaves them where the operating right stays", async () => {
      const { ledger, sent, series } = await cancelling(bits.hold | bits.use);
      expect(await eventsOf(sent, ledger.ledger, "SeriesBasisChanged")).to.deep.equal([]);
      expect(series.basisLost).to.equal(false);
    });
  });

  it("lets the holder register the right anew", async () => {
    const ledger: TestLedger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { assetId, certificateId } = await certified(ledger);
    await complete(ledger, await applyForCancellation(ledger, certificateId));
    const { certificateId: none } = await assets.rightOf(assetId, 3, parties.alpha.address);
    expect(none).to.equal(0n);
    await assets.connect(parties.alpha.key).applyForRegistration({
      assetId,
      registry: parties.registry.address,
      evidenceDigest: document,
      publicRecordId: 0,
      basis: { sourceCase: 0, rights: 0, documentDigest: zeroDigest },
      claims: [
        {
          right: 3,
          until: (await now()) + day * 30,
          territory: 156,
          resale: true,
          purposes: 1,
          limitsDigest: zeroDigest,
        },
      ],
      others: [],
    });
    await complete(ledger, await assets.caseCount());
    expect((await assets.rightOf(assetId, 3, parties.alpha.address)).certificateId).to.be.greaterThan(certificateId);
  });
});
