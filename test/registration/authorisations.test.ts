import { expect } from "chai";
import { id, type Wallet, ZeroAddress } from "ethers";
import { expectEvent, expectRefusal, expectStruct } from "../expectations.ts";
import {
  day,
  declareAsset,
  ledgerFixture,
  networkHelpers,
  now,
  powers,
  roles,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct, suspend } from "../parties/acting.behavior.ts";
import { authorisation, authorise, categories, document, recordedPublicData } from "./cases.ts";
import { cancelRecord } from "./public-track.ts";

/** The bureau authorises the operator, with changes. */
const attempt = async (ledger: TestLedger, recordId: bigint, over: Record<string, unknown> = {}, key?: Wallet) =>
  ledger.records
    .connect(key ?? ledger.parties.body.key)
    .authoriseOperation(await authorisation(ledger, recordId, over));

describe("authoriseOperation", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.publicRecords,
    by: ({ parties }) => parties.body,
    given: recordedPublicData,
    call: (ledger, key, { recordId }) => attempt(ledger, recordId, {}, key),
  });

  for (const party of ["authority", "operator", "alpha", "registry"] as const) {
    it(`is refused to a party that is no public body: ${party}`, async () => {
      const ledger = await ledgerFixture();
      const { recordId } = await recordedPublicData(ledger);
      const { key, address } = ledger.parties[party];
      await expectRefusal(attempt(ledger, recordId, {}, key), ledger.records, "NotPublicBody", [address]);
    });
  }

  it("is refused for no record, and for one that does not stand", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    await expectRefusal(attempt(ledger, 9n), records, "RecordUnknown", [9]);
    const assetId = await declareAsset(ledger, parties.body, { category: categories.governmentDuty });
    await records.connect(parties.body.key).submitRecord(assetId, (await now()) + 400 * day, document);
    await expectRefusal(attempt(ledger, 1n), records, "RecordNotInState", [1, 1]);
    await records.connect(parties.authority.key).refuseRecord(1, document);
    await expectRefusal(attempt(ledger, 1n), records, "RecordNotInState", [1, 3]);
    const ended = await recordedPublicData(ledger);
    await cancelRecord(ledger, ended.recordId);
    await expectRefusal(attempt(ledger, ended.recordId), records, "RecordNotInState", [ended.recordId, 4]);
  });

  it("is refused to another public body", async () => {
    const ledger = await ledgerFixture();
    const { recordId, assetId } = await recordedPublicData(ledger);
    const second = await ledger.admit({ roles: roles.authorisingBody });
    const { body } = ledger.parties;
    await expectRefusal(attempt(ledger, recordId, {}, second.key), ledger.records, "RecordOfAnotherBody", [
      assetId,
      body.address,
    ]);
  });

  it("is refused after the record's term", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await recordedPublicData(ledger);
    const { until } = await ledger.records.recordOf(recordId);
    await networkHelpers.time.increaseTo(until + 1n);
    await expectRefusal(attempt(ledger, recordId), ledger.records, "RecordExpired", [recordId, until]);
  });

  it("is refused for a party that is unknown, no operator, or suspended", async () => {
    const ledger = await ledgerFixture();
    const { operator, alpha } = ledger.parties;
    const { recordId } = await recordedPublicData(ledger);
    const nobody = ledger.parties.alpha.key.address;
    await expectRefusal(attempt(ledger, recordId, { operator: nobody }), ledger.ledger, "PartyUnknown", [nobody]);
    const trader = attempt(ledger, recordId, { operator: alpha.address });
    await expectRefusal(trader, ledger.records, "NotOperator", [alpha.address]);
    await suspend(ledger, operator);
    await expectRefusal(attempt(ledger, recordId), ledger.ledger, "PartyNotInStanding", [operator.address, 3]);
  });

  const missing: [string, unknown][] = [
    ["scene", ""],
    ["scene", "x".repeat(257)],
    ["purposes", 0],
    ["agreementDigest", zeroDigest],
  ];
  for (const [field, value] of missing) {
    it(`is refused for the ${field} ${String(value).slice(0, 4) || "of no characters"}`, async () => {
      const ledger = await ledgerFixture();
      const { recordId } = await recordedPublicData(ledger);
      const refused = attempt(ledger, recordId, { [field]: value });
      await expectRefusal(refused, ledger.records, "AuthorisationIncomplete", [field]);
    });
  }

  it("is refused without an assessment of its safety, and for a level or a term that shows none", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await recordedPublicData(ledger);
    const time = await now();
    const shown = { level: 3, until: time + day, documentDigest: document };
    const safe = (over: object, start = time) => attempt(ledger, recordId, { start, safety: { ...shown, ...over } });
    await expectRefusal(safe({ documentDigest: zeroDigest }), ledger.records, "AuthorisationIncomplete", ["safety"]);
    for (const level of [0, 6]) {
      await expectRefusal(safe({ level }), ledger.records, "ProtectionLevelInvalid", [level]);
    }
    for (const [until, start] of [
      [time, time - day],
      [time + day, time + day],
    ] as const) {
      await expectRefusal(safe({ until }, start), ledger.records, "SafetyTermInvalid", [until, start]);
    }
    for (const level of [1, 5]) await safe({ level });
    expect(await ledger.records.authorisationCount()).to.equal(2n);
  });

  it("is refused for a scene that people cannot read as it is", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await recordedPublicData(ledger);
    const refused = attempt(ledger, recordId, { scene: "物流\u0085服务" });
    await expectRefusal(refused, ledger.records, "TextControlCharacter", [6]);
  });

  it("is refused for a term that is empty, over, or longer than the record's", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await recordedPublicData(ledger);
    const recordUntil = Number((await ledger.records.recordOf(recordId)).until);
    const time = await now();
    for (const [start, until] of [
      [time + day, time + day],
      [time + 2 * day, time + day],
      [time - 2 * day, time],
      [time, recordUntil + 1],
    ] as const) {
      const refused = attempt(ledger, recordId, { start, until });
      await expectRefusal(refused, ledger.records, "AuthorisationTermInvalid", [start, until, recordUntil]);
    }
    await attempt(ledger, recordId, { start: time, until: recordUntil });
    expect(await ledger.records.authorisationCount()).to.equal(1n);
  });

  it("is refused for the 17th live one of a record, and passes once one has ended", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await recordedPublicData(ledger);
    for (let i = 0; i < 16; i++) await authorise(ledger, recordId);
    const more = () => attempt(ledger, recordId);
    await expectRefusal(more(), ledger.records, "AuthorisationLimitReached", [recordId, 16]);
    await ledger.records.connect(ledger.parties.body.key).endAuthorisation(7, document);
    await more();
    await expectRefusal(more(), ledger.records, "AuthorisationLimitReached", [recordId, 16]);
    // The newcomer ends with the record like all others.
    await cancelRecord(ledger, recordId);
    for (const authorisationId of [1, 7, 16, 17]) {
      expect((await ledger.records.authorisationOf(authorisationId)).ended).to.equal(true);
    }
  });

  it("returns the number, records every field, and says everything in its event", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { body, operator } = parties;
    const { recordId, assetId } = await recordedPublicData(ledger);
    const asked = await authorisation(ledger, recordId, { territory: 0, resale: false });
    const signer = records.connect(body.key);
    expect(await signer.authoriseOperation.staticCall(asked)).to.equal(1n);
    await expectEvent(signer.authoriseOperation(asked), records, "OperationAuthorised", [
      1,
      recordId,
      operator.address,
      body.address,
      body.key.address,
      asked,
    ]);
    expect(await records.authorisationCount()).to.equal(1n);
    expectStruct(await records.authorisationOf(1), {
      authorisationId: 1,
      recordId,
      assetId,
      body: body.address,
      operator: operator.address,
      purposes: asked.purposes,
      territory: 0,
      start: asked.start,
      until: asked.until,
      resale: false,
      ended: false,
      suspendedBy: ZeroAddress,
      agreementDigest: asked.agreementDigest,
      safety: asked.safety,
    });
  });
});

describe("endAuthorisation", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.publicRecords,
    by: ({ parties }) => parties.body,
    given: async (ledger) => authorise(ledger, (await recordedPublicData(ledger)).recordId),
    call: ({ records }, key, authorisationId) => records.connect(key).endAuthorisation(authorisationId, document),
  });

  it("is refused for no authorisation, to others, after its end, and without a document", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const authorisationId = await authorise(ledger, (await recordedPublicData(ledger)).recordId);
    const end = (key: Wallet, which = authorisationId, paper = document) =>
      records.connect(key).endAuthorisation(which, paper);
    const { body, operator, alpha, registry } = parties;
    await expectRefusal(end(body.key, 9n), records, "AuthorisationUnknown", [9]);
    const second = await ledger.admit({ roles: roles.authorisingBody });
    for (const { key, address } of [operator, alpha, registry, second]) {
      await expectRefusal(end(key), records, "NotPublicBody", [address]);
    }
    await expectRefusal(end(body.key, authorisationId, zeroDigest), ledger.ledger, "DocumentMissing");
    await end(body.key);
    await expectRefusal(end(body.key), records, "AuthorisationEnded", [authorisationId]);
  });

  for (const party of ["body", "authority"] as const) {
    it(`ends it at once, by the ${party}, and says who ended it`, async () => {
      const ledger = await ledgerFixture();
      const { records, parties } = ledger;
      const { recordId, assetId } = await recordedPublicData(ledger);
      const authorisationId = await authorise(ledger, recordId);
      const { key, address } = parties[party];
      expect(await records.mayUse(assetId, parties.operator.address)).to.equal(true);
      const sent = records.connect(key).endAuthorisation(authorisationId, document);
      await expectEvent(sent, records, "AuthorisationWasEnded", [authorisationId, address, key.address, document]);
      expect((await records.authorisationOf(authorisationId)).ended).to.equal(true);
      expect(await records.mayUse(assetId, parties.operator.address)).to.equal(false);
      expect((await records.recordOf(recordId)).state).to.equal(2n);
    });
  }
});

describe("mayUse", () => {
  it("is true from the first to the last second of any live authorisation, for its operator and asset only", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { recordId, assetId } = await recordedPublicData(ledger);
    const { operator, alpha } = parties;
    const start = (await now()) + day;
    const until = start + day;
    const may = (party = operator.address, asset = assetId) => records.mayUse(asset, party);
    expect(await may()).to.equal(false);
    await authorise(ledger, recordId, { start, until });
    await networkHelpers.time.increaseTo(start - 1);
    expect(await may()).to.equal(false);
    await networkHelpers.time.increaseTo(start);
    expect(await may()).to.equal(true);
    expect(await may(alpha.address)).to.equal(false);
    expect(await may(operator.address, id("other"))).to.equal(false);
    await networkHelpers.time.increaseTo(until);
    expect(await may()).to.equal(true);
    await networkHelpers.time.increaseTo(until + 1);
    expect(await may()).to.equal(false);

    // An older one that lives counts as much as the latest, which has not begun.
    await authorise(ledger, recordId, { until: until + 5 * day });
    await authorise(ledger, recordId, { start: until + 20 * day, until: until + 30 * day });
    expect(await may()).to.equal(true);
  });
});

describe("authorisationOf", () => {
  it("knows no authorisation that was not given", async () => {
    const { records } = await ledgerFixture();
    for (const which of [0, 1]) {
      await expectRefusal(records.authorisationOf(which), records, "AuthorisationUnknown", [which]);
    }
  });
});
