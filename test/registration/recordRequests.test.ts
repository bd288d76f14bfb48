import { expect } from "chai";
import { id, type Wallet } from "ethers";
import { eventsOf, expectEvent, expectRefusal, expectStruct, fieldsOf, plain } from "../expectations.ts";
import {
  admitRecord,
  certify,
  day,
  declareAsset,
  digest,
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
import { profileIds } from "../rules.ts";
import { document, recordedPublicData, submitted } from "./cases.ts";
import {
  answers,
  cancelRecord,
  filed,
  newDetails,
  nothingNew,
  passRequestNotice,
  publicTrack,
  published,
  recordGrounds,
  requestKinds,
  requestStates,
} from "./public-track.ts";

/** Asks for something about a record by a key. */
const asking = {
  requestChange: (ledger: TestLedger, key: Wallet, recordId: bigint, paper = document) =>
    ledger.records.connect(key).requestChange(recordId, newDetails, paper),
  requestCorrection: (ledger: TestLedger, key: Wallet, recordId: bigint, paper = document) =>
    ledger.records.connect(key).requestCorrection(recordId, newDetails, paper),
  requestCancellation: (ledger: TestLedger, key: Wallet, recordId: bigint, paper = document) =>
    ledger.records.connect(key).requestCancellation(recordId, recordGrounds.givenUp, paper),
} as const;

for (const [name, ask] of Object.entries(asking)) {
  describe(`${name} (public-data track)`, () => {
    refusesWhoMayNotAct({
      power: powers.operate,
      scope: scopes.publicRecords,
      by: ({ parties }) => parties.body,
      given: recordedPublicData,
      call: (ledger, key, { recordId }) => ask(ledger, key, recordId),
    });

    it("is refused for no record, for one that does not stand, and without a document", async () => {
      const ledger = await ledgerFixture();
      const { records, parties } = ledger;
      const { key } = parties.body;
      await expectRefusal(ask(ledger, key, 9n), records, "RecordUnknown", [9]);
      const waiting = await submitted(ledger);
      const early = ask(ledger, key, waiting.recordId);
      await expectRefusal(early, records, "RecordNotInState", [waiting.recordId, 1]);
      const { recordId } = await recordedPublicData(ledger);
      await expectRefusal(ask(ledger, key, recordId, zeroDigest), ledger.ledger, "DocumentMissing");
      await cancelRecord(ledger, recordId);
      await expectRefusal(ask(ledger, key, recordId), records, "RecordNotInState", [recordId, 4]);
    });

    it("is refused while the party has another request about the record, and passes after it", async () => {
      const ledger = await ledgerFixture();
      const { records, parties } = ledger;
      const { key } = parties.body;
      const { recordId } = await recordedPublicData(ledger);
      for (const earlier of Object.values(asking)) {
        await earlier(ledger, key, recordId);
        const requestId = await records.requestCount();
        await expectRefusal(ask(ledger, key, recordId), records, "RecordRequestExists", [recordId, requestId]);
        await records.connect(key).withdrawRequest(requestId);
      }
      await ask(ledger, key, recordId);
      expect(await records.requestCount()).to.equal(4n);
    });

    it("keeps the track's profile that it began with", async () => {
      const ledger = await ledgerFixture();
      const { records, profiles, parties } = ledger;
      const { recordId } = await recordedPublicData(ledger);
      await ask(ledger, parties.body.key, recordId);
      await profiles.connect(parties.authority.key).givePublicProfile(profileIds.nationalGuide, document);
      expect((await records.requestOf(1)).profileId).to.equal(profileIds.publicTrack);
      await records.connect(parties.body.key).withdrawRequest(1);
      await ask(ledger, parties.body.key, recordId);
      expect((await records.requestOf(2)).profileId).to.equal(profileIds.nationalGuide);
    });
  });
}

describe("requestChange (变更登记)", () => {
  it("is refused to everybody but the record's body", async () => {
    const ledger = await ledgerFixture();
    const { recordId, assetId } = await recordedPublicData(ledger);
    const { body, authority, operator, alpha } = ledger.parties;
    for (const { key } of [authority, operator, alpha]) {
      const refused = asking.requestChange(ledger, key, recordId);
      await expectRefusal(refused, ledger.records, "RecordOfAnotherBody", [assetId, body.address]);
    }
  });

  it("is refused after the record's term", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await recordedPublicData(ledger);
    const { until } = await ledger.records.recordOf(recordId);
    await networkHelpers.time.increaseTo(until + 1n);
    const late = asking.requestChange(ledger, ledger.parties.body.key, recordId);
    await expectRefusal(late, ledger.records, "RecordExpired", [recordId, until]);
  });

  it("is refused where it changes nothing, and for a name that is too long or that people cannot read", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await recordedPublicData(ledger);
    const ask = (over: object) =>
      ledger.records.connect(ledger.parties.body.key).requestChange(recordId, { ...nothingNew, ...over }, document);
    await expectRefusal(ask({}), ledger.records, "RecordRequestChangesNothing", [recordId]);
    await expectRefusal(ask({ name: "x".repeat(257) }), ledger.assets, "AssetNameInvalid", [257]);
    await expectRefusal(ask({ name: "行政\u202e区划" }), ledger.assets, "TextBidiControl", [6]);
  });

  it("is refused for the description of data in which a certificate stands: that is article 35", async () => {
    const { ledger, recordId, assetId, certificateId } = await certifiedProduct();
    const { operator } = ledger.parties;
    const refused = asking.requestChange(ledger, operator.key, recordId);
    await expectRefusal(refused, ledger.assets, "CertificateStands", [assetId, certificateId]);
    // The body's own details are no description of the data.
    await ledger.records
      .connect(operator.key)
      .requestChange(recordId, { ...nothingNew, bodyDigest: digest("details") }, document);
    expect(await ledger.records.requestCount()).to.equal(1n);
  });

  it("returns the number, records every field, and says everything", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { key, address } = parties.body;
    const { recordId } = await recordedPublicData(ledger);
    const signer = records.connect(key);
    expect(await signer.requestChange.staticCall(recordId, newDetails, document)).to.equal(1n);
    const sent = asking.requestChange(ledger, key, recordId);
    const { change } = requestKinds;
    const values = [1, recordId, address, key.address, change, profileIds.publicTrack, 0, newDetails, document];
    await expectEvent(sent, records, "RecordRequested", values);
    expectStruct(await records.requestOf(1), {
      requestId: 1,
      recordId,
      kind: change,
      state: requestStates.filed,
      by: address,
      profileId: profileIds.publicTrack,
      filedAt: await now(),
      publishedAt: 0,
      noticeUntil: 0,
      closedAt: 0,
      ground: 0,
      answer: answers.none,
      documentDigest: document,
      answerDigest: zeroDigest,
      details: newDetails,
    });
    // The record stands as it was meanwhile.
    expect((await records.recordOf(recordId)).state).to.equal(2n);
  });
});

describe("requestCorrection (更正登记)", () => {
  it("is open to whom the error touches: any party in standing, each with one request", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { recordId } = await recordedPublicData(ledger);
    for (const { key } of [parties.alpha, parties.operator, parties.body, parties.registry]) {
      await asking.requestCorrection(ledger, key, recordId);
    }
    expect(await records.requestCount()).to.equal(4n);
    await suspend(ledger, parties.beta);
    const suspended = asking.requestCorrection(ledger, parties.beta.key, recordId);
    await expectRefusal(suspended, ledger.ledger, "PartyNotInStanding", [parties.beta.address, 3]);
  });

  it("is possible after the record's term: what is wrong on record stays wrong", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await recordedPublicData(ledger);
    await networkHelpers.time.increaseTo((await ledger.records.recordOf(recordId)).until + 1n);
    await asking.requestCorrection(ledger, ledger.parties.alpha.key, recordId);
    await ledger.records.connect(ledger.parties.authority.key).grantRequest(1, digest("proof"), document);
    expect((await ledger.records.requestOf(1)).state).to.equal(requestStates.granted);
  });

  it("is refused where it corrects nothing", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await recordedPublicData(ledger);
    const refused = ledger.records.connect(ledger.parties.alpha.key).requestCorrection(recordId, nothingNew, document);
    await expectRefusal(refused, ledger.records, "RecordRequestChangesNothing", [recordId]);
  });
});

describe("requestCancellation (注销登记)", () => {
  it("is refused to everybody but the record's body, and without a ground", async () => {
    const ledger = await ledgerFixture();
    const { recordId, assetId } = await recordedPublicData(ledger);
    const { body, alpha, authority } = ledger.parties;
    for (const { key } of [alpha, authority]) {
      const refused = asking.requestCancellation(ledger, key, recordId);
      await expectRefusal(refused, ledger.records, "RecordOfAnotherBody", [assetId, body.address]);
    }
    const groundless = ledger.records.connect(body.key).requestCancellation(recordId, 0, document);
    await expectRefusal(groundless, ledger.records, "RecordGroundInvalid", [0]);
  });

  for (const [name, ground] of Object.entries(recordGrounds)) {
    it(`records its ground: ${name}`, async () => {
      const ledger = await ledgerFixture();
      const { recordId } = await recordedPublicData(ledger);
      await ledger.records.connect(ledger.parties.body.key).requestCancellation(recordId, ground, document);
      const { kind, ground: recorded } = await ledger.records.requestOf(1);
      expect([kind, recorded]).to.deep.equal([BigInt(requestKinds.cancellation), BigInt(ground)]);
    });
  }
});

describe("answerCorrection", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.publicRecords,
    by: ({ parties }) => parties.body,
    given: (ledger) => filed(ledger, "correction"),
    call: ({ records }, key, { requestId }) => records.connect(key).answerCorrection(requestId, true, document),
  });

  it("is refused for no request, to others, twice, and without a document", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { body, alpha, authority } = parties;
    const { requestId, assetId } = await filed(ledger, "correction");
    const answer = (key: Wallet, which = requestId, paper = document) =>
      records.connect(key).answerCorrection(which, true, paper);
    await expectRefusal(answer(body.key, 9n), records, "RecordRequestUnknown", [9]);
    for (const { key } of [alpha, authority]) {
      await expectRefusal(answer(key), records, "RecordOfAnotherBody", [assetId, body.address]);
    }
    await expectRefusal(answer(body.key, requestId, zeroDigest), ledger.ledger, "DocumentMissing");
    await answer(body.key);
    const values = [requestId, requestKinds.correction, answers.agrees];
    await expectRefusal(answer(body.key), records, "NothingToAnswer", values);
  });

  it("is refused for what the body asked for itself", async () => {
    for (const kind of ["change", "cancellation", "ownCorrection"] as const) {
      const ledger = await ledgerFixture();
      const { requestId } = await filed(ledger, kind);
      const refused = ledger.records.connect(ledger.parties.body.key).answerCorrection(requestId, true, document);
      const asked = kind === "ownCorrection" ? requestKinds.correction : requestKinds[kind];
      await expectRefusal(refused, ledger.records, "NothingToAnswer", [requestId, asked, answers.none]);
    }
  });

  for (const [agrees, answer] of [
    [true, answers.agrees],
    [false, answers.disputes],
  ] as const) {
    it(`records that the body ${agrees ? "agrees" : "disputes it"}, and says so`, async () => {
      const ledger = await ledgerFixture();
      const { records, parties } = ledger;
      const { key, address } = parties.body;
      const { requestId } = await filed(ledger, "correction");
      const before = fieldsOf(await records.requestOf(requestId));
      const sent = records.connect(key).answerCorrection(requestId, agrees, digest("answer"));
      const values = [requestId, address, key.address, agrees, digest("answer")];
      await expectEvent(sent, records, "CorrectionAnswered", values);
      const after = { ...before, answer, answerDigest: digest("answer") };
      expectStruct(await records.requestOf(requestId), after);
    });
  }
});

const deciding = {
  publishRequest: (ledger: TestLedger, key: Wallet, requestId: bigint, paper = document) =>
    ledger.records.connect(key).publishRequest(requestId, paper),
  grantRequest: (ledger: TestLedger, key: Wallet, requestId: bigint, paper = document) =>
    ledger.records.connect(key).grantRequest(requestId, zeroDigest, paper),
  refuseRequest: (ledger: TestLedger, key: Wallet, requestId: bigint, paper = document) =>
    ledger.records.connect(key).refuseRequest(requestId, paper),
} as const;

for (const [name, decide] of Object.entries(deciding)) {
  const kind = name === "publishRequest" ? "change" : "ownCorrection";
  describe(`${name} (public-data track)`, () => {
    refusesWhoMayNotAct({
      power: powers.approve,
      scope: scopes.publicRecords,
      by: ({ parties }) => parties.authority,
      given: (ledger) => filed(ledger, kind),
      call: (ledger, key, { requestId }) => decide(ledger, key, requestId),
    });

    it("is refused to a party that is no authority, for no request, and without a document", async () => {
      const ledger = await ledgerFixture();
      const { authority, body, alpha, registry } = ledger.parties;
      const { requestId } = await filed(ledger, kind);
      for (const { key, address } of [body, alpha, registry]) {
        const values = [address, roles.authority];
        await expectRefusal(decide(ledger, key, requestId), ledger.ledger, "RoleMissing", values);
      }
      await expectRefusal(decide(ledger, authority.key, 9n), ledger.records, "RecordRequestUnknown", [9]);
      const bare = decide(ledger, authority.key, requestId, zeroDigest);
      await expectRefusal(bare, ledger.ledger, "DocumentMissing");
    });

    it("is refused to the authority whose own data, or whose own request, it is", async () => {
      const ledger = await ledgerFixture();
      const { records, parties } = ledger;
      const own = await ledger.admit({ roles: roles.authority | roles.authorisingBody });
      const { recordId } = await recordedPublicData(ledger);
      await records.connect(own.key).requestCorrection(recordId, newDetails, document);
      await expectRefusal(decide(ledger, own.key, 1n), ledger.ledger, "OwnCase", [own.address]);

      const assetId = await declareAsset(ledger, own, { category: 3 });
      await records.connect(own.key).submitRecord(assetId, (await now()) + 400 * day, document);
      await admitRecord(ledger, 2n, "GX-OWN");
      await records.connect(own.key).requestChange(2, newDetails, document);
      await expectRefusal(decide(ledger, own.key, 2n), ledger.ledger, "OwnCase", [own.address]);
      expect(parties.authority.address).not.to.equal(own.address);
    });

    it("is refused for what is decided, withdrawn, or lapsed with its record", async () => {
      const ledger = await ledgerFixture();
      const { records, parties } = ledger;
      const { authority, body } = parties;
      const { requestId, recordId } = await filed(ledger, "change");
      await records.connect(authority.key).refuseRequest(requestId, document);
      const { refused, withdrawn, lapsed } = requestStates;
      await expectRefusal(decide(ledger, authority.key, requestId), records, "RecordRequestNotInState", [1, refused]);
      await asking.requestChange(ledger, body.key, recordId);
      await records.connect(body.key).withdrawRequest(2);
      await expectRefusal(decide(ledger, authority.key, 2n), records, "RecordRequestNotInState", [2, withdrawn]);
      await asking.requestChange(ledger, body.key, recordId);
      await cancelRecord(ledger, recordId);
      expect((await records.requestOf(3)).state).to.equal(lapsed);
      await expectRefusal(decide(ledger, authority.key, 3n), records, "RecordRequestNotInState", [3, lapsed]);
    });
  });
}

describe("publishRequest", () => {
  it("is refused for what needs no notice, and twice", async () => {
    for (const kind of ["correction", "cancellation"] as const) {
      const ledger = await ledgerFixture();
      const { requestId } = await filed(ledger, kind);
      const refused = deciding.publishRequest(ledger, ledger.parties.authority.key, requestId);
      await expectRefusal(refused, ledger.records, "RecordRequestWithoutNotice", [requestId, requestKinds[kind]]);
    }
    const ledger = await ledgerFixture();
    const { requestId } = await published(ledger);
    const again = deciding.publishRequest(ledger, ledger.parties.authority.key, requestId);
    await expectRefusal(again, ledger.records, "RecordRequestNotInState", [requestId, requestStates.published]);
  });

  it("begins the notice of the track's profile, in working days, and says who published", async () => {
    const ledger = await ledgerFixture();
    const { records, calendar, parties } = ledger;
    const { key, address } = parties.authority;
    const { requestId } = await filed(ledger, "change");
    const sent = records.connect(key).publishRequest(requestId, document);
    await expectEvent(sent, records, "RecordRequestPublished", [requestId, address, key.address, document]);
    const publishedAt = await now();
    const request = await records.requestOf(requestId);
    expect([request.state, request.publishedAt]).to.deep.equal([BigInt(requestStates.published), BigInt(publishedAt)]);
    expect(request.noticeUntil).to.equal(await calendar.addWorkingDays(publishedAt, 10));
  });
});

describe("grantRequest", () => {
  it("is refused for a change that was not published, and until its notice is over, by a second", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { requestId } = await filed(ledger, "change");
    const grant = () => records.connect(parties.authority.key).grantRequest(requestId, zeroDigest, document);
    await expectRefusal(grant(), records, "RecordRequestNotInState", [requestId, requestStates.filed]);
    await records.connect(parties.authority.key).publishRequest(requestId, document);
    const { noticeUntil } = await records.requestOf(requestId);
    await networkHelpers.time.increaseTo(noticeUntil - 1n);
    await expectRefusal(grant(), records, "RecordRequestNoticeNotOver", [requestId, noticeUntil]);
    await passRequestNotice(ledger, requestId);
    await grant();
  });

  it("is refused for a change when the record's term is over", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { requestId, recordId } = await published(ledger);
    const { until } = await records.recordOf(recordId);
    await networkHelpers.time.increaseTo(until + 1n);
    const late = records.connect(parties.authority.key).grantRequest(requestId, zeroDigest, document);
    await expectRefusal(late, records, "RecordExpired", [recordId, until]);
  });

  it("is refused for a change of the description when a certificate was issued meanwhile (article 35)", async () => {
    const { ledger, assetId, recordId, certify: certifyNow } = await recordedProduct();
    const { records, parties } = ledger;
    await records.connect(parties.operator.key).requestChange(recordId, newDetails, document);
    await records.connect(parties.authority.key).publishRequest(1, document);
    const certificateId = await certifyNow();
    await passRequestNotice(ledger, 1n);
    const refused = records.connect(parties.authority.key).grantRequest(1, zeroDigest, document);
    await expectRefusal(refused, ledger.assets, "CertificateStands", [assetId, certificateId]);
    expect((await records.requestOf(1)).state).to.equal(requestStates.published);
  });

  it("puts a change in place of what was on record, keeps number, body and asset, and says before and after", async () => {
    const ledger = await ledgerFixture();
    const { records, assets, parties } = ledger;
    const { key, address } = parties.authority;
    const { requestId, recordId, assetId } = await published(ledger);
    const record = fieldsOf(await records.recordOf(recordId));
    const asset = fieldsOf(await assets.assetOf(assetId));
    const before = (await assets.assetOf(assetId)).descriptorDigest;
    await passRequestNotice(ledger, requestId);
    const sent = await records.connect(key).grantRequest(requestId, zeroDigest, document);
    const values = [requestId, recordId, address, key.address, zeroDigest, document];
    await expectEvent(sent, records, "RecordRequestGranted", values);
    const { name, descriptorDigest, bodyDigest } = newDetails;
    await expectEvent(sent, assets, "PublicDataDescribed", [assetId, requestId, name, before, descriptorDigest]);
    await expectEvent(sent, records, "RecordBodyChanged", [recordId, requestId, zeroDigest, bodyDigest]);
    expectStruct(await records.recordOf(recordId), { ...record, bodyDigest });
    expectStruct(await assets.assetOf(assetId), { ...asset, descriptorDigest });
    const request = await records.requestOf(requestId);
    expect([request.state, request.closedAt]).to.deep.equal([BigInt(requestStates.granted), BigInt(await now())]);
  });

  it("keeps what the request leaves empty", async () => {
    const ledger = await ledgerFixture();
    const { records, assets, parties } = ledger;
    const { recordId, assetId } = await recordedPublicData(ledger);
    const { descriptorDigest } = await assets.assetOf(assetId);
    const correct = async (over: object) => {
      const details = { ...nothingNew, ...over };
      await records.connect(parties.body.key).requestCorrection(recordId, details, document);
      const requestId = await records.requestCount();
      return records.connect(parties.authority.key).grantRequest(requestId, zeroDigest, document);
    };
    const named = await correct({ name: "行政区划代码" });
    const kept = [assetId, 1, "行政区划代码", descriptorDigest, descriptorDigest];
    await expectEvent(named, assets, "PublicDataDescribed", kept);
    expect(await eventsOf(named, records, "RecordBodyChanged")).to.deep.equal([]);
    const details = await correct({ bodyDigest: digest("details") });
    expect(await eventsOf(details, assets, "PublicDataDescribed")).to.deep.equal([]);
    await expectEvent(details, records, "RecordBodyChanged", [recordId, 2, zeroDigest, digest("details")]);
    const again = await correct({ bodyDigest: digest("moved") });
    await expectEvent(again, records, "RecordBodyChanged", [recordId, 3, digest("details"), digest("moved")]);
  });

  it("corrects at another's request with the body's agreement, or with a proof, and with neither not", async () => {
    for (const [answered, proof, granted] of [
      [undefined, zeroDigest, false],
      [false, zeroDigest, false],
      [true, zeroDigest, true],
      [undefined, digest("proof"), true],
      [false, digest("proof"), true],
    ] as const) {
      const ledger = await ledgerFixture();
      const { records, parties } = ledger;
      const { requestId, recordId } = await filed(ledger, "correction");
      if (answered !== undefined)
        await records.connect(parties.body.key).answerCorrection(requestId, answered, document);
      const sent = records.connect(parties.authority.key).grantRequest(requestId, proof, document);
      if (!granted) await expectRefusal(sent, records, "CorrectionNotProved", [requestId]);
      else {
        const { address, key } = parties.authority;
        const values = [requestId, recordId, address, key.address, proof, document];
        await expectEvent(sent, records, "RecordRequestGranted", values);
      }
    }
  });

  it("cancels at the body's request everything over the record", async () => {
    const { ledger, recordId, first, second, series, lost } = await publicTrack();
    const { records, parties } = ledger;
    const { key, address } = parties.authority;
    await asking.requestCancellation(ledger, parties.body.key, recordId);
    const sent = await records.connect(key).grantRequest(1, zeroDigest, document);
    const cancelled = [recordId, address, key.address, 1, recordGrounds.givenUp, document];
    await expectEvent(sent, records, "RecordWasCancelled", cancelled);
    expect(await eventsOf(sent, ledger.ledger, "SeriesBasisChanged")).to.deep.equal([
      plain([series[0], 2, first, false]),
      plain([series[1], 2, first, false]),
      plain([series[2], 2, second, false]),
    ]);
    expect((await records.recordOf(recordId)).state).to.equal(4n);
    expect((await records.requestOf(1)).state).to.equal(requestStates.granted);
    expect(await lost()).to.deep.equal([true, true, true]);
  });

  it("decides on the data of a body that is suspended", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { requestId } = await filed(ledger, "correction");
    await suspend(ledger, parties.body);
    await records.connect(parties.authority.key).grantRequest(requestId, digest("proof"), document);
    expect((await records.requestOf(requestId)).state).to.equal(requestStates.granted);
  });
});

describe("refuseRequest", () => {
  for (const kind of ["change", "correction", "cancellation"] as const) {
    it(`leaves the record as it was: a ${kind}`, async () => {
      const ledger = await ledgerFixture();
      const { records, assets, parties } = ledger;
      const { key, address } = parties.authority;
      const { requestId, recordId, assetId } = await filed(ledger, kind);
      const record = fieldsOf(await records.recordOf(recordId));
      const asset = fieldsOf(await assets.assetOf(assetId));
      const sent = records.connect(key).refuseRequest(requestId, document);
      await expectEvent(sent, records, "RecordRequestRefused", [requestId, address, key.address, document]);
      expectStruct(await records.recordOf(recordId), record);
      expectStruct(await assets.assetOf(assetId), asset);
      const request = await records.requestOf(requestId);
      expect([request.state, request.closedAt]).to.deep.equal([BigInt(requestStates.refused), BigInt(await now())]);
    });
  }

  it("is possible while the notice of a change runs", async () => {
    const ledger = await ledgerFixture();
    const { requestId } = await published(ledger);
    await ledger.records.connect(ledger.parties.authority.key).refuseRequest(requestId, document);
    expect((await ledger.records.requestOf(requestId)).state).to.equal(requestStates.refused);
  });
});

describe("withdrawRequest", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.publicRecords,
    by: ({ parties }) => parties.body,
    given: (ledger) => filed(ledger, "change"),
    call: ({ records }, key, { requestId }) => records.connect(key).withdrawRequest(requestId),
  });

  it("is refused for no request, to others, and for what is decided", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { requestId } = await filed(ledger, "correction");
    const withdraw = (key: Wallet, which = requestId) => records.connect(key).withdrawRequest(which);
    await expectRefusal(withdraw(parties.alpha.key, 9n), records, "RecordRequestUnknown", [9]);
    for (const { key } of [parties.body, parties.authority, parties.beta]) {
      await expectRefusal(withdraw(key), records, "RecordRequestOfAnother", [requestId, parties.alpha.address]);
    }
    await records.connect(parties.authority.key).refuseRequest(requestId, document);
    const late = withdraw(parties.alpha.key);
    await expectRefusal(late, records, "RecordRequestNotInState", [requestId, requestStates.refused]);
  });

  it("takes it back before and during the notice, and says who", async () => {
    for (const given of [(ledger: TestLedger) => filed(ledger, "change"), published]) {
      const ledger = await ledgerFixture();
      const { records, parties } = ledger;
      const { key, address } = parties.body;
      const { requestId } = await given(ledger);
      const sent = records.connect(key).withdrawRequest(requestId);
      await expectEvent(sent, records, "RecordRequestWithdrawn", [requestId, address, key.address]);
      expect((await records.requestOf(requestId)).state).to.equal(requestStates.withdrawn);
    }
  });
});

describe("cancelRecord (ex officio)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.publicRecords,
    by: ({ parties }) => parties.authority,
    given: recordedPublicData,
    call: ({ records }, key, { recordId }) =>
      records.connect(key).cancelRecord(recordId, recordGrounds.byLaw, document),
  });

  it("is refused for no record, to others, on no ground or the body's own, twice, and without a document", async () => {
    const { ledger, recordId } = await publicTrack();
    const { records, parties } = ledger;
    const { authority, body, operator, registry } = parties;
    const cancel = (key: Wallet, which = recordId, ground = recordGrounds.byLaw as number, paper = document) =>
      records.connect(key).cancelRecord(which, ground, paper);
    await expectRefusal(cancel(authority.key, 9n), records, "RecordUnknown", [9]);
    for (const { key, address } of [body, operator, registry]) {
      await expectRefusal(cancel(key), ledger.ledger, "RoleMissing", [address, roles.authority]);
    }
    for (const ground of [0, recordGrounds.givenUp]) {
      await expectRefusal(cancel(authority.key, recordId, ground), records, "RecordGroundInvalid", [ground]);
    }
    const bare = cancel(authority.key, recordId, recordGrounds.byLaw, zeroDigest);
    await expectRefusal(bare, ledger.ledger, "DocumentMissing");
    await cancel(authority.key);
    await expectRefusal(cancel(authority.key), records, "RecordNotInState", [recordId, 4]);
  });

  it("is refused to the authority whose own data it is", async () => {
    const ledger = await ledgerFixture();
    const own = await ledger.admit({ roles: roles.authority | roles.authorisingBody });
    const assetId = await declareAsset(ledger, own, { category: 3 });
    await ledger.records.connect(own.key).submitRecord(assetId, (await now()) + 400 * day, document);
    await admitRecord(ledger, 1n, "GX-OWN");
    const refused = ledger.records.connect(own.key).cancelRecord(1, recordGrounds.byLaw, document);
    await expectRefusal(refused, ledger.ledger, "OwnCase", [own.address]);
  });

  it("ends everything over it: each authorisation once, and every series", async () => {
    const { ledger, recordId, assetId, first, second, series, lost } = await publicTrack();
    const { records, parties } = ledger;
    await records.connect(parties.body.key).endAuthorisation(first, document);
    const { key, address } = parties.authority;
    const sent = await records.connect(key).cancelRecord(recordId, recordGrounds.dataLost, document);
    const cancelled = [recordId, address, key.address, 0, recordGrounds.dataLost, document];
    await expectEvent(sent, records, "RecordWasCancelled", cancelled);
    await expectEvent(sent, records, "AuthorisationWasEnded", [second, address, key.address, document]);
    await expectEvent(sent, ledger.ledger, "SeriesBasisChanged", [series[2], 2, second, false]);
    expect((await records.recordOf(recordId)).state).to.equal(4n);
    expect(await lost()).to.deep.equal([true, true, true]);
    expect(await records.recordStands(recordId, assetId, parties.body.address)).to.equal(false);
    expect(await records.mayUse(assetId, parties.operator.address)).to.equal(false);
  });
});

describe("requestOf", () => {
  it("knows no request that was not filed", async () => {
    const { records } = await ledgerFixture();
    for (const which of [0, 1]) await expectRefusal(records.requestOf(which), records, "RecordRequestUnknown", [which]);
  });
});

describe("describePublicData", () => {
  it("is refused to everybody but the public-data track", async () => {
    const ledger = await ledgerFixture();
    const { assetId } = await recordedPublicData(ledger);
    const { authority, governance, body } = ledger.parties;
    for (const { key } of [authority, governance, body]) {
      const refused = ledger.assets.connect(key).describePublicData(assetId, 1, "name", id("description"));
      await expectRefusal(refused, ledger.assets, "NotPublicTrack", [key.address]);
    }
  });
});

/** A recorded product of authorised operation, and a way to certify rights in it. */
async function recordedProduct() {
  const ledger = await ledgerFixture();
  const { operator } = ledger.parties;
  const assetId = await declareAsset(ledger, operator, { category: 4 });
  await ledger.records.connect(operator.key).submitRecord(assetId, (await now()) + 400 * day, document);
  const recordId = await ledger.records.recordCount();
  await admitRecord(ledger, recordId, "GX-PRODUCT-1");
  const certifyNow = () => certify(ledger, operator, assetId, [1, 2, 3], { publicRecordId: recordId });
  return { ledger, assetId, recordId, certify: certifyNow };
}

async function certifiedProduct() {
  const product = await recordedProduct();
  return { ...product, certificateId: await product.certify() };
}
