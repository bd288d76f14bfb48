import { expect } from "chai";
import { eventsOf, expectStruct, fieldsOf, plain } from "../expectations.ts";
import {
  claims,
  day,
  declareAsset,
  ledgerFixture,
  networkHelpers,
  now,
  type TestLedger,
  type TestParty,
} from "../fixture.ts";
import { acts, apply, document } from "./cases.ts";
import { consent, joined, noRight, toEnd } from "./later.ts";

/** A case of alpha (hold), beta (hold, use) and gamma (operate), of which only the certificates are missing. */
async function readyCase(ledger: TestLedger) {
  const { alpha, beta, gamma } = ledger.parties;
  const assetId = await declareAsset(ledger, alpha);
  const time = await now();
  const claimed = [
    { party: alpha, list: claims(time, [1], { until: time + 100 * day }) },
    { party: beta, list: claims(time, [1, 2], { until: time + 200 * day, territory: 0 }) },
    { party: gamma, list: claims(time, [3], { until: time + 300 * day, resale: false, limitsDigest: document }) },
  ] as const;
  const [own, ...others] = claimed;
  const caseId = await apply(ledger, alpha, assetId, {
    claims: own.list,
    others: others.map(({ party, list }) => ({ party: party.address, claims: list })),
  });
  await consent(ledger, beta, caseId);
  await consent(ledger, gamma, caseId);
  await toEnd(ledger, caseId);
  return { assetId, caseId, claimed };
}

describe("certifyRegistration of joint applicants (articles 21, 26, 32)", () => {
  it("issues one certificate to each holder, numbered one after the other, and says all of it", async () => {
    const ledger = await ledgerFixture();
    const { assets, certificates, parties } = ledger;
    const { assetId, caseId, claimed } = await readyCase(ledger);
    const first = await assets.connect(parties.registry.key).certifyRegistration.staticCall(caseId, document, true);
    const sent = await acts.certifyRegistration(ledger, caseId);
    const ids = claimed.map((_, index) => first + BigInt(index));
    const { registry } = parties;
    expect(await eventsOf(sent, assets, "RegistrationCertified")).to.deep.equal(
      claimed.map(({ party }, index) =>
        plain([caseId, ids[index], party.address, registry.address, registry.key.address, document, true]),
      ),
    );
    expect(await eventsOf(sent, assets, "RightRegistered")).to.deep.equal(
      claimed.flatMap(({ party, list }, index) =>
        list.map(({ right, until, territory, resale, purposes, limitsDigest }) =>
          plain([assetId, party.address, ids[index], right, until, territory, resale, purposes, limitsDigest]),
        ),
      ),
    );
    expect(await eventsOf(sent, certificates, "CertificateIssued")).to.deep.equal(
      claimed.map(({ party, list }, index) =>
        plain([ids[index], party.address, assetId, caseId, list[0]!.until, document, true]),
      ),
    );
    const seen = await assets.caseOf(caseId);
    expect([seen.certificateId, ...seen.others.map((each) => each.certificateId)]).to.deep.equal(ids);
    expect(plain(await assets.certificatesOf(assetId))).to.deep.equal(ids);
  });

  it("registers each with its own rights, terms and limits, and nobody with another's", async () => {
    const ledger = await ledgerFixture();
    const { assets, certificates } = ledger;
    const { assetId, caseId, claimed } = await readyCase(ledger);
    await acts.certifyRegistration(ledger, caseId);
    const since = await now();
    const { certificateId: own, others } = await assets.caseOf(caseId);
    const ids = [own, ...others.map((each) => each.certificateId)];
    for (const [index, { party, list }] of claimed.entries()) {
      for (const right of [1, 2, 3] as const) {
        const claim = list.find((each) => each.right === right);
        const entry = claim ? { certificateId: ids[index], caseId, since, claim } : noRight;
        expectStruct(await assets.rightOf(assetId, right, party.address), entry);
      }
      expect(await certificates.ownerOf(ids[index]!)).to.equal(party.address);
      const basis = await assets.basisTerms(ids[index]!);
      expect([basis.grantor, basis.live]).to.deep.equal([party.address, index === 2]);
    }
  });

  it("serves 16 holders with three rights each in one transaction", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const others: TestParty[] = [];
    for (let i = 0; i < 15; i++) others.push(await ledger.admit());
    const assetId = await declareAsset(ledger, parties.alpha);
    const caseId = await apply(ledger, parties.alpha, assetId, { others: await joined(others) });
    for (const party of others) await consent(ledger, party, caseId);
    await toEnd(ledger, caseId);
    await acts.certifyRegistration(ledger, caseId);
    expect(await assets.certificatesOf(assetId)).to.have.length(16);
    for (const { address } of [parties.alpha, ...others]) {
      for (const right of [1, 2, 3]) {
        expect((await assets.rightOf(assetId, right, address)).caseId).to.equal(caseId);
      }
    }
  });

  it("makes room in the asset's list for what stands: certificates whose rights all expired leave it", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { assetId, caseId } = await readyCase(ledger);
    await acts.certifyRegistration(ledger, caseId);
    const { others } = await assets.caseOf(caseId);
    await networkHelpers.time.increase(250 * day);
    const next = await apply(ledger, parties.alpha, assetId, { claims: claims(await now(), [1]) });
    await toEnd(ledger, next);
    await acts.certifyRegistration(ledger, next);
    const { certificateId } = await assets.caseOf(next);
    // Gamma's term still runs; alpha's and beta's are over.
    expect(plain(await assets.certificatesOf(assetId))).to.deep.equal([others[1]!.certificateId, certificateId]);
  });
});

describe("derived data of several (article 21)", () => {
  /** Two sources, of alpha's certificates and beta's, and data derived from both. */
  async function derived(ledger: TestLedger) {
    const { alpha, beta } = ledger.parties;
    const own = await declareAsset(ledger, alpha);
    const foreign = await declareAsset(ledger, beta);
    const child = await declareAsset(ledger, alpha, { source: 4, sources: [own, foreign] });
    return { own, foreign, child };
  }

  /** Registers the use right on an asset for these parties, the first of which declared it. */
  async function useOf(ledger: TestLedger, assetId: string, [first, ...others]: readonly TestParty[]) {
    const caseId = await apply(ledger, first!, assetId, {
      claims: claims(await now(), [2]),
      others: await joined(others, [2]),
    });
    for (const party of others) await consent(ledger, party, caseId);
    await toEnd(ledger, caseId);
    await acts.certifyRegistration(ledger, caseId);
  }

  const missing = async (ledger: TestLedger, sent: Promise<unknown>, source: string, party: TestParty) =>
    expect(sent).to.be.revertedWithCustomError(ledger.assets, "UseRightMissing").withArgs(source, party.address);

  it("needs the use right on every source of everyone who applies (article 21)", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta } = ledger.parties;
    const { own, foreign, child } = await derived(ledger);
    const sent = async () => apply(ledger, alpha, child, { others: await joined([beta]) });
    await useOf(ledger, own, [alpha]);
    await missing(ledger, sent(), own, beta);
    await useOf(ledger, foreign, [beta, alpha]);
    await missing(ledger, sent(), own, beta);
  });

  it("is filed when all who apply have it (article 21)", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta } = ledger.parties;
    const { own, foreign, child } = await derived(ledger);
    await useOf(ledger, own, [alpha, beta]);
    await useOf(ledger, foreign, [beta, alpha]);
    const caseId = await apply(ledger, alpha, child, { others: await joined([beta]) });
    await consent(ledger, beta, caseId);
    expect((await ledger.assets.caseOf(caseId)).state).to.equal(1n);
  });

  it("needs it only of one of them for each source where they fuse what they have (article 21)", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta, gamma } = ledger.parties;
    const { own, foreign, child } = await derived(ledger);
    const basis = { sourceCase: 4, rights: 0, documentDigest: `0x${"00".repeat(32)}` };
    const sent = async (others: readonly TestParty[]) =>
      apply(ledger, alpha, child, { basis, others: await joined(others) });
    await missing(ledger, sent([gamma]), own, alpha);
    await useOf(ledger, own, [alpha]);
    await useOf(ledger, foreign, [beta]);
    await missing(ledger, sent([gamma]), foreign, alpha);
    const caseId = await sent([gamma, beta]);
    await consent(ledger, gamma, caseId);
    await consent(ledger, beta, caseId);
    await toEnd(ledger, caseId);
    await acts.certifyRegistration(ledger, caseId);
    expect(fieldsOf(await ledger.assets.caseOf(caseId))["state"]).to.equal(6n);
  });

  it("is looked at again when the certificates are issued (article 21)", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta } = ledger.parties;
    const { own, foreign, child } = await derived(ledger);
    await useOf(ledger, own, [alpha, beta]);
    await useOf(ledger, foreign, [beta, alpha]);
    await networkHelpers.time.increase(330 * day);
    const caseId = await apply(ledger, alpha, child, { others: await joined([beta]) });
    await consent(ledger, beta, caseId);
    await toEnd(ledger, caseId);
    await networkHelpers.time.increase(60 * day);
    await missing(ledger, acts.certifyRegistration(ledger, caseId), own, alpha);
  });
});
