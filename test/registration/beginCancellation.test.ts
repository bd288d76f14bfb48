import { expect } from "chai";
import { expectEvent, expectRefusal, plain } from "../expectations.ts";
import { ledgerFixture, now, powers, roles, scopes, seriesFixture, zeroDigest } from "../fixture.ts";
import { addKey, refusesWhoMayNotAct, suspend } from "../parties/acting.behavior.ts";
import { profileIds } from "../rules.ts";
import { acts, document, dueActs, giveTerms, grounds, rights, states } from "./cases.ts";
import {
  applyForCancellation,
  beginCancellation,
  bits,
  cancellationOf,
  certified,
  complete,
  endGrounds,
  filedTransfer,
  kinds,
  upholdObjection,
} from "./later.ts";

describe("beginCancellation (article 37)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    given: async (ledger) => certified(ledger),
    call: (ledger, key, { certificateId }) =>
      ledger.assets.connect(key).beginCancellation(cancellationOf(certificateId, { ground: endGrounds.law })),
  });

  it("is refused to other parties than a registry, and to another registry", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const asked = cancellationOf(certificateId, { ground: endGrounds.law });
    for (const { key, address } of [parties.alpha, parties.authority]) {
      const sent = assets.connect(key).beginCancellation(asked);
      await expectRefusal(sent, ledger.ledger, "RoleMissing", [address, roles.registry]);
    }
    const second = await ledger.admit({ roles: roles.registry });
    await assets.connect(parties.authority.key).setRegistryCode(second.address, 45, 2);
    const sent = assets.connect(second.key).beginCancellation(asked);
    await expectRefusal(sent, assets, "CertificateAtAnotherRegistry", [certificateId, parties.registry.address]);
    expect(await assets.caseCount()).to.equal(1n);
  });

  it("is refused for a certificate that was never issued, or ended", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    await expectRefusal(beginCancellation(ledger, 77n), assets, "CertificateNotIssued", [77]);
    const { certificateId } = await certified(ledger);
    await complete(ledger, await applyForCancellation(ledger, certificateId));
    await expectRefusal(beginCancellation(ledger, certificateId), assets, "CertificateHasEnded", [certificateId]);
  });

  for (const ground of ["none", "request"] as const) {
    it(`is refused on a ground that is not the registry's: ${ground} (article 37)`, async () => {
      const ledger = await ledgerFixture();
      const { certificateId } = await certified(ledger);
      const sent = beginCancellation(ledger, certificateId, { ground: endGrounds[ground] });
      await expectRefusal(sent, ledger.assets, "CancellationGroundInvalid", [endGrounds[ground]]);
    });
  }

  it("is refused without its written notice, and where the profile has no cancellation (article 37)", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const silent = beginCancellation(ledger, certificateId, { evidenceDigest: zeroDigest });
    await expectRefusal(silent, ledger.ledger, "DocumentMissing");
    const profileId = await giveTerms(ledger, { kinds: 0b011110 });
    const sent = beginCancellation(ledger, certificateId);
    await expectRefusal(sent, ledger.assets, "KindNotOffered", [kinds.cancellation, profileId]);
  });

  it("is refused for no right, for bits that stand for none, and for a right that passed to another", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    for (const wrong of [0, 1, 16]) {
      const sent = beginCancellation(ledger, certificateId, { rights: wrong });
      await expectRefusal(sent, ledger.assets, "RightsInvalid", [wrong]);
    }
    await complete(ledger, await filedTransfer(ledger, certificateId, { rights: bits.hold }));
    const sent = beginCancellation(ledger, certificateId);
    await expectRefusal(sent, ledger.assets, "RightNotHeld", [certificateId, rights.hold]);
  });

  for (const ground of ["destroyed", "objection", "law"] as const) {
    it(`begins an examined case in the holder's name, and says everything: ${ground} (article 37)`, async () => {
      const ledger = await ledgerFixture();
      const { assets, parties } = ledger;
      const { alpha, registry } = parties;
      const { assetId, certificateId } = await certified(ledger);
      if (ground === "objection") await upholdObjection(ledger, certificateId);
      const asked = cancellationOf(certificateId, { rights: bits.operate, ground: endGrounds[ground] });
      const signer = assets.connect(registry.key);
      expect(await signer.beginCancellation.staticCall(asked)).to.equal(2n);
      await expectEvent(signer.beginCancellation(asked), assets, "CancellationBegun", [
        2,
        certificateId,
        alpha.address,
        registry.address,
        registry.key.address,
        profileIds.nationalGuide,
        asked,
      ]);
      const time = await now();
      const seen = await assets.caseOf(2);
      expect([seen.kind, seen.state, seen.assetId, seen.applicant, seen.registry, seen.examiner]).to.deep.equal(
        plain([kinds.cancellation, states.examined, assetId, alpha.address, registry.address, registry.key.address]),
      );
      expect([seen.acceptedAt, seen.appliedAt, seen.subjectId, seen.rights, seen.ground, seen.exOfficio]).to.deep.equal(
        plain([time, time, certificateId, bits.operate, endGrounds[ground], true]),
      );
      const clock = await assets.clockOf(2);
      expect([clock.act, clock.by, clock.until]).to.deep.equal([
        BigInt(dueActs.certify),
        registry.address,
        clock.finishBy,
      ]);
    });
  }
});

describe("a cancellation that the registry began (article 37)", () => {
  it("is not the holder's to withdraw or to add to", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const caseId = await beginCancellation(ledger, certificateId);
    for (const act of ["withdrawRegistration", "giveSupplement"] as const) {
      const sent = acts[act](ledger, caseId);
      await expectRefusal(sent, assets, "CaseOfAnotherApplicant", [caseId, parties.registry.address]);
    }
  });

  it("has no notice, and may be dropped by the registry", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { assetId, certificateId } = await certified(ledger);
    const caseId = await beginCancellation(ledger, certificateId);
    for (const act of ["publishRegistration", "waiveNotice"] as const) {
      await expectRefusal(acts[act](ledger, caseId), assets, "NoNoticeOfCancellation", [caseId]);
    }
    await assets.connect(ledger.parties.registry.key).refuseRegistration(caseId, grounds.notVerifiable, document);
    const sent = acts.certifyRegistration(ledger, caseId);
    await expectRefusal(sent, assets, "CaseNotInState", [caseId, states.refused]);
    expect(await assets.certificatesOf(assetId)).to.deep.equal([certificateId]);
  });

  it("needs another account to carry it out where the profile wants two people", async () => {
    const ledger = await ledgerFixture();
    const { assets, certificates, parties } = ledger;
    const { registry } = parties;
    const { certificateId } = await certified(ledger);
    await giveTerms(ledger, { fourEyes: true });
    const caseId = await beginCancellation(ledger, certificateId);
    const alone = acts.certifyRegistration(ledger, caseId);
    await expectRefusal(alone, assets, "SameAccount", [caseId, registry.key.address]);
    const second = await addKey(ledger, registry, powers.approve);
    await assets.connect(second).certifyRegistration(caseId, document, true);
    expect((await certificates.certificateOf(certificateId)).state).to.equal(3n);
  });

  it("is carried out also against a holder that is suspended or barred", async () => {
    for (const standing of [3, 4]) {
      const ledger = await ledgerFixture();
      const { assetId, certificateId } = await certified(ledger);
      await suspend(ledger, ledger.parties.alpha, standing);
      const caseId = await beginCancellation(ledger, certificateId, { ground: endGrounds.law });
      await acts.certifyRegistration(ledger, caseId);
      expect(await ledger.assets.certificatesOf(assetId)).to.deep.equal([]);
      expect((await ledger.certificates.certificateOf(certificateId)).state).to.equal(3n);
    }
  });

  it("takes the basis of series in the same transaction, right by right", async () => {
    const ledger = await seriesFixture();
    const { certificateId, seriesId } = ledger;
    const lost = async () => (await ledger.ledger.seriesOf(seriesId)).basisLost;
    const hold = await beginCancellation(ledger, certificateId, { rights: bits.hold });
    await acts.certifyRegistration(ledger, hold);
    expect(await lost()).to.equal(false);
    const operate = await beginCancellation(ledger, certificateId, { rights: bits.operate });
    const sent = await acts.certifyRegistration(ledger, operate);
    await expectEvent(sent, ledger.ledger, "SeriesBasisChanged", [seriesId, 1, certificateId, false]);
    expect(await lost()).to.equal(true);
    expect((await ledger.certificates.certificateOf(certificateId)).state).to.equal(1n);
  });

  it("ends a case of the holder over the same rights, which then finds nothing", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const asked = await applyForCancellation(ledger, certificateId);
    const begun = await beginCancellation(ledger, certificateId);
    await acts.certifyRegistration(ledger, begun);
    const sent = complete(ledger, asked);
    await expectRefusal(sent, ledger.assets, "CertificateHasEnded", [certificateId]);
  });
});
