import { expect } from "chai";
import { id } from "ethers";
import { expectEvent, expectRefusal, expectStruct, fieldsOf } from "../expectations.ts";
import {
  day,
  declareAsset,
  ledgerFixture,
  networkHelpers,
  now,
  passRecordNotice,
  powers,
  roles,
  scopes,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { categories, document, noticed, recordedPublicData, submitted } from "./cases.ts";

describe("admitRecord", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.publicRecords,
    by: ({ parties }) => parties.authority,
    given: noticed,
    call: ({ records }, key, { recordId }) => records.connect(key).admitRecord(recordId, "GX-1", document),
  });

  it("is refused to a party that is no authority", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await noticed(ledger);
    for (const { key, address } of [ledger.parties.body, ledger.parties.governance, ledger.parties.registry]) {
      const attempt = ledger.records.connect(key).admitRecord(recordId, "GX-1", document);
      await expectRefusal(attempt, ledger.ledger, "RoleMissing", [address, roles.authority]);
    }
  });

  it("is refused for no record, and for one that is not published", async () => {
    const ledger = await ledgerFixture();
    const authority = ledger.records.connect(ledger.parties.authority.key);
    await expectRefusal(authority.admitRecord(5, "GX-1", document), ledger.records, "RecordUnknown", [5]);
    const early = await submitted(ledger);
    const unpublished = authority.admitRecord(early.recordId, "GX-1", document);
    await expectRefusal(unpublished, ledger.records, "RecordNotInState", [early.recordId, 1]);
    const { recordId } = await recordedPublicData(ledger);
    const again = authority.admitRecord(recordId, "GX-9", document);
    await expectRefusal(again, ledger.records, "RecordNotInState", [recordId, 2]);
  });

  it("is refused to an authority on its own data, which another authority records", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const both = await ledger.admit({ roles: roles.authority | roles.authorisingBody });
    const assetId = await declareAsset(ledger, both, { category: categories.governmentDuty });
    await records.connect(both.key).submitRecord(assetId, (await now()) + 100 * day, document);
    await records.connect(parties.authority.key).publishRecord(1, document);
    // Whose case it is comes first, also while the notice runs.
    const own = () => records.connect(both.key).admitRecord(1, "GX-1", document);
    await expectRefusal(own(), ledger.ledger, "OwnCase", [both.address]);
    await passRecordNotice(ledger, 1n);
    await expectRefusal(own(), ledger.ledger, "OwnCase", [both.address]);
    await records.connect(parties.authority.key).admitRecord(1, "GX-1", document);
    expect((await records.recordOf(1)).state).to.equal(2n);
  });

  it("is refused up to the last second of the notice", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await submitted(ledger);
    const authority = ledger.records.connect(ledger.parties.authority.key);
    await authority.publishRecord(recordId, document);
    const { noticeUntil } = await authority.recordOf(recordId);
    await networkHelpers.time.increaseTo(noticeUntil - 1n);
    const early = authority.admitRecord(recordId, "GX-1", document, { gasLimit: 1_000_000 });
    await expectRefusal(early, ledger.records, "RecordNoticeNotOver", [recordId, noticeUntil]);
    await expect(authority.admitRecord(recordId, "GX-1", document)).to.emit(ledger.records, "RecordAdmitted");
  });

  it("is refused after the term that was asked for", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await noticed(ledger);
    const { until } = await ledger.records.recordOf(recordId);
    await networkHelpers.time.increaseTo(until + 1n);
    const late = ledger.records.connect(ledger.parties.authority.key).admitRecord(recordId, "GX-1", document);
    await expectRefusal(late, ledger.records, "RecordExpired", [recordId, until]);
  });

  it("is refused for a number that is empty, too long, or used before", async () => {
    const ledger = await ledgerFixture();
    const authority = ledger.records.connect(ledger.parties.authority.key);
    await recordedPublicData(ledger);
    const { recordId } = await noticed(ledger);
    for (const number of ["", "x".repeat(257), "GX-1"]) {
      const attempt = authority.admitRecord(recordId, number, document);
      await expectRefusal(attempt, ledger.records, "RecordNumberInvalid", [number]);
    }
    const reordered = authority.admitRecord(recordId, "GX-\u202e1", document);
    await expectRefusal(reordered, ledger.records, "TextBidiControl", [3]);
    await authority.admitRecord(recordId, "x".repeat(256), document);
    expect((await ledger.records.recordOf(recordId)).recordNumber).to.equal("x".repeat(256));
  });

  it("is refused without a document", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await noticed(ledger);
    const attempt = ledger.records.connect(ledger.parties.authority.key).admitRecord(recordId, "GX-1", zeroDigest);
    await expectRefusal(attempt, ledger.ledger, "DocumentMissing");
  });

  it("records state, time and number, and says who admitted; the record then stands for its asset and body", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { key, address } = parties.authority;
    const { recordId, assetId } = await noticed(ledger);
    const before = fieldsOf(await records.recordOf(recordId));
    const sent = records.connect(key).admitRecord(recordId, "桂数〔2026〕1号", document);
    await expectEvent(sent, records, "RecordAdmitted", [recordId, address, key.address, "桂数〔2026〕1号", document]);
    expectStruct(await records.recordOf(recordId), {
      ...before,
      state: 2,
      recordedAt: await now(),
      bodyDigest: zeroDigest,
      recordNumber: "桂数〔2026〕1号",
    });
    const { body, operator } = parties;
    expect(await records.recordStands(recordId, assetId, body.address)).to.equal(true);
    expect(await records.recordStands(recordId, id("other"), body.address)).to.equal(false);
    expect(await records.recordStands(recordId, assetId, operator.address)).to.equal(false);
    await networkHelpers.time.increaseTo((await records.recordOf(recordId)).until);
    expect(await records.recordStands(recordId, assetId, body.address)).to.equal(true);
    await networkHelpers.time.increase(1);
    expect(await records.recordStands(recordId, assetId, body.address)).to.equal(false);
  });
});
