import { expect } from "chai";
import { id, type Wallet } from "ethers";
import { expectEvent, expectRefusal, expectStruct, fieldsOf } from "../expectations.ts";
import {
  bareFixture,
  china,
  day,
  declareAsset,
  digest,
  ledgerFixture,
  networkHelpers,
  now,
  passRecordNotice,
  powers,
  roles,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { profileIds } from "../rules.ts";
import { categories, document, noticed, publicAsset, recordedPublicData, submitted } from "./cases.ts";
import { cancelRecord } from "./public-track.ts";

describe("submitRecord", () => {
  const submit = async (
    { records }: TestLedger,
    key: Wallet,
    assetId: string,
    over: { until?: number; digest?: string } = {},
  ) => records.connect(key).submitRecord(assetId, over.until ?? (await now()) + 100 * day, over.digest ?? document);

  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.publicRecords,
    by: ({ parties }) => parties.body,
    given: publicAsset,
    call: (ledger, key, assetId) => submit(ledger, key, assetId),
  });

  for (const party of ["authority", "registry", "alpha"] as const) {
    it(`is refused to a party that is neither public body nor operator: ${party}`, async () => {
      const ledger = await ledgerFixture();
      const { key, address } = ledger.parties[party];
      const attempt = submit(ledger, key, await publicAsset(ledger));
      await expectRefusal(attempt, ledger.records, "NotPublicBody", [address]);
    });
  }

  it("is refused for an unknown asset, and for one of the property track (article 15)", async () => {
    const ledger = await ledgerFixture();
    const { operator } = ledger.parties;
    await expectRefusal(submit(ledger, operator.key, id("nothing")), ledger.assets, "AssetUnknown", [id("nothing")]);
    for (const category of [categories.enterprise, categories.utility, categories.personal]) {
      const assetId = await declareAsset(ledger, operator, { category });
      await expectRefusal(submit(ledger, operator.key, assetId), ledger.records, "NotPublicData", [assetId]);
    }
  });

  it("is refused for another's data", async () => {
    const ledger = await ledgerFixture();
    const { body, operator } = ledger.parties;
    const assetId = await publicAsset(ledger);
    const attempt = submit(ledger, operator.key, assetId);
    await expectRefusal(attempt, ledger.records, "RecordOfAnotherBody", [assetId, body.address]);
  });

  it("is refused while a record is submitted, published or stands, and passes after a refusal or a cancellation", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const authority = records.connect(parties.authority.key);
    const { assetId } = await submitted(ledger);
    const again = () => submit(ledger, parties.body.key, assetId);
    await expectRefusal(again(), records, "RecordExists", [assetId, 1]);
    await authority.refuseRecord(1, document);
    await again();
    await authority.publishRecord(2, document);
    await expectRefusal(again(), records, "RecordExists", [assetId, 2]);
    await passRecordNotice(ledger, 2n);
    await authority.admitRecord(2, "GX-2", document);
    await expectRefusal(again(), records, "RecordExists", [assetId, 2]);
    await cancelRecord(ledger, 2);
    await again();
    expect(await records.recordCount()).to.equal(3n);
  });

  it("is refused while the track has no profile", async () => {
    const ledger = await bareFixture();
    const assetId = await publicAsset(ledger);
    const attempt = submit(ledger, ledger.parties.body.key, assetId);
    await expectRefusal(attempt, ledger.profiles, "PublicProfileMissing");
  });

  it("is refused for a term that is over or longer than the profile's three calendar years", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const assetId = await publicAsset(ledger);
    // From the last day of a leap month: 36 months later February has 28 days only.
    const time = china("2028-02-29T10:00:00");
    const latest = china("2031-02-28T10:00:00");
    const submitUntil = async (until: number) => {
      const snapshot = await networkHelpers.takeSnapshot();
      await networkHelpers.time.setNextBlockTimestamp(time);
      const sent = records.connect(parties.body.key).submitRecord(assetId, until, document, { gasLimit: 1_000_000 });
      return { sent, undo: () => snapshot.restore() };
    };
    for (const until of [time, latest + 1]) {
      const { sent, undo } = await submitUntil(until);
      await expectRefusal(sent, records, "RecordTermInvalid", [until, latest]);
      await undo();
    }
    for (const until of [time + 1, latest]) {
      const { sent, undo } = await submitUntil(until);
      await expect(sent).to.emit(records, "RecordSubmitted");
      await undo();
    }
  });

  it("is refused without a document", async () => {
    const ledger = await ledgerFixture();
    const attempt = submit(ledger, ledger.parties.body.key, await publicAsset(ledger), { digest: zeroDigest });
    await expectRefusal(attempt, ledger.ledger, "DocumentMissing");
  });

  it("returns the number, records every field, and says everything in its event", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { key, address } = parties.operator;
    const assetId = await declareAsset(ledger, parties.operator, { category: categories.authorisedProduct });
    const until = (await now()) + 100 * day;
    const operator = records.connect(key);
    expect(await operator.submitRecord.staticCall(assetId, until, document)).to.equal(1n);
    await expectEvent(operator.submitRecord(assetId, until, document), records, "RecordSubmitted", [
      1,
      assetId,
      address,
      key.address,
      profileIds.publicTrack,
      until,
      document,
    ]);
    expectStruct(await records.recordOf(1), {
      recordId: 1,
      state: 1,
      assetId,
      body: address,
      profileId: profileIds.publicTrack,
      submittedAt: await now(),
      publishedAt: 0,
      noticeUntil: 0,
      recordedAt: 0,
      until,
      bodyDigest: zeroDigest,
      recordNumber: "",
    });
    expect(await records.recordStands(1, assetId, address)).to.equal(false);
  });
});

describe("refuseRecord", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.publicRecords,
    by: ({ parties }) => parties.authority,
    given: submitted,
    call: ({ records }, key, { recordId }) => records.connect(key).refuseRecord(recordId, document),
  });

  it("is refused to others, for no record, for one that stands, and without a document", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { recordId } = await submitted(ledger);
    const refuse = (key: Wallet, record: bigint, paper = document) => records.connect(key).refuseRecord(record, paper);
    const { body, authority } = parties;
    await expectRefusal(refuse(body.key, recordId), ledger.ledger, "RoleMissing", [body.address, roles.authority]);
    await expectRefusal(refuse(authority.key, 5n), records, "RecordUnknown", [5]);
    const standing = await recordedPublicData(ledger);
    await expectRefusal(refuse(authority.key, standing.recordId), records, "RecordNotInState", [standing.recordId, 2]);
    await expectRefusal(refuse(authority.key, recordId, zeroDigest), ledger.ledger, "DocumentMissing");
  });

  for (const [name, given] of [
    ["before its publication", submitted],
    ["after its publication", noticed],
  ] as const) {
    it(`records the state and says who refused, ${name}`, async () => {
      const ledger = await ledgerFixture();
      const { records, parties } = ledger;
      const { key, address } = parties.authority;
      const { recordId } = await given(ledger);
      const before = fieldsOf(await records.recordOf(recordId));
      const reason = digest("reason");
      const sent = records.connect(key).refuseRecord(recordId, reason);
      await expectEvent(sent, records, "RecordRefused", [recordId, address, key.address, reason]);
      expectStruct(await records.recordOf(recordId), { ...before, state: 3 });
    });
  }
});

describe("recordOf", () => {
  it("knows no record that was not submitted", async () => {
    const { records } = await ledgerFixture();
    for (const recordId of [0, 1])
      await expectRefusal(records.recordOf(recordId), records, "RecordUnknown", [recordId]);
  });
});
