import { expect } from "chai";
import { eventsOf, expectRefusal } from "../expectations.ts";
import {
  admitRecord,
  certify,
  day,
  declareAsset,
  digest,
  ledgerFixture,
  networkHelpers,
  now,
  roles,
  terms,
  type TestLedger,
} from "../fixture.ts";
import { acts } from "./cases.ts";
import { bits, complete, consent, endGrounds, toEnd } from "./later.ts";
import { cancelRecord } from "./public-track.ts";

const document = digest("document");

/** A product of authorised operation, recorded until a day, and its certificate with a series. */
async function certifiedProduct(recordDays: number) {
  const ledger = await ledgerFixture();
  const { operator } = ledger.parties;
  const assetId = await declareAsset(ledger, operator, { category: 4 });
  const until = (await now()) + recordDays * day;
  await ledger.records.connect(operator.key).submitRecord(assetId, until, document);
  const recordId = await ledger.records.recordCount();
  await admitRecord(ledger, recordId, "GX-PRODUCT-1");
  const certificateId = await certify(ledger, operator, assetId, [1, 2, 3], { publicRecordId: recordId });
  return { ledger, assetId, recordId, certificateId, until };
}

const open = async ({ ledger, parties }: TestLedger, certificateId: bigint, over: Record<string, unknown> = {}) =>
  ledger.connect(parties.operator.key).openSeries(terms(certificateId, await now(), over));

describe("a product of authorised operation (article 15)", () => {
  it("grants no longer than its public record", async () => {
    const { ledger, certificateId, until } = await certifiedProduct(100);
    const time = await now();
    const longer = open(ledger, certificateId, { start: time, end: until + 1 });
    await expectRefusal(longer, ledger.ledger, "TermInvalid", [time, until + 1, until]);
    await open(ledger, certificateId, { start: time, end: until });
    expect(await ledger.ledger.seriesCount()).to.equal(1n);
    await networkHelpers.time.increaseTo(until + 1);
    expect((await ledger.assets.basisTerms(certificateId)).live).to.equal(false);
  });

  it("loses its series in the same transaction in which its record ends", async () => {
    const { ledger, recordId, certificateId } = await certifiedProduct(400);
    await open(ledger, certificateId);
    const sent = await cancelRecord(ledger, recordId);
    expect(await eventsOf(sent, ledger.ledger, "SeriesBasisChanged")).to.deep.equal([[1n, 1n, certificateId, false]]);
    expect((await ledger.ledger.seriesOf(1)).basisLost).to.equal(true);
    await expectRefusal(open(ledger, certificateId), ledger.ledger, "BasisNotLive", [1, certificateId]);
  });

  it("is told anew by anyone, which changes nothing that is so", async () => {
    const { ledger, assetId, certificateId } = await certifiedProduct(400);
    await open(ledger, certificateId);
    const sent = await ledger.assets.connect(ledger.parties.overseas.key).refreshBases(assetId);
    expect(await eventsOf(sent, ledger.ledger, "SeriesBasisChanged")).to.deep.equal([]);
    expect((await ledger.ledger.seriesOf(1)).basisLost).to.equal(false);
    const unknown = ledger.assets.connect(ledger.parties.overseas.key).refreshBases(document);
    await expectRefusal(unknown, ledger.assets, "AssetUnknown", [document]);
  });
});

describe("a product of authorised operation in another's hand (articles 15, 34)", () => {
  /** Its operating right passed to beta, which opened a series over it. */
  async function passed() {
    const made = await certifiedProduct(400);
    const { ledger, certificateId } = made;
    const { operator, beta } = ledger.parties;
    const asked = { certificateId, rights: bits.operate, transferee: beta.address, evidenceDigest: document };
    await ledger.assets.connect(operator.key).applyForTransfer(asked);
    const caseId = await ledger.assets.caseCount();
    await consent(ledger, beta, caseId);
    await complete(ledger, caseId);
    const seen = await ledger.assets.caseOf(caseId);
    await ledger.ledger.connect(beta.key).openSeries(terms(seen.certificateId, await now()));
    return { ...made, caseId, nextId: seen.certificateId, linked: seen.publicRecordId };
  }

  it("keeps the link to its record, and grants no longer than it", async () => {
    const { ledger, recordId, nextId, linked } = await passed();
    expect(linked).to.equal(recordId);
    const { until } = await ledger.assets.basisTerms(nextId);
    const registered = (await ledger.certificates.certificateOf(nextId)).until;
    const recorded = (await ledger.records.recordOf(recordId)).until;
    expect(until).to.equal(registered < recorded ? registered : recorded);
  });

  it("loses its series when the record ends, as the first holder's did", async () => {
    const { ledger, recordId, nextId } = await passed();
    const sent = await cancelRecord(ledger, recordId);
    expect(await eventsOf(sent, ledger.ledger, "SeriesBasisChanged")).to.deep.equal([[1n, 1n, nextId, false]]);
    expect((await ledger.assets.basisTerms(nextId)).live).to.equal(false);
  });
});

describe("a product of authorised operation whose record ended (articles 15, 34, 36)", () => {
  it("is neither transferred nor renewed any more, also when that was filed before; it may be cancelled", async () => {
    const { ledger, assetId, recordId, certificateId, until } = await certifiedProduct(500);
    const { assets, parties } = ledger;
    const { operator, beta } = parties;
    const transfer = { certificateId, rights: bits.hold, transferee: beta.address, evidenceDigest: document };
    await assets.connect(operator.key).applyForTransfer(transfer);
    const caseId = await assets.caseCount();
    await consent(ledger, beta, caseId);
    await toEnd(ledger, caseId);
    await cancelRecord(ledger, recordId);
    const gone = [assetId, recordId];
    await expectRefusal(acts.certifyRegistration(ledger, caseId), assets, "PublicRecordLinkMissing", gone);
    const again = assets.connect(operator.key).applyForTransfer(transfer);
    await expectRefusal(again, assets, "PublicRecordLinkMissing", gone);
    await networkHelpers.time.increaseTo(
      (await assets.rightOf(assetId, 1, operator.address)).claim.until - 30n * 86_400n,
    );
    const terms = [{ right: 1, until: until + 300 * day }];
    const renewal = assets.connect(operator.key).applyForRenewal({ certificateId, terms, evidenceDigest: document });
    await expectRefusal(renewal, assets, "PublicRecordLinkMissing", gone);
    const ending = { certificateId, rights: bits.all, ground: endGrounds.request, evidenceDigest: document };
    await assets.connect(operator.key).applyForCancellation(ending);
    await complete(ledger, await assets.caseCount());
  });
});

describe("authorised operation of a party that is an operator no longer", () => {
  it("opens no series; those it opened stand, whoever asks for them to be told anew", async () => {
    const ledger = await ledgerFixture();
    const { body, operator, authority } = ledger.parties;
    const assetId = await declareAsset(ledger, body, { category: 3 });
    const until = (await now()) + 400 * day;
    await ledger.records.connect(body.key).submitRecord(assetId, until, document);
    await admitRecord(ledger, 1n, "GX-1");
    const start = await now();
    await ledger.records.connect(body.key).authoriseOperation({
      recordId: 1,
      operator: operator.address,
      scene: "Logistics",
      purposes: 0b11,
      territory: 156,
      start,
      until,
      resale: true,
      agreementDigest: document,
      safety: { level: 3, until, documentDigest: document },
    });
    const given = { basisKind: 2 };
    await open(ledger, 1n, given);
    await ledger.ledger.connect(authority.key).changeRoles(operator.address, roles.trader, document);
    const sent = open(ledger, 1n, given);
    await expectRefusal(sent, ledger.ledger, "RoleMissing", [operator.address, roles.operator]);
    await ledger.assets.connect(ledger.parties.overseas.key).refreshBases(assetId);
    expect((await ledger.ledger.seriesOf(1)).basisLost).to.equal(false);
  });
});
