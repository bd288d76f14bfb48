import { expect } from "chai";
import { eventsOf, expectEvent, expectRefusal, fieldsOf, plain } from "../expectations.ts";
import {
  claims,
  day,
  declareAsset,
  digest,
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
import { refusesWhoMayNotAct, suspend } from "../parties/acting.behavior.ts";
import { profileIds } from "../rules.ts";
import { acts, apply, document, giveTerms, grades, states } from "./cases.ts";
import {
  applyForChange,
  applyForTransfer,
  bits,
  certified,
  changeOf,
  complete,
  consent,
  filedTransfer,
  kinds,
  toEnd,
} from "./later.ts";

const described = { name: "", descriptorDigest: digest("new description") };
const identified = { name: "", identityDigest: digest("new identity") };

describe("applyForChange (article 35)", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.alpha,
    given: async (ledger) => certified(ledger),
    call: (ledger, key, { certificateId }) => ledger.assets.connect(key).applyForChange(changeOf(certificateId)),
  });

  it("is refused to a party that does not trade, and to one that does not hold the certificate", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, registry, beta } = parties;
    const { certificateId } = await certified(ledger);
    const by = (party: typeof alpha) => assets.connect(party.key).applyForChange(changeOf(certificateId));
    await expectRefusal(by(registry), ledger.ledger, "RoleMissing", [registry.address, roles.trader]);
    await expectRefusal(by(beta), assets, "CertificateOfAnotherHolder", [certificateId, alpha.address]);
  });

  it("is refused for a certificate that was never issued, that ended, or whose rights all expired", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    await expectRefusal(applyForChange(ledger, 77n), assets, "CertificateNotIssued", [77]);
    const given = await certified(ledger);
    await complete(ledger, await filedTransfer(ledger, given.certificateId));
    const ended = applyForChange(ledger, given.certificateId);
    await expectRefusal(ended, assets, "CertificateHasEnded", [given.certificateId]);
    const { certificateId } = await certified(ledger);
    await networkHelpers.time.increase(366 * day);
    await expectRefusal(applyForChange(ledger, certificateId), assets, "CertificateHasEnded", [certificateId]);
  });

  it("is refused where the registry offers no change, and without evidence (articles 32, 35)", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const bare = applyForChange(ledger, certificateId, { evidenceDigest: zeroDigest });
    await expectRefusal(bare, ledger.ledger, "DocumentMissing");
    const profileId = await giveTerms(ledger, { kinds: 0b110110 });
    const sent = applyForChange(ledger, certificateId);
    await expectRefusal(sent, ledger.assets, "KindNotOffered", [kinds.change, profileId]);
  });

  it("is refused when nothing changes (article 35)", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const sent = applyForChange(ledger, certificateId, { name: "" });
    await expectRefusal(sent, ledger.assets, "NothingChanges", [certificateId]);
  });

  it("is refused for a name that no asset may have", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger);
    const long = applyForChange(ledger, certificateId, { name: "a".repeat(257) });
    await expectRefusal(long, ledger.assets, "AssetNameInvalid", [257]);
    const hidden = applyForChange(ledger, certificateId, { name: "turnover\u202Etable" });
    await expectRefusal(hidden, ledger.assets, "TextBidiControl", [8]);
    expect(await applyForChange(ledger, certificateId, { name: "a".repeat(256) })).to.equal(2n);
  });

  it("is refused for data that became core data (GB/T 43697)", async () => {
    const ledger = await ledgerFixture();
    const { assetId, certificateId } = await certified(ledger);
    await ledger.assets.connect(ledger.parties.authority.key).gradeAsset(assetId, grades.core, zeroDigest, document);
    await expectRefusal(applyForChange(ledger, certificateId), ledger.assets, "CoreData", [assetId]);
  });

  it("has no member for holder, source or right: they cannot be changed (article 35)", async () => {
    const { assets } = await ledgerFixture();
    const [application] = assets.interface.getFunction("applyForChange").inputs;
    expect(application!.components!.map(({ name }) => name)).to.deep.equal([
      "certificateId",
      "name",
      "descriptorDigest",
      "identityDigest",
      "evidenceDigest",
    ]);
  });

  for (const [about, over] of [
    ["the name", {}],
    ["the description", described],
    ["the identity", identified],
    ["all three", { ...described, ...identified, name: "2026 table" }],
  ] as const) {
    it(`returns the number of a filed case, records and says everything: ${about} of one holder's data`, async () => {
      const ledger = await ledgerFixture();
      const { assets, parties } = ledger;
      const { alpha, registry } = parties;
      const { assetId, certificateId } = await certified(ledger);
      const asked = changeOf(certificateId, over);
      const signer = assets.connect(alpha.key);
      expect(await signer.applyForChange.staticCall(asked)).to.equal(2n);
      await expectEvent(signer.applyForChange(asked), assets, "ChangeApplied", [
        2,
        certificateId,
        alpha.address,
        alpha.key.address,
        registry.address,
        profileIds.nationalGuide,
        [],
        asked,
      ]);
      const seen = await assets.caseOf(2);
      expect([seen.kind, seen.state, seen.assetId, seen.subjectId, seen.appliedAt]).to.deep.equal(
        plain([kinds.change, states.applied, assetId, certificateId, await now()]),
      );
      expect([seen.rights, seen.others, seen.claims, seen.terms].map(plain)).to.deep.equal([0n, [], [], []]);
      expect(plain(await assets.changeOf(2))).to.deep.equal(plain(asked));
    });
  }
});

describe("changeOf", () => {
  it("is empty for other kinds, and refused for no case", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { caseId } = await certified(ledger);
    expect(plain(await assets.changeOf(caseId))).to.deep.equal([0n, "", zeroDigest, zeroDigest, zeroDigest]);
    await expectRefusal(assets.changeOf(9), assets, "CaseUnknown", [9]);
  });
});

describe("consent of the other holders to a new description (article 35)", () => {
  for (const [about, over] of [
    ["name", {}],
    ["description", described],
  ] as const) {
    it(`is asked of each of them for a new ${about}, and the last files the case`, async () => {
      const ledger = await ledgerFixture();
      const { assets, parties } = ledger;
      const { alpha, beta, gamma } = parties;
      const { certificateId } = await certified(ledger, [beta, gamma]);
      const asked = changeOf(certificateId, over);
      const sent = await assets.connect(alpha.key).applyForChange(asked);
      const [said] = (await eventsOf(sent, assets, "ChangeApplied")) as unknown[][];
      expect(said![6]).to.have.members([beta.address, gamma.address]);
      const caseId = await assets.caseCount();
      expect((await assets.caseOf(caseId)).state).to.equal(BigInt(states.awaitingConsent));
      await expectRefusal(acts.acceptRegistration(ledger, caseId), assets, "CaseNotInState", [caseId, 10]);
      await consent(ledger, gamma, caseId);
      await networkHelpers.time.increase(day);
      await consent(ledger, beta, caseId);
      const seen = await assets.caseOf(caseId);
      expect([seen.state, seen.appliedAt]).to.deep.equal([BigInt(states.applied), BigInt(await now())]);
    });
  }

  it("is not asked for a holder's own identity", async () => {
    const ledger = await ledgerFixture();
    const { certificateId } = await certified(ledger, [ledger.parties.beta]);
    const caseId = await applyForChange(ledger, certificateId, identified);
    const seen = await ledger.assets.caseOf(caseId);
    expect([seen.state, seen.others.length]).to.deep.equal([BigInt(states.applied), 0]);
  });

  it("is asked once of a holder of two certificates, and not of the applicant for its other one", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, beta } = parties;
    const assetId = await declareAsset(ledger, alpha);
    const ids: bigint[] = [];
    for (const right of [1, 2]) {
      const list = claims(await now(), [right]);
      const others = [{ party: beta.address, claims: list }];
      const caseId = await apply(ledger, alpha, assetId, { claims: list, others });
      await consent(ledger, beta, caseId);
      await complete(ledger, caseId);
      ids.push((await assets.caseOf(caseId)).certificateId);
    }
    expect(await assets.certificatesOf(assetId)).to.have.length(4);
    const caseId = await applyForChange(ledger, ids[0]!);
    expect((await assets.caseOf(caseId)).others.map(({ party }) => party)).to.deep.equal([beta.address]);
  });

  it("is not asked of a holder whose rights all expired or were given up (articles 26, 34)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, beta, gamma } = parties;
    const assetId = await declareAsset(ledger, alpha);
    const time = await now();
    const initial = await apply(ledger, alpha, assetId, {
      others: [
        { party: beta.address, claims: claims(time, [1, 2], { until: time + 50 * day }) },
        { party: gamma.address, claims: claims(time, [1]) },
      ],
    });
    for (const party of [beta, gamma]) await consent(ledger, party, initial);
    await complete(ledger, initial);
    const { certificateId } = await assets.caseOf(initial);
    await networkHelpers.time.increase(51 * day);
    const first = await applyForChange(ledger, certificateId);
    expect((await assets.caseOf(first)).others.map(({ party }) => party)).to.deep.equal([gamma.address]);
    await acts.withdrawRegistration(ledger, first);
    // Alpha gives all to beta; who asks then is beta.
    await complete(ledger, await filedTransfer(ledger, certificateId, { rights: 4 }));
    await complete(ledger, await filedTransfer(ledger, certificateId, { rights: 10 }));
    const next = (await assets.certificatesOf(assetId)).find((each) => each > certificateId + 2n)!;
    await assets.connect(beta.key).applyForChange(changeOf(next));
    const second = await assets.caseOf(await assets.caseCount());
    expect(second.others.map(({ party }) => party)).to.deep.equal([gamma.address]);
  });

  it("is refused to strangers, and by a suspended holder", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId } = await certified(ledger, [parties.beta]);
    const caseId = await applyForChange(ledger, certificateId);
    for (const party of [parties.gamma, parties.alpha]) {
      await expectRefusal(consent(ledger, party, caseId), assets, "ConsentNotDue", [caseId, party.address]);
    }
    await suspend(ledger, parties.beta);
    await expectRefusal(consent(ledger, parties.beta, caseId), ledger.ledger, "PartyNotInStanding", [
      parties.beta.address,
      3,
    ]);
  });
});

describe("certifyRegistration of a change (article 35)", () => {
  /** A change of which only the certificate is missing. */
  async function ready(ledger: TestLedger, over: Record<string, unknown>) {
    const made = await certified(ledger);
    const caseId = await applyForChange(ledger, made.certificateId, over);
    await toEnd(ledger, caseId);
    return { ...made, initialId: made.caseId, caseId };
  }
  const before = digest("descriptor");

  for (const [about, over, name, after] of [
    ["name", {}, changeOf(0n).name, before],
    ["description", described, "", described.descriptorDigest],
    ["name and description", { ...described, name: "2026 table" }, "2026 table", described.descriptorDigest],
  ] as const) {
    it(`says the ${about} before and after, and adjusts the certificate`, async () => {
      const ledger = await ledgerFixture();
      const { assets, certificates, parties } = ledger;
      const { alpha, registry } = parties;
      const { assetId, certificateId, caseId } = await ready(ledger, over);
      const { until, issuedAt } = await certificates.certificateOf(certificateId);
      const sent = await acts.certifyRegistration(ledger, caseId);
      await expectEvent(sent, assets, "AssetDescriptionChanged", [assetId, caseId, name, before, after]);
      expect(await eventsOf(sent, assets, "HolderDetailsChanged")).to.deep.equal([]);
      expect(await eventsOf(sent, assets, "RightEnded")).to.deep.equal([]);
      expect(await eventsOf(sent, assets, "RightRegistered")).to.deep.equal([]);
      expect(await eventsOf(sent, assets, "RightConfirmed")).to.have.length(3);
      await expectEvent(sent, assets, "RegistrationCertified", [
        caseId,
        certificateId,
        alpha.address,
        registry.address,
        registry.key.address,
        document,
        true,
      ]);
      const values = [certificateId, alpha.address, assetId, caseId, until, document, true];
      await expectEvent(sent, certificates, "CertificateAdjusted", values);
      expect((await assets.assetOf(assetId)).descriptorDigest).to.equal(after);
      const seen = await certificates.certificateOf(certificateId);
      expect([seen.caseId, seen.adjustedAt, seen.issuedAt, seen.until, seen.state]).to.deep.equal(
        plain([caseId, await now(), issuedAt, until, 1]),
      );
      expect((await assets.caseOf(caseId)).certificateId).to.equal(certificateId);
    });
  }

  it("says that the holder's identity changed, and leaves the data's description", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { assetId, certificateId, caseId } = await ready(ledger, identified);
    const sent = await acts.certifyRegistration(ledger, caseId);
    await expectEvent(sent, assets, "HolderDetailsChanged", [
      certificateId,
      caseId,
      parties.alpha.address,
      identified.identityDigest,
    ]);
    expect(await eventsOf(sent, assets, "AssetDescriptionChanged")).to.deep.equal([]);
    expect((await assets.assetOf(assetId)).descriptorDigest).to.equal(before);
  });

  it("leaves holder, source, fingerprint and every right as they are (article 35)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { assetId, caseId } = await ready(ledger, { ...described, ...identified, name: "2026 table" });
    const rightsOf = async () =>
      Promise.all([1, 2, 3].map(async (right) => plain(await assets.rightOf(assetId, right, parties.alpha.address))));
    const assetBefore = fieldsOf(await assets.assetOf(assetId));
    const rightsBefore = await rightsOf();
    await acts.certifyRegistration(ledger, caseId);
    expect(fieldsOf(await assets.assetOf(assetId))).to.deep.equal({
      ...assetBefore,
      descriptorDigest: described.descriptorDigest,
    });
    expect(await rightsOf()).to.deep.equal(rightsBefore);
  });

  it("tells each of two changes what the other left", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { assetId, certificateId, caseId } = await ready(ledger, described);
    const second = await applyForChange(ledger, certificateId, { name: "", descriptorDigest: digest("third") });
    await acts.certifyRegistration(ledger, caseId);
    const sent = await complete(ledger, second);
    const values = [assetId, second, "", described.descriptorDigest, digest("third")];
    await expectEvent(sent, assets, "AssetDescriptionChanged", values);
  });

  it("is refused when the certificate ended or expired meanwhile", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { certificateId, caseId } = await ready(ledger, described);
    const snapshot = await networkHelpers.takeSnapshot();
    await complete(ledger, await filedTransfer(ledger, certificateId));
    const sent = () => acts.certifyRegistration(ledger, caseId);
    await expectRefusal(sent(), assets, "CertificateHasEnded", [certificateId]);
    await snapshot.restore();
    await networkHelpers.time.increase(366 * day);
    await expectRefusal(sent(), assets, "CertificateHasEnded", [certificateId]);
  });

  it("leaves series over the certificate standing", async () => {
    const ledger = await seriesFixture();
    const caseId = await applyForChange(ledger, ledger.certificateId, described);
    const sent = await complete(ledger, caseId);
    expect(await eventsOf(sent, ledger.ledger, "SeriesBasisChanged")).to.deep.equal([]);
    await ledger.issue(ledger.parties.beta, 1n);
  });

  it("does not stand in the way of a transfer that is decided later", async () => {
    const ledger = await ledgerFixture();
    const { certificateId, caseId } = await ready(ledger, described);
    const transfer = await applyForTransfer(ledger, certificateId);
    await acts.certifyRegistration(ledger, caseId);
    await consent(ledger, ledger.parties.beta, transfer);
    await complete(ledger, transfer);
    expect((await ledger.certificates.certificateOf(certificateId)).state).to.equal(2n);
  });

  it("is refused when another came to hold a right since, who was not asked; asked anew, it passes (article 35)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { certificateId, caseId } = await ready(ledger, described);
    const transfer = await filedTransfer(ledger, certificateId, { rights: bits.use });
    await complete(ledger, transfer);
    const { certificateId: passed } = await assets.caseOf(transfer);
    const refused = [passed, parties.beta.address];
    await expectRefusal(acts.certifyRegistration(ledger, caseId), assets, "HolderNotAsked", refused);
    const anew = await applyForChange(ledger, certificateId, described);
    await consent(ledger, parties.beta, anew);
    await complete(ledger, anew);
  });

  it("of the holder's own details asks nobody who came since", async () => {
    const ledger = await ledgerFixture();
    const { certificateId, caseId } = await ready(ledger, identified);
    await complete(ledger, await filedTransfer(ledger, certificateId, { rights: bits.use }));
    await acts.certifyRegistration(ledger, caseId);
  });
});
