import { expect } from "chai";
import { expectEvent, expectRefusal, expectStruct, plain } from "../expectations.ts";
import {
  claims,
  day,
  declareAsset,
  freshKey,
  ledgerFixture,
  networkHelpers,
  now,
  ownBasis,
  powers,
  roles,
  scopes,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct, suspend } from "../parties/acting.behavior.ts";
import { profileIds } from "../rules.ts";
import { acts, apply, document, giveTerms, grades, rights, states } from "./cases.ts";
import {
  applyForTransfer,
  bits,
  certified,
  complete,
  consent,
  filedTransfer,
  kinds,
  toEnd,
  transferOf,
} from "./later.ts";

const zeroAddress = `0x${"00".repeat(20)}`;

describe("applyForTransfer (article 34)", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.alpha,
    given: async (ledger) => certified(ledger),
    call: (ledger, key, { certificateId }) =>
      ledger.assets.connect(key).applyForTransfer(transferOf(ledger, certificateId)),
  });

  it("is refused to a party that does not trade, and to one that does not hold the certificate", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, registry, beta } = parties;
    const { certificateId } = await certified(ledger);
    const by = (party: typeof alpha) => assets.connect(party.key).applyForTransfer(transferOf(ledger, certificateId));
    await expectRefusal(by(registry), ledger.ledger, "RoleMissing", [registry.address, roles.trader]);
    await expectRefusal(by(beta), assets, "CertificateOfAnotherHolder", [certificateId, alpha.address]);
  });

  it("is refused for a certificate that was never issued, and for one that was given up", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    await expectRefusal(applyForTransfer(ledger, 77n), assets, "CertificateNotIssued", [77]);
    const { certificateId } = await certified(ledger);
    await complete(ledger, await filedTransfer(ledger, certificateId));
    await expectRefusal(applyForTransfer(ledger, certificateId), assets, "CertificateHasEnded", [certificateId]);
  });

  it("is refused where the registry offers no transfer (articles 32, 34)", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const profileId = await giveTerms(ledger, { kinds: 0b111010 });
    const sent = applyForTransfer(ledger, certificateId);
    await expectRefusal(sent, ledger.assets, "KindNotOffered", [kinds.transfer, profileId]);
  });

  it("is refused at a suspended registry, and without evidence", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const bare = applyForTransfer(ledger, certificateId, { evidenceDigest: zeroDigest });
    await expectRefusal(bare, ledger.ledger, "DocumentMissing");
    await suspend(ledger, ledger.parties.registry);
    const sent = applyForTransfer(ledger, certificateId);
    await expectRefusal(sent, ledger.ledger, "PartyNotInStanding", [ledger.parties.registry.address, 3]);
  });

  it("is refused to the holder itself and to the registry as transferee", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    for (const { address } of [ledger.parties.alpha, ledger.parties.registry]) {
      const sent = applyForTransfer(ledger, certificateId, { transferee: address });
      await expectRefusal(sent, ledger.assets, "TransfereeInvalid", [address]);
    }
  });

  it("is refused to a transferee that does not trade, was never admitted, or is suspended", async () => {
    const ledger = await ledgerFixture();
    const { exchange, beta } = ledger.parties;
    const { certificateId } = await certified(ledger);
    const to = (transferee: string) => applyForTransfer(ledger, certificateId, { transferee });
    await expectRefusal(to(exchange.address), ledger.ledger, "RoleMissing", [exchange.address, roles.trader]);
    for (const nobody of [zeroAddress, freshKey().address]) {
      await expectRefusal(to(nobody), ledger.ledger, "PartyUnknown", [nobody]);
    }
    await suspend(ledger, beta);
    await expectRefusal(to(beta.address), ledger.ledger, "PartyNotInStanding", [beta.address, 3]);
  });

  it("is refused for no right, and for bits that stand for none", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    for (const wrong of [0, 1, 3, 16, 255]) {
      const sent = applyForTransfer(ledger, certificateId, { rights: wrong });
      await expectRefusal(sent, ledger.assets, "RightsInvalid", [wrong]);
    }
  });

  it("is refused for a right that the certificate does not carry, or that expired", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const assetId = await declareAsset(ledger, parties.alpha);
    const time = await now();
    const list = [...claims(time, [1], { until: time + 60 * day }), ...claims(time, [2])];
    const caseId = await apply(ledger, parties.alpha, assetId, { claims: list });
    await complete(ledger, caseId);
    const { certificateId } = await assets.caseOf(caseId);
    const sent = () => applyForTransfer(ledger, certificateId);
    await expectRefusal(sent(), assets, "RightNotHeld", [certificateId, rights.operate]);
    await networkHelpers.time.increase(61 * day);
    await expectRefusal(sent(), assets, "RightNotHeld", [certificateId, rights.hold]);
  });

  it("is refused for a right of another certificate of the same holder", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const assetId = await declareAsset(ledger, parties.alpha);
    const ids: bigint[] = [];
    for (const right of [rights.hold, rights.use]) {
      const caseId = await apply(ledger, parties.alpha, assetId, { claims: claims(await now(), [right]) });
      await complete(ledger, caseId);
      ids.push((await assets.caseOf(caseId)).certificateId);
    }
    const sent = applyForTransfer(ledger, ids[0]!, { rights: bits.use });
    await expectRefusal(sent, assets, "RightNotHeld", [ids[0], rights.use]);
  });

  it("is refused for data that became core data (GB/T 43697)", async () => {
    const ledger = await ledgerFixture();
    const { assetId, certificateId } = await certified(ledger);
    await ledger.assets.connect(ledger.parties.authority.key).gradeAsset(assetId, grades.core, zeroDigest, document);
    await expectRefusal(applyForTransfer(ledger, certificateId), ledger.assets, "CoreData", [assetId]);
  });

  it("is refused for a right that the transferee has registered and live, and only for that one", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, beta } = parties;
    const assetId = await declareAsset(ledger, alpha);
    const caseId = await apply(ledger, alpha, assetId, {
      others: [{ party: beta.address, claims: claims(await now(), [rights.use]) }],
    });
    await consent(ledger, beta, caseId);
    await complete(ledger, caseId);
    const { certificateId } = await assets.caseOf(caseId);
    for (const asked of [bits.all, bits.use]) {
      const sent = applyForTransfer(ledger, certificateId, { rights: asked });
      await expectRefusal(sent, assets, "RightAlreadyRegistered", [assetId, rights.use, beta.address]);
    }
    expect(await applyForTransfer(ledger, certificateId, { rights: bits.hold | bits.operate })).to.equal(caseId + 1n);
  });

  it("is refused to whoever lacks one of the three, where the profile reads the article so (article 34)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const assetId = await declareAsset(ledger, parties.alpha);
    const caseId = await apply(ledger, parties.alpha, assetId, { claims: claims(await now(), [1, 2]) });
    await complete(ledger, caseId);
    const lesser = (await assets.caseOf(caseId)).certificateId;
    const profileId = await giveTerms(ledger, { transferNeedsAllRights: true });
    const sent = applyForTransfer(ledger, lesser, { rights: bits.hold });
    await expectRefusal(sent, assets, "TransferNeedsAllRights", [lesser, profileId]);
    // Who has all three may still give up one.
    expect(await applyForTransfer(ledger, certificateId, { rights: bits.hold })).to.equal(await assets.caseCount());
  });

  it("leaves no case behind when it is refused", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const before = await ledger.assets.caseCount();
    const sent = applyForTransfer(ledger, certificateId, { rights: 0 });
    await expectRefusal(sent, ledger.assets, "RightsInvalid", [0]);
    expect(await ledger.assets.caseCount()).to.equal(before);
  });

  it("returns the number of the case, records every field, says everything, and waits for the transferee", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, beta, registry } = parties;
    const { assetId, certificateId } = await certified(ledger);
    const asked = transferOf(ledger, certificateId, { rights: bits.hold | bits.use });
    const signer = assets.connect(alpha.key);
    expect(await signer.applyForTransfer.staticCall(asked)).to.equal(2n);
    await expectEvent(signer.applyForTransfer(asked), assets, "TransferApplied", [
      2,
      certificateId,
      alpha.address,
      alpha.key.address,
      registry.address,
      profileIds.nationalGuide,
      asked,
    ]);
    expectStruct(await assets.caseOf(2), {
      caseId: 2,
      kind: kinds.transfer,
      state: states.awaitingConsent,
      profileId: profileIds.nationalGuide,
      assetId,
      applicant: alpha.address,
      registry: registry.address,
      publicRecordId: 0,
      certificateId: 0,
      appliedAt: 0,
      acceptedAt: 0,
      supplementAskedAt: 0,
      supplementUntil: 0,
      supplementGivenAt: 0,
      supplementInExamination: false,
      extensionDays: 0,
      publishedAt: 0,
      noticeWaived: false,
      objectionsSettledAt: 0,
      closedAt: 0,
      openObjections: 0,
      examiner: zeroAddress,
      evidenceDigest: asked.evidenceDigest,
      claims: [],
      objections: [],
      subjectId: certificateId,
      rights: asked.rights,
      ground: 0,
      exOfficio: false,
      basis: ownBasis,
      others: [[beta.address, 0, 0, []]],
      terms: [],
    });
  });
});

describe("consent of the transferee (article 34)", () => {
  it("files the transfer, under the profile of then", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const caseId = await applyForTransfer(ledger, certificateId);
    for (const party of [parties.alpha, parties.gamma]) {
      await expectRefusal(consent(ledger, party, caseId), assets, "ConsentNotDue", [caseId, party.address]);
    }
    const profileId = await giveTerms(ledger, { noticeDays: 7 });
    await networkHelpers.time.increase(20 * day);
    const { beta } = parties;
    await expectEvent(consent(ledger, beta, caseId), assets, "RegistrationConsented", [
      caseId,
      beta.address,
      beta.key.address,
      0,
      profileId,
    ]);
    const seen = await assets.caseOf(caseId);
    expect([seen.state, seen.appliedAt, seen.profileId]).to.deep.equal([
      BigInt(states.applied),
      BigInt(await now()),
      profileId,
    ]);
  });

  it("is refused when a right to be transferred ended meanwhile", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const caseId = await applyForTransfer(ledger, certificateId, { rights: bits.use });
    await networkHelpers.time.increase(366 * day);
    const sent = consent(ledger, ledger.parties.beta, caseId);
    await expectRefusal(sent, ledger.assets, "RightNotHeld", [certificateId, rights.use]);
  });

  it("is refused when the profile of then wants all three rights (article 34)", async () => {
    const ledger = await ledgerFixture();
    const { parties } = ledger;
    const assetId = await declareAsset(ledger, parties.alpha);
    const initial = await apply(ledger, parties.alpha, assetId, { claims: claims(await now(), [1]) });
    await complete(ledger, initial);
    const { certificateId } = await ledger.assets.caseOf(initial);
    const caseId = await applyForTransfer(ledger, certificateId, { rights: bits.hold });
    const profileId = await giveTerms(ledger, { transferNeedsAllRights: true });
    const sent = consent(ledger, parties.beta, caseId);
    await expectRefusal(sent, ledger.assets, "TransferNeedsAllRights", [certificateId, profileId]);
  });

  it("keeps the transferee from objecting (article 25)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const caseId = await filedTransfer(ledger, certificateId);
    for (const act of ["acceptRegistration", "examineRegistration", "publishRegistration"] as const) {
      await acts[act](ledger, caseId);
    }
    const { beta, alpha } = parties;
    for (const { key, address } of [beta, alpha]) {
      const sent = assets.connect(key).objectToRegistration(caseId, document);
      await expectRefusal(sent, assets, "ObjectionByParticipant", [caseId, address]);
    }
  });
});

describe("certifyRegistration of a transfer, when meanwhile (article 34)", () => {
  it("the transferor's right expired, is refused", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const caseId = await filedTransfer(ledger, certificateId);
    await toEnd(ledger, caseId);
    await networkHelpers.time.increase(366 * day);
    const sent = acts.certifyRegistration(ledger, caseId);
    await expectRefusal(sent, ledger.assets, "RightNotHeld", [certificateId, rights.hold]);
  });

  it("the transferor's right was cancelled, or its certificate, is refused", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const caseId = await filedTransfer(ledger, certificateId);
    await toEnd(ledger, caseId);
    const cancel = async (asked: number) => {
      const base = { certificateId, ground: 1, evidenceDigest: document };
      await assets.connect(parties.alpha.key).applyForCancellation({ ...base, rights: asked });
      await complete(ledger, await assets.caseCount());
    };
    await cancel(bits.use);
    const sent = () => acts.certifyRegistration(ledger, caseId);
    await expectRefusal(sent(), assets, "RightNotHeld", [certificateId, rights.use]);
    await cancel(bits.hold | bits.operate);
    await expectRefusal(sent(), assets, "CertificateHasEnded", [certificateId]);
  });

  it("the right passed to another, is refused to the second of two transferees", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger);
    const first = await filedTransfer(ledger, certificateId, { rights: bits.operate });
    const second = await applyForTransfer(ledger, certificateId, {
      rights: bits.operate,
      transferee: parties.gamma.address,
    });
    await consent(ledger, parties.gamma, second);
    await toEnd(ledger, second);
    await complete(ledger, first);
    const sent = acts.certifyRegistration(ledger, second);
    await expectRefusal(sent, assets, "RightNotHeld", [certificateId, rights.operate]);
  });

  it("either side lost its standing or its role, is refused", async () => {
    const ledger = await ledgerFixture();
    const { authority, alpha, beta } = ledger.parties;
    const { certificateId } = await certified(ledger);
    const caseId = await filedTransfer(ledger, certificateId);
    await toEnd(ledger, caseId);
    for (const party of [alpha, beta]) {
      const snapshot = await networkHelpers.takeSnapshot();
      await suspend(ledger, party);
      const sent = () => acts.certifyRegistration(ledger, caseId);
      await expectRefusal(sent(), ledger.ledger, "PartyNotInStanding", [party.address, 3]);
      await ledger.ledger.connect(authority.key).changeRoles(party.address, roles.serviceAgency, document);
      await expectRefusal(sent(), ledger.ledger, "RoleMissing", [party.address, roles.trader]);
      await snapshot.restore();
    }
  });

  it("the data became core data, is refused (GB/T 43697)", async () => {
    const ledger = await ledgerFixture();
    const { assetId, certificateId } = await certified(ledger);
    const caseId = await filedTransfer(ledger, certificateId);
    await toEnd(ledger, caseId);
    await ledger.assets.connect(ledger.parties.authority.key).gradeAsset(assetId, grades.core, zeroDigest, document);
    await expectRefusal(acts.certifyRegistration(ledger, caseId), ledger.assets, "CoreData", [assetId]);
  });

  it("its notice was cut short, is refused as for every registration (article 24)", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const caseId = await filedTransfer(ledger, certificateId);
    for (const act of ["acceptRegistration", "examineRegistration", "publishRegistration"] as const) {
      await acts[act](ledger, caseId);
    }
    const { noticeUntil } = await ledger.assets.clockOf(caseId);
    const sent = acts.certifyRegistration(ledger, caseId);
    await expectRefusal(sent, ledger.assets, "NoticeNotOver", [caseId, noticeUntil]);
    expect(plain(await ledger.assets.certificatesOf((await ledger.assets.caseOf(caseId)).assetId))).to.deep.equal([
      certificateId,
    ]);
  });
});
