import { expect } from "chai";
import { eventsOf, expectEvent, expectStruct, plain } from "../expectations.ts";
import {
  certify,
  claims,
  day,
  declareAsset,
  digest,
  ledgerFixture,
  networkHelpers,
  now,
  seriesFixture,
  terms,
  type TestLedger,
} from "../fixture.ts";
import { acts, apply, document } from "./cases.ts";
import { bits, certificateStates, complete, consent, filedTransfer, noRight, toEnd } from "./later.ts";
import { confirmEvidence } from "./national.ts";

type Claim = ReturnType<typeof claims>[number];

/** Alpha's certificate over three rights that differ in every term. */
async function different(ledger: TestLedger) {
  const assetId = await declareAsset(ledger, ledger.parties.alpha);
  const time = await now();
  const list = [
    ...claims(time, [1], { until: time + 300 * day, territory: 0, resale: false }),
    ...claims(time, [2], { until: time + 200 * day, purposes: 2n ** 64n - 1n, limitsDigest: digest("limits") }),
    ...claims(time, [3], { until: time + 100 * day, purposes: 1 }),
  ];
  const caseId = await apply(ledger, ledger.parties.alpha, assetId, { claims: list });
  await complete(ledger, caseId);
  const { certificateId } = await ledger.assets.caseOf(caseId);
  return { assetId, certificateId, initialId: caseId, list, since: await now() };
}

const bitOf = (claim: Claim) => 1 << claim.right;
const lastOf = (list: readonly Claim[]) => Math.max(...list.map((claim) => claim.until));

/** The arguments of an event about a right and its terms. */
const saying = (assetId: string, holder: string, certificateId: bigint, claim: Claim) =>
  plain([
    assetId,
    holder,
    certificateId,
    claim.right,
    claim.until,
    claim.territory,
    claim.resale,
    claim.purposes,
    claim.limitsDigest,
  ]);

describe("certifyRegistration of a transfer (article 34)", () => {
  for (const given of [bits.hold, bits.use, bits.operate, bits.hold | bits.use, bits.use | bits.operate, bits.all]) {
    it(`passes the rights of bits ${given} as they are, leaves the others, and says all of it`, async () => {
      const ledger = await ledgerFixture();
      const { assets, certificates, parties } = ledger;
      const { alpha, beta, registry } = parties;
      const { assetId, certificateId, initialId, list, since } = await different(ledger);
      const caseId = await filedTransfer(ledger, certificateId, { rights: given });
      await toEnd(ledger, caseId);
      await confirmEvidence(ledger, caseId, document);
      const nextId = await assets.connect(registry.key).certifyRegistration.staticCall(caseId, document, false);
      const sent = await assets.connect(registry.key).certifyRegistration(caseId, document, false);
      const time = await now();
      const passed = list.filter((claim) => given & bitOf(claim));
      const kept = list.filter((claim) => !(given & bitOf(claim)));

      expect(nextId).to.equal(certificateId + 1n);
      expect(await eventsOf(sent, assets, "RightEnded")).to.deep.equal(
        passed.map(({ right }) => plain([assetId, alpha.address, certificateId, right, caseId])),
      );
      expect(await eventsOf(sent, assets, "RightRegistered")).to.deep.equal(
        passed.map((claim) => saying(assetId, beta.address, nextId, claim)),
      );
      expect(await eventsOf(sent, assets, "RightConfirmed")).to.deep.equal(
        kept.map((claim) => saying(assetId, alpha.address, certificateId, claim)),
      );
      const by = [registry.address, registry.key.address, document, false];
      expect(await eventsOf(sent, assets, "RegistrationCertified")).to.deep.equal([
        plain([caseId, nextId, beta.address, ...by]),
        plain([caseId, certificateId, alpha.address, ...by]),
      ]);
      const issued = [nextId, beta.address, assetId, caseId, lastOf(passed), document, false];
      await expectEvent(sent, certificates, "CertificateIssued", issued);

      for (const claim of list) {
        const gone = given & bitOf(claim);
        const mine = gone ? noRight : { certificateId, caseId: initialId, since, claim };
        const theirs = gone ? { certificateId: nextId, caseId, since: time, claim } : noRight;
        expectStruct(await assets.rightOf(assetId, claim.right, alpha.address), mine);
        expectStruct(await assets.rightOf(assetId, claim.right, beta.address), theirs);
      }

      const old = await certificates.certificateOf(certificateId);
      expect([old.holder, old.caseId, old.evidenceDigest]).to.deep.equal([alpha.address, caseId, document]);
      if (kept.length === 0) {
        const { transferred } = certificateStates;
        const values = [certificateId, alpha.address, assetId, caseId, transferred, document];
        await expectEvent(sent, certificates, "CertificateEnded", values);
        expect([old.state, old.endedAt]).to.deep.equal([BigInt(transferred), BigInt(time)]);
        expect(await assets.certificatesOf(assetId)).to.deep.equal([nextId]);
      } else {
        const values = [certificateId, alpha.address, assetId, caseId, lastOf(kept), document, false];
        await expectEvent(sent, certificates, "CertificateAdjusted", values);
        expect([old.state, old.adjustedAt, old.until, old.endedAt]).to.deep.equal(
          plain([certificateStates.valid, time, lastOf(kept), 0]),
        );
        expect([...(await assets.certificatesOf(assetId))].sort()).to.deep.equal([certificateId, nextId]);
      }
      const seen = await assets.caseOf(caseId);
      expect([seen.state, seen.closedAt, seen.certificateId, seen.others[0]!.certificateId]).to.deep.equal(
        plain([6, time, nextId, nextId]),
      );
      expect(await certificates.ownerOf(certificateId)).to.equal(alpha.address);
      expect(await certificates.ownerOf(nextId)).to.equal(beta.address);
    });
  }

  it("lets the transferee pass the right on, also back, each time under a new certificate", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, beta } = parties;
    const { assetId, certificateId, list } = await different(ledger);
    const first = await filedTransfer(ledger, certificateId);
    await complete(ledger, first);
    const middle = (await assets.caseOf(first)).certificateId;
    const asked = { certificateId: middle, rights: bits.all, transferee: alpha.address, evidenceDigest: document };
    await assets.connect(beta.key).applyForTransfer(asked);
    const second = await assets.caseCount();
    await consent(ledger, alpha, second);
    await complete(ledger, second);
    const last = (await assets.caseOf(second)).certificateId;
    expect(new Set([certificateId, middle, last]).size).to.equal(3);
    for (const claim of list) {
      const entry = await assets.rightOf(assetId, claim.right, alpha.address);
      expect(entry.certificateId).to.equal(last);
      expect(plain(entry.claim)).to.deep.equal(plain(claim));
      expect((await assets.rightOf(assetId, claim.right, beta.address)).certificateId).to.equal(0n);
    }
    expect(await assets.certificatesOf(assetId)).to.deep.equal([last]);
  });

  it("lets the transferor register the right anew, since the same right may be several parties' (article 21)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { assetId, certificateId } = await different(ledger);
    await complete(ledger, await filedTransfer(ledger, certificateId, { rights: bits.use }));
    const next = await certify(ledger, parties.alpha, assetId, [2]);
    expect((await assets.rightOf(assetId, 2, parties.alpha.address)).certificateId).to.equal(next);
    expect((await assets.rightOf(assetId, 2, parties.beta.address)).certificateId).to.equal(next - 1n);
  });

  it("passes a right to a party whose own had expired", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { alpha, beta } = parties;
    const assetId = await declareAsset(ledger, alpha);
    const time = await now();
    const initial = await apply(ledger, alpha, assetId, {
      others: [{ party: beta.address, claims: claims(time, [2], { until: time + 40 * day }) }],
    });
    await consent(ledger, beta, initial);
    await complete(ledger, initial);
    const { certificateId, others } = await assets.caseOf(initial);
    await networkHelpers.time.increase(41 * day);
    const caseId = await filedTransfer(ledger, certificateId, { rights: bits.use });
    await complete(ledger, caseId);
    const next = (await assets.caseOf(caseId)).certificateId;
    expect((await assets.rightOf(assetId, 2, beta.address)).certificateId).to.equal(next);
    expect(next).not.to.equal(others[0]!.certificateId);
  });
});

describe("series over a certificate whose rights are transferred (article 34)", () => {
  /** The fixture's certificate, of which these rights pass to beta. */
  async function passing(given: number) {
    const ledger = await seriesFixture();
    const voucherId = await ledger.issue(ledger.parties.gamma, 10n);
    const caseId = await filedTransfer(ledger, ledger.certificateId, { rights: given });
    await toEnd(ledger, caseId);
    const lost = async () => (await ledger.ledger.seriesOf(ledger.seriesId)).basisLost;
    return { ledger, voucherId, caseId, lost };
  }

  for (const given of [bits.operate, bits.operate | bits.hold, bits.all]) {
    it(`lose their basis in the same transaction when the operating right passes: bits ${given}`, async () => {
      const { ledger, voucherId, caseId, lost } = await passing(given);
      const { seriesId, certificateId, parties } = ledger;
      expect(await lost()).to.equal(false);
      const sent = await acts.certifyRegistration(ledger, caseId);
      await expectEvent(sent, ledger.ledger, "SeriesBasisChanged", [seriesId, 1, certificateId, false]);
      expect(await lost()).to.equal(true);
      const { gamma, overseas, alpha } = parties;
      const transferFrom = ledger.ledger.connect(gamma.key)["transferFrom(address,address,uint256)"];
      const move = transferFrom(gamma.address, alpha.address, voucherId);
      await expect(move).to.be.revertedWithCustomError(ledger.ledger, "SeriesBasisLost").withArgs(seriesId);
      const issue = ledger.ledger.connect(alpha.key).issue(seriesId, overseas.address, 1, document);
      await expect(issue).to.be.revertedWithCustomError(ledger.ledger, "SeriesBasisLost");
      const open = ledger.ledger
        .connect(alpha.key)
        .openSeries(terms(certificateId, await now(), { end: (await now()) + day }));
      await expect(open).to.be.revertedWithCustomError(ledger.ledger, "BasisNotLive");
    });
  }

  for (const given of [bits.hold, bits.use, bits.hold | bits.use]) {
    it(`stay when the operating right stays: bits ${given}`, async () => {
      const { ledger, caseId, lost } = await passing(given);
      const sent = await acts.certifyRegistration(ledger, caseId);
      expect(await eventsOf(sent, ledger.ledger, "SeriesBasisChanged")).to.deep.equal([]);
      expect(await lost()).to.equal(false);
      await ledger.issue(ledger.parties.beta, 1n);
    });
  }

  it("stand on the transferee's own certificate from then on, within its terms", async () => {
    const { ledger, caseId } = await passing(bits.operate);
    await acts.certifyRegistration(ledger, caseId);
    const { certificateId } = await ledger.assets.caseOf(caseId);
    const basis = await ledger.assets.basisTerms(certificateId);
    expect([basis.grantor, basis.live, basis.tradable]).to.deep.equal([ledger.parties.beta.address, true, true]);
    const asked = terms(certificateId, await now());
    await ledger.ledger.connect(ledger.parties.beta.key).openSeries(asked);
    expect((await ledger.ledger.seriesOf(ledger.seriesId + 1n)).grantor).to.equal(ledger.parties.beta.address);
  });

  it("do not come back with a grade or a refresh (GB/T 43697)", async () => {
    const { ledger, caseId, lost } = await passing(bits.operate);
    await acts.certifyRegistration(ledger, caseId);
    await ledger.assets.connect(ledger.parties.gamma.key).refreshBases(ledger.assetId);
    const authority = ledger.assets.connect(ledger.parties.authority.key);
    await authority.gradeAsset(ledger.assetId, 2, digest("assessment"), document);
    await authority.gradeAsset(ledger.assetId, 1, `0x${"00".repeat(32)}`, document);
    expect(await lost()).to.equal(true);
  });
});
