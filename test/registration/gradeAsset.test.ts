import { expect } from "chai";
import { id } from "ethers";
import { expectEvent, expectRefusal, expectStruct, fieldsOf } from "../expectations.ts";
import { declareAsset, digest, ledgerFixture, powers, roles, scopes, seriesFixture, zeroDigest } from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { document, grades } from "./cases.ts";

const assessment = digest("risk assessment");

describe("gradeAsset (GB/T 43697)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.authority,
    given: async (ledger) => declareAsset(ledger, ledger.parties.alpha),
    call: ({ assets }, key, assetId) => assets.connect(key).gradeAsset(assetId, grades.core, zeroDigest, document),
  });

  for (const party of ["governance", "registry", "alpha", "body"] as const) {
    it(`is refused to a party that is no authority: ${party}`, async () => {
      const ledger = await ledgerFixture();
      const assetId = await declareAsset(ledger, ledger.parties.alpha);
      const { key, address } = ledger.parties[party];
      const attempt = ledger.assets.connect(key).gradeAsset(assetId, grades.general, zeroDigest, document);
      await expectRefusal(attempt, ledger.ledger, "RoleMissing", [address, roles.authority]);
    });
  }

  it("is refused for an unknown asset, without a document, and for no grade", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const authority = assets.connect(ledger.parties.authority.key);
    const assetId = await declareAsset(ledger, ledger.parties.alpha);
    const unknown = authority.gradeAsset(id("nothing"), grades.core, zeroDigest, document);
    await expectRefusal(unknown, assets, "AssetUnknown", [id("nothing")]);
    const bare = authority.gradeAsset(assetId, grades.core, zeroDigest, zeroDigest);
    await expectRefusal(bare, ledger.ledger, "DocumentMissing");
    await expectRefusal(authority.gradeAsset(assetId, 0, zeroDigest, document), assets, "GradeInvalid", [assetId, 0]);
  });

  it("records grade and assessment, and says who graded on which document", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const assetId = await declareAsset(ledger, parties.alpha);
    const before = fieldsOf(await assets.assetOf(assetId));
    const { key, address } = parties.authority;
    for (const [grade, assessed] of [
      [grades.important, assessment],
      [grades.core, zeroDigest],
      [grades.general, zeroDigest],
    ] as const) {
      const sent = assets.connect(key).gradeAsset(assetId, grade, assessed, document);
      await expectEvent(sent, assets, "AssetGraded", [assetId, address, key.address, grade, assessed, document]);
      expectStruct(await assets.assetOf(assetId), { ...before, grade, assessmentDigest: assessed });
    }
  });

  it("takes the basis from open series at once where the new grade bears no voucher, and gives it back", async () => {
    const ledger = await seriesFixture();
    const { assets, parties, assetId, seriesId, certificateId, issue } = ledger;
    const { key } = parties.authority;
    const voucherId = await issue(parties.beta);
    const grade = (to: number, assessed = zeroDigest) =>
      assets.connect(key).gradeAsset(assetId, to, assessed, document);
    const lost = async () => (await ledger.ledger.seriesOf(seriesId)).basisLost;

    await expectEvent(grade(grades.core), ledger.ledger, "SeriesBasisChanged", [seriesId, 1, certificateId, false]);
    expect(await lost()).to.equal(true);
    const transfer = ledger.ledger.connect(parties.beta.key)["transferFrom(address,address,uint256)"];
    const move = transfer(parties.beta.address, parties.gamma.address, voucherId);
    await expectRefusal(move, ledger.ledger, "SeriesBasisLost", [seriesId]);
    await expectRefusal(issue(parties.gamma), ledger.ledger, "SeriesBasisLost", [seriesId]);

    // Important data bears vouchers with its assessment, and not without.
    await grade(grades.important);
    expect(await lost()).to.equal(true);
    await expectEvent(grade(grades.important, assessment), ledger.ledger, "SeriesBasisChanged", [
      seriesId,
      1,
      certificateId,
      true,
    ]);
    expect(await lost()).to.equal(false);
    await grade(grades.important);
    expect(await lost()).to.equal(true);
    await grade(grades.general);
    expect(await lost()).to.equal(false);
    expect(await ledger.ledger.ownerOf(voucherId)).to.equal(parties.beta.address);
  });
});
