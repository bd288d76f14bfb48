import { expect } from "chai";
import { id } from "ethers";
import { expectEvent, expectRefusal, expectStruct } from "../expectations.ts";
import {
  admitRecord,
  certify,
  china,
  claims,
  day,
  declareAsset,
  ledgerFixture,
  networkHelpers,
  now,
  ownBasis,
  powers,
  roles,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct, suspend } from "../parties/acting.behavior.ts";
import { profileIds } from "../rules.ts";
import {
  application,
  apply,
  categories,
  document,
  giveTerms,
  grades,
  recordedPublicData,
  rights,
  sources,
} from "./cases.ts";

/** Alpha applies for an asset of its own. */
async function attempt(
  ledger: TestLedger,
  over: Record<string, unknown> = {},
  asset: Record<string, unknown> = {},
  party: keyof TestLedger["parties"] = "alpha",
) {
  const assetId = await declareAsset(ledger, ledger.parties[party], asset);
  return { assetId, sent: apply(ledger, ledger.parties[party], assetId, over) };
}

describe("applyForRegistration (article 32)", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.alpha,
    given: async (ledger) => declareAsset(ledger, ledger.parties.alpha),
    call: async (ledger, key, assetId) =>
      ledger.assets.connect(key).applyForRegistration(await application(ledger, assetId)),
  });

  it("is refused for an asset that was never declared", async () => {
    const ledger = await ledgerFixture();
    const unknown = apply(ledger, ledger.parties.alpha, id("nothing"));
    await expectRefusal(unknown, ledger.assets, "AssetUnknown", [id("nothing")]);
  });

  for (const party of ["body", "operator", "alpha", "registry"] as const) {
    it(`is refused for data of government duty, whoever asks: ${party} (article 15)`, async () => {
      const ledger = await ledgerFixture();
      const assetId = await declareAsset(ledger, ledger.parties.body, { category: categories.governmentDuty });
      const sent = apply(ledger, ledger.parties[party], assetId);
      await expectRefusal(sent, ledger.assets, "GovernmentDutyData", [assetId]);
    });
  }

  for (const party of ["authority", "registry", "exchange", "body"] as const) {
    it(`is refused to a party that does not trade: ${party}`, async () => {
      const ledger = await ledgerFixture();
      const assetId = await declareAsset(ledger, ledger.parties.alpha);
      const { address } = ledger.parties[party];
      const sent = apply(ledger, ledger.parties[party], assetId);
      await expectRefusal(sent, ledger.ledger, "RoleMissing", [address, roles.trader]);
    });
  }

  it("is refused to a party that did not declare the asset", async () => {
    const ledger = await ledgerFixture();
    const assetId = await declareAsset(ledger, ledger.parties.alpha);
    const sent = apply(ledger, ledger.parties.beta, assetId);
    await expectRefusal(sent, ledger.assets, "NotDeclarant", [assetId, ledger.parties.beta.address]);
  });

  it("is refused to a former registry at itself, whose code outlives its role (article 12)", async () => {
    const ledger = await ledgerFixture();
    const { authority, registry } = ledger.parties;
    const roleChange = ledger.ledger.connect(authority.key);
    await roleChange.changeRoles(registry.address, roles.trader, document);
    const { sent } = await attempt(ledger, {}, {}, "registry");
    await expectRefusal(sent, ledger.assets, "OwnRegistry", [registry.address]);
  });

  it("is refused at a party that is no registry, or has no code, or lost its role", async () => {
    const ledger = await ledgerFixture();
    const { authority, beta, registry } = ledger.parties;
    const codeless = await ledger.admit({ roles: roles.registry });
    for (const { address } of [beta, codeless]) {
      const { sent } = await attempt(ledger, { registry: address });
      await expectRefusal(sent, ledger.assets, "NotRegistry", [address]);
    }
    await ledger.ledger.connect(authority.key).changeRoles(registry.address, roles.serviceAgency, document);
    const { sent } = await attempt(ledger);
    await expectRefusal(sent, ledger.assets, "NotRegistry", [registry.address]);
  });

  it("is refused at a suspended registry (articles 10-13)", async () => {
    const ledger = await ledgerFixture();
    const { registry } = ledger.parties;
    await suspend(ledger, registry);
    const { sent } = await attempt(ledger);
    await expectRefusal(sent, ledger.ledger, "PartyNotInStanding", [registry.address, 3]);
  });

  it("is refused without evidence", async () => {
    const ledger = await ledgerFixture();
    const { sent } = await attempt(ledger, { evidenceDigest: zeroDigest });
    await expectRefusal(sent, ledger.ledger, "DocumentMissing");
  });

  it("is refused for core data (GB/T 43697)", async () => {
    const ledger = await ledgerFixture();
    const { assetId, sent } = await attempt(ledger, {}, { grade: grades.core });
    await expectRefusal(sent, ledger.assets, "CoreData", [assetId]);
  });

  it("is refused for a product of authorised operation without its standing record (article 15)", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const assetId = await declareAsset(ledger, parties.operator, { category: categories.authorisedProduct });
    const sent = (publicRecordId: bigint) => apply(ledger, parties.operator, assetId, { publicRecordId });
    const refused = async (publicRecordId: bigint) =>
      expectRefusal(sent(publicRecordId), ledger.assets, "PublicRecordLinkMissing", [assetId, publicRecordId]);
    await refused(0n);
    await refused(77n);
    // Submitted is not recorded.
    await records.connect(parties.operator.key).submitRecord(assetId, (await now()) + 100 * day, document);
    await refused(1n);
    const foreign = await recordedPublicData(ledger);
    await refused(foreign.recordId);
    await admitRecord(ledger, 1n, "GX-PRODUCT");
    expect(await sent(1n)).to.equal(1n);
  });

  it("is refused with a record of the public track for data that has none", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await recordedPublicData(ledger);
    for (const publicRecordId of [recordId, 77n]) {
      const { assetId, sent } = await attempt(ledger, { publicRecordId });
      await expectRefusal(sent, ledger.assets, "PublicRecordLinkMissing", [assetId, publicRecordId]);
    }
  });

  it("is refused for derived data without the use right on every source (article 21)", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta } = ledger.parties;
    const own = await declareAsset(ledger, alpha);
    const foreign = await declareAsset(ledger, beta);
    const child = await declareAsset(ledger, alpha, { source: sources.derived, sources: [own, foreign] });
    const missing = async (source: string) =>
      expectRefusal(apply(ledger, alpha, child), ledger.assets, "UseRightMissing", [source, alpha.address]);
    await missing(own);
    await certify(ledger, alpha, own, [rights.hold]);
    await missing(own);
    await certify(ledger, alpha, own, [rights.use]);
    await missing(foreign);
    // Another's certificate gives alpha nothing.
    await certify(ledger, beta, foreign);
    await missing(foreign);
  });

  for (const count of [0, 4]) {
    it(`is refused with ${count} claims`, async () => {
      const ledger = await ledgerFixture();
      const list = claims(
        await now(),
        Array.from({ length: count }, (_, index) => (index % 3) + 1),
      );
      const { sent } = await attempt(ledger, { claims: list });
      await expectRefusal(sent, ledger.assets, "ClaimsInvalid", [count]);
    });
  }

  it("is refused for a claim to no right, and to one right twice", async () => {
    const ledger = await ledgerFixture();
    for (const list of [[0], [1, 2, 1]]) {
      const asked = claims(await now(), list);
      const { sent } = await attempt(ledger, { claims: asked });
      await expectRefusal(sent, ledger.assets, "ClaimInvalid", [list.at(-1), asked[0]!.until]);
    }
  });

  it("is refused for a term that is over, or longer than five calendar years (article 26)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const assetId = await declareAsset(ledger, parties.alpha);
    const time = china("2026-03-31T10:00:00");
    const latest = china("2031-03-31T10:00:00");
    /** Applies in the block of that second for a right until then. */
    const applyFor = async (until: number) => {
      const snapshot = await networkHelpers.takeSnapshot();
      const asked = await application(ledger, assetId, { claims: claims(0, [1], { until }) });
      await networkHelpers.time.setNextBlockTimestamp(time);
      const sent = assets.connect(parties.alpha.key).applyForRegistration(asked, { gasLimit: 2_000_000 });
      return { sent, undo: () => snapshot.restore() };
    };
    for (const [until, error, values] of [
      [time, "ClaimInvalid", [1, time]],
      [latest + 1, "ClaimTooLong", [1, latest + 1, latest]],
    ] as const) {
      const { sent, undo } = await applyFor(until);
      await expectRefusal(sent, assets, error, values);
      await undo();
    }
    for (const until of [time + 1, latest]) {
      const { sent, undo } = await applyFor(until);
      await expect(sent).to.emit(assets, "RegistrationApplied");
      await undo();
    }
  });

  it("is refused for a longer term than the profile's, in calendar months (article 26)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    await giveTerms(ledger, { validityMonths: 1 });
    const assetId = await declareAsset(ledger, parties.alpha);
    const latest = china("2026-02-28T10:00:00");
    for (const until of [latest + 1, latest]) {
      const asked = await application(ledger, assetId, { claims: claims(0, [1], { until }) });
      const snapshot = await networkHelpers.takeSnapshot();
      await networkHelpers.time.setNextBlockTimestamp(china("2026-01-31T10:00:00"));
      const sent = assets.connect(parties.alpha.key).applyForRegistration(asked, { gasLimit: 2_000_000 });
      if (until > latest) await expectRefusal(sent, assets, "ClaimTooLong", [1, until, latest]);
      else await expect(sent).to.emit(assets, "RegistrationApplied");
      await snapshot.restore();
    }
  });

  it("is refused for operating what was gathered from public sources; holding and using pass (articles 20, 21)", async () => {
    const ledger = await ledgerFixture();
    const gathered = { source: sources.publiclyGathered };
    const { sent } = await attempt(ledger, {}, gathered);
    await expectRefusal(sent, ledger.assets, "RightNotRegistrable", [rights.operate, sources.publiclyGathered]);
    const lesser = await attempt(ledger, { claims: claims(await now(), [rights.hold, rights.use]) }, gathered);
    expect(await lesser.sent).to.equal(1n);
  });

  it("is refused for a right that the party has registered and live", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const assetId = await declareAsset(ledger, alpha);
    await certify(ledger, alpha, assetId, [rights.use]);
    const again = apply(ledger, alpha, assetId);
    await expectRefusal(again, ledger.assets, "RightAlreadyRegistered", [assetId, rights.use, alpha.address]);
    expect(await apply(ledger, alpha, assetId, { claims: claims(await now(), [rights.hold]) })).to.equal(2n);
  });

  it("returns the number of the case, records every field, and says everything in its event", async () => {
    const ledger = await ledgerFixture();
    const { alpha, registry } = ledger.parties;
    const assetId = await declareAsset(ledger, alpha);
    const asked = await application(ledger, assetId, { claims: claims(await now(), [3, 1], { territory: 0 }) });
    const assets = ledger.assets.connect(alpha.key);
    expect(await assets.applyForRegistration.staticCall(asked)).to.equal(1n);
    await expectEvent(assets.applyForRegistration(asked), assets, "RegistrationApplied", [
      1,
      assetId,
      alpha.address,
      alpha.key.address,
      1,
      profileIds.nationalGuide,
      asked,
    ]);
    expect(await assets.caseCount()).to.equal(1n);
    expectStruct(await assets.caseOf(1), {
      caseId: 1,
      kind: 1,
      state: 1,
      profileId: profileIds.nationalGuide,
      assetId,
      applicant: alpha.address,
      registry: registry.address,
      publicRecordId: 0,
      certificateId: 0,
      appliedAt: await now(),
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
      examiner: `0x${"00".repeat(20)}`,
      evidenceDigest: asked.evidenceDigest,
      claims: asked.claims,
      objections: [],
      subjectId: 0,
      rights: 0,
      ground: 0,
      exOfficio: false,
      basis: ownBasis,
      others: [],
      terms: [],
    });
  });
});
