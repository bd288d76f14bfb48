import { expect } from "chai";
import { eventsOf, expectRefusal, expectStruct, plain } from "../expectations.ts";
import { claims, day, digest, ledgerFixture, networkHelpers, now, passNotice, terms, zeroDigest } from "../fixture.ts";
import { acts, authorise, caseIn, document, grades, recordedPublicData } from "./cases.ts";
import { publicSeries, publicTrack } from "./public-track.ts";

const unknown = {
  assetId: zeroDigest,
  grantor: `0x${"00".repeat(20)}`,
  live: false,
  until: 0,
  territory: 0,
  purposes: 0,
  resale: false,
  tradable: false,
};

describe("endAuthorisation, for the series over it", () => {
  it("takes their basis in the same transaction, and that of no others", async () => {
    const { ledger, first, series, lost } = await publicTrack();
    const { records, parties } = ledger;
    await ledger.ledger.connect(parties.operator.key).issue(series[0]!, parties.beta.address, 10, digest("v"));
    const voucherId = (series[0]! << 32n) | 1n;
    expect(await lost()).to.deep.equal([false, false, false]);
    const sent = await records.connect(parties.body.key).endAuthorisation(first, document);
    expect(await eventsOf(sent, ledger.ledger, "SeriesBasisChanged")).to.deep.equal([
      plain([series[0], 2, first, false]),
      plain([series[1], 2, first, false]),
    ]);
    expect(await eventsOf(sent, ledger.ledger, "BatchMetadataUpdate")).to.deep.equal([[voucherId, voucherId]]);
    expect(await lost()).to.deep.equal([true, true, false]);

    const { operator, beta, gamma } = parties;
    const issue = (which: bigint) => ledger.ledger.connect(operator.key).issue(which, gamma.address, 1, digest("v"));
    await expectRefusal(issue(series[0]!), ledger.ledger, "SeriesBasisLost", [series[0]]);
    await expect(issue(series[2]!)).to.emit(ledger.ledger, "VoucherIssued");
    const transfer = ledger.ledger.connect(beta.key)["transferFrom(address,address,uint256)"];
    const move = transfer(beta.address, gamma.address, voucherId);
    await expectRefusal(move, ledger.ledger, "SeriesBasisLost", [series[0]]);
    expect(await ledger.ledger.ownerOf(voucherId)).to.equal(beta.address);
  });

  it("leaves no series to be opened over it", async () => {
    const { ledger, first } = await publicTrack();
    await ledger.records.connect(ledger.parties.body.key).endAuthorisation(first, document);
    await expectRefusal(publicSeries(ledger, first), ledger.ledger, "BasisNotLive", [2, first]);
  });
});

describe("refreshBases", () => {
  it("repeats what is so, by anyone, and changes nothing that stands", async () => {
    const { ledger, assetId, lost } = await publicTrack();
    const sent = await ledger.records.connect(ledger.parties.gamma.key).refreshBases(assetId);
    expect((await sent.wait())!.logs).to.deep.equal([]);
    expect(await lost()).to.deep.equal([false, false, false]);
  });

  it("gives an ended authorisation's series nothing back", async () => {
    const { ledger, assetId, first, lost } = await publicTrack();
    await ledger.records.connect(ledger.parties.body.key).endAuthorisation(first, document);
    await ledger.records.connect(ledger.parties.gamma.key).refreshBases(assetId);
    expect(await lost()).to.deep.equal([true, true, false]);
  });

  it("follows a grade: series over public data that became core lose their basis, and have it back", async () => {
    const { ledger, assetId, first, lost } = await publicTrack();
    const { assets, records, parties } = ledger;
    const grade = (to: number, assessment = zeroDigest) =>
      assets.connect(parties.authority.key).gradeAsset(assetId, to, assessment, document);
    await grade(grades.core);
    expect(await lost()).to.deep.equal([true, true, true]);
    await records.connect(parties.body.key).endAuthorisation(first, document);
    await grade(grades.important);
    expect(await lost()).to.deep.equal([true, true, true]);
    await grade(grades.important, digest("assessment"));
    expect(await lost()).to.deep.equal([true, true, false]);
  });
});

describe("basisChanged", () => {
  it("is refused to everybody but the source of that kind of basis", async () => {
    const { ledger, parties, assets, records } = await ledgerFixture();
    for (const { key } of [parties.governance, parties.authority, parties.registry, parties.alpha]) {
      for (const kind of [0, 1, 2]) {
        const attempt = ledger.connect(key).basisChanged(kind, 1, false);
        await expectRefusal(attempt, ledger, "NotBasisSource", [key.address, kind]);
      }
    }
    expect(await ledger.basisSource(1)).to.equal(await assets.getAddress());
    expect(await ledger.basisSource(2)).to.equal(await records.getAddress());
  });
});

describe("basisTerms", () => {
  it("are those of the authorisation, live from its first to its last second", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { recordId, assetId } = await recordedPublicData(ledger);
    const start = (await now()) + day;
    const until = start + day;
    const which = await authorise(ledger, recordId, { start, until, territory: 0, resale: false, purposes: 6 });
    const expected = {
      assetId,
      grantor: parties.operator.address,
      live: false,
      until,
      territory: 0,
      purposes: 6,
      resale: false,
      tradable: true,
    };
    expectStruct(await records.basisTerms(which), expected);
    for (const [time, live] of [
      [start, true],
      [until, true],
      [until + 1, false],
    ] as const) {
      await networkHelpers.time.increaseTo(time);
      expectStruct(await records.basisTerms(which), { ...expected, live });
    }
    expectStruct(await records.basisTerms(9), unknown);
  });

  it("are those of the certificate's operating right, and live as long as it", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const time = await now();
    const asked = [
      ...claims(time, [1]),
      ...claims(time, [3], { until: time + 50 * day, purposes: 5, resale: false, territory: 0 }),
    ];
    const { caseId, assetId } = await caseIn(ledger, "certified", { claims: asked });
    const { certificateId } = await assets.caseOf(caseId);
    const expected = {
      assetId,
      grantor: parties.alpha.address,
      live: true,
      until: time + 50 * day,
      territory: 0,
      purposes: 5,
      resale: false,
      tradable: true,
    };
    expectStruct(await assets.basisTerms(certificateId), expected);
    await networkHelpers.time.increaseTo(time + 50 * day + 1);
    const gone = { ...expected, live: false, until: 0, purposes: 0 };
    expectStruct(await assets.basisTerms(certificateId), gone);
    expectStruct(await assets.basisTerms(certificateId + 1n), unknown);
    expectStruct(await assets.basisTerms(0), unknown);
  });

  it("are not live without the operating right", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "certified", { claims: claims(await now(), [1, 2]) });
    const { certificateId } = await ledger.assets.caseOf(caseId);
    expect((await ledger.assets.basisTerms(certificateId)).live).to.equal(false);
    const open = ledger.ledger.connect(ledger.parties.alpha.key).openSeries(terms(certificateId, await now()));
    await expectRefusal(open, ledger.ledger, "BasisNotLive", [1, certificateId]);
  });

  for (const [name, grade, assessed, tradable] of [
    ["general data", grades.general, false, true],
    ["important data without its assessment", grades.important, false, false],
    ["important data with its assessment", grades.important, true, true],
    ["core data", grades.core, false, false],
    ["core data with an assessment", grades.core, true, false],
  ] as const) {
    it(`say whether ${name} bears vouchers: ${tradable ? "yes" : "no"} (GB/T 43697)`, async () => {
      const { ledger, assetId: publicAsset, second } = await publicTrack();
      const { assets, records, parties } = ledger;
      const { caseId, assetId } = await caseIn(ledger, "published");
      await passNotice(ledger, caseId);
      await acts.certifyRegistration(ledger, caseId);
      const { certificateId } = await assets.caseOf(caseId);
      const assessment = assessed ? digest("assessment") : zeroDigest;
      for (const which of [assetId, publicAsset]) {
        await assets.connect(parties.authority.key).gradeAsset(which, grade, assessment, document);
      }
      expect((await assets.basisTerms(certificateId)).tradable).to.equal(tradable);
      expect((await records.basisTerms(second)).tradable).to.equal(tradable);
    });
  }
});
