import { expect } from "chai";
import { expectEvent, expectRefusal, expectStruct, fieldsOf } from "../expectations.ts";
import {
  china,
  day,
  declareAsset,
  ledgerFixture,
  networkHelpers,
  now,
  powers,
  roles,
  scopes,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { nationalGuide } from "../rules.ts";
import { categories, document, noticed, publicAsset, recordedPublicData, submitted } from "./cases.ts";
import { cancelRecord } from "./public-track.ts";

describe("publishRecord", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.publicRecords,
    by: ({ parties }) => parties.authority,
    given: submitted,
    call: ({ records }, key, { recordId }) => records.connect(key).publishRecord(recordId, document),
  });

  it("is refused to a party that is no authority", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await submitted(ledger);
    for (const { key, address } of [ledger.parties.body, ledger.parties.governance, ledger.parties.registry]) {
      const attempt = ledger.records.connect(key).publishRecord(recordId, document);
      await expectRefusal(attempt, ledger.ledger, "RoleMissing", [address, roles.authority]);
    }
  });

  it("is refused for no record, and for one that is published, recorded, refused or ended", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const authority = records.connect(parties.authority.key);
    await expectRefusal(authority.publishRecord(5, document), records, "RecordUnknown", [5]);
    const { recordId } = await noticed(ledger);
    await expectRefusal(authority.publishRecord(recordId, document), records, "RecordNotInState", [recordId, 5]);
    await authority.refuseRecord(recordId, document);
    await expectRefusal(authority.publishRecord(recordId, document), records, "RecordNotInState", [recordId, 3]);
    const standing = (await recordedPublicData(ledger)).recordId;
    await expectRefusal(authority.publishRecord(standing, document), records, "RecordNotInState", [standing, 2]);
    await cancelRecord(ledger, standing);
    await expectRefusal(authority.publishRecord(standing, document), records, "RecordNotInState", [standing, 4]);
  });

  it("is refused to an authority on its own data", async () => {
    const ledger = await ledgerFixture();
    const both = await ledger.admit({ roles: roles.authority | roles.authorisingBody });
    const assetId = await declareAsset(ledger, both, { category: categories.governmentDuty });
    const own = ledger.records.connect(both.key);
    await own.submitRecord(assetId, (await now()) + 100 * day, document);
    await expectRefusal(own.publishRecord(1, document), ledger.ledger, "OwnCase", [both.address]);
  });

  it("is refused without a notice", async () => {
    const ledger = await ledgerFixture();
    const { recordId } = await submitted(ledger);
    const attempt = ledger.records.connect(ledger.parties.authority.key).publishRecord(recordId, zeroDigest);
    await expectRefusal(attempt, ledger.ledger, "DocumentMissing");
  });

  it("records state and time, says who published, and runs for the profile's 10 working days", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { key, address } = parties.authority;
    await networkHelpers.time.increaseTo(china("2026-09-24T09:00:00"));
    const { recordId } = await submitted(ledger);
    const before = fieldsOf(await records.recordOf(recordId));
    await networkHelpers.time.setNextBlockTimestamp(china("2026-09-24T10:00:00"));
    const sent = records.connect(key).publishRecord(recordId, document);
    await expectEvent(sent, records, "RecordPublished", [recordId, address, key.address, document]);
    expectStruct(await records.recordOf(recordId), {
      ...before,
      state: 5,
      publishedAt: china("2026-09-24T10:00:00"),
      // From Thursday: 28-30 September, 8, 9, make-up Saturday 10, 12, 13, 14, 15 October.
      noticeUntil: china("2026-10-15T23:59:59"),
    });
  });

  it("follows the profile that its record began with, whatever the track is given later", async () => {
    const ledger = await ledgerFixture();
    const { records, profiles, parties } = ledger;
    const authority = profiles.connect(parties.authority.key);
    const { recordId } = await submitted(ledger);
    await authority.defineProfile("Shorter", { ...nationalGuide, noticeDays: 1, validityMonths: 1 }, document);
    await authority.givePublicProfile(3, document);
    await networkHelpers.time.increaseTo(china("2026-03-02T10:00:00"));
    await records.connect(parties.authority.key).publishRecord(recordId, document);
    expect((await records.recordOf(recordId)).noticeUntil).to.equal(BigInt(china("2026-03-16T23:59:59")));

    // A record of now begins with the new one: a month at most, a day of notice.
    const assetId = await publicAsset(ledger);
    const submit = (until: number) => records.connect(parties.body.key).submitRecord(assetId, until, document);
    await networkHelpers.time.setNextBlockTimestamp(china("2026-03-03T10:00:00"));
    const long = submit(china("2026-04-03T10:00:01"));
    const latest = china("2026-04-03T10:00:00");
    await expectRefusal(long, records, "RecordTermInvalid", [latest + 1, latest]);
    await submit(latest);
    await records.connect(parties.authority.key).publishRecord(2, document);
    expect((await records.recordOf(2)).noticeUntil).to.equal(BigInt(china("2026-03-04T23:59:59")));
    expect((await records.recordOf(2)).profileId).to.equal(3n);
  });
});
