import { expect } from "chai";
import type { Wallet } from "ethers";
import { eventsOf, expectEvent, expectRefusal, expectStruct, fieldsOf, plain } from "../expectations.ts";
import {
  day,
  digest,
  ledgerFixture,
  networkHelpers,
  now,
  powers,
  roles,
  scopes,
  terms,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { authorise, document, grades, recordedPublicData } from "./cases.ts";
import { cancelRecord, publicSeries, publicTrack } from "./public-track.ts";

const authorised = async (ledger: TestLedger, over: Record<string, unknown> = {}) =>
  authorise(ledger, (await recordedPublicData(ledger)).recordId, over);

/** A later assessment than the one that the fixture's authorisations come with. */
const later = async (over: object = {}) => ({
  level: 4,
  until: (await now()) + 350 * day,
  documentDigest: digest("second assessment"),
  ...over,
});

describe("assessOperation (safety of operation)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.publicRecords,
    by: ({ parties }) => parties.body,
    given: (ledger) => authorised(ledger),
    call: async ({ records }, key, authorisationId) =>
      records.connect(key).assessOperation(authorisationId, await later()),
  });

  it("is refused for no authorisation, to others, and after its end", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const authorisationId = await authorised(ledger);
    const { body, authority, operator, alpha } = parties;
    const assess = async (key: Wallet, which = authorisationId) =>
      records.connect(key).assessOperation(which, await later());
    await expectRefusal(assess(body.key, 9n), records, "AuthorisationUnknown", [9]);
    const { assetId } = await records.authorisationOf(authorisationId);
    for (const { key } of [authority, operator, alpha]) {
      await expectRefusal(assess(key), records, "RecordOfAnotherBody", [assetId, body.address]);
    }
    await records.connect(body.key).endAuthorisation(authorisationId, document);
    await expectRefusal(assess(body.key), records, "AuthorisationEnded", [authorisationId]);
  });

  it("is refused for a level that does not exist, without the assessment, and where it shows nothing longer", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const authorisationId = await authorised(ledger);
    const { until } = (await records.authorisationOf(authorisationId)).safety;
    const assess = async (over: object) =>
      records.connect(parties.body.key).assessOperation(authorisationId, await later(over));
    for (const level of [0, 6]) await expectRefusal(assess({ level }), records, "ProtectionLevelInvalid", [level]);
    await expectRefusal(assess({ documentDigest: zeroDigest }), records, "AuthorisationIncomplete", ["safety"]);
    await expectRefusal(assess({ until }), records, "SafetyTermInvalid", [until, until]);
    await networkHelpers.time.increaseTo(until + 100n);
    const over = assess({ until: until + 50n });
    await expectRefusal(over, records, "SafetyTermInvalid", [until + 50n, until]);
  });

  it("puts the later assessment on record, and says so", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { key, address } = parties.body;
    const authorisationId = await authorised(ledger);
    const before = fieldsOf(await records.authorisationOf(authorisationId));
    const safety = await later();
    const sent = records.connect(key).assessOperation(authorisationId, safety);
    await expectEvent(sent, records, "OperationSafetyAssessed", [authorisationId, address, key.address, safety]);
    expectStruct(await records.authorisationOf(authorisationId), { ...before, safety });
  });
});

describe("an authorisation is a basis no longer than its safety is shown", () => {
  it("until the last second of the assessment, and again with the next one", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { recordId, assetId } = await recordedPublicData(ledger);
    const until = (await now()) + 10 * day;
    const safety = { level: 2, until, documentDigest: digest("assessment") };
    const authorisationId = await authorise(ledger, recordId, { safety });
    const basis = async () => {
      const seen = await records.basisTerms(authorisationId);
      return [seen.live, seen.until, await records.mayUse(assetId, parties.operator.address)];
    };
    expect(await basis()).to.deep.equal([true, BigInt(until), true]);
    const longer = ledger.ledger
      .connect(parties.operator.key)
      .openSeries(terms(authorisationId, await now(), { basisKind: 2, end: until + 1 }));
    await expectRefusal(longer, ledger.ledger, "TermInvalid", [await now(), until + 1, until]);
    await networkHelpers.time.increaseTo(until);
    expect(await basis()).to.deep.equal([true, BigInt(until), true]);
    await networkHelpers.time.increaseTo(until + 1);
    expect(await basis()).to.deep.equal([false, BigInt(until), false]);
    await expectRefusal(publicSeries(ledger, authorisationId), ledger.ledger, "BasisNotLive", [2, authorisationId]);
    const next = await later();
    await records.connect(parties.body.key).assessOperation(authorisationId, next);
    const { until: end } = await records.authorisationOf(authorisationId);
    expect(await basis()).to.deep.equal([true, end, true]);
  });

  it("gives series back what they lost when a later assessment comes", async () => {
    const { ledger, assetId, first, lost } = await publicTrack();
    const { records, parties } = ledger;
    await networkHelpers.time.increaseTo((await records.authorisationOf(first)).safety.until + 1n);
    await records.connect(parties.gamma.key).refreshBases(assetId);
    expect(await lost()).to.deep.equal([true, true, true]);
    // Their own terms are over too; the authorisation is not, where it lasts longer.
    const { recordId } = await records.authorisationOf(first);
    const time = await now();
    const shown = { level: 3, until: time + day, documentDigest: document };
    const longer = await authorise(ledger, recordId, { start: time, until: time + 30 * day, safety: shown });
    const opening = terms(longer, time, { basisKind: 2, end: time + day });
    await ledger.ledger.connect(parties.operator.key).openSeries(opening);
    const series = await ledger.ledger.seriesCount();
    await networkHelpers.time.increaseTo(time + day + 1);
    await records.connect(parties.gamma.key).refreshBases(assetId);
    expect((await ledger.ledger.seriesOf(series)).basisLost).to.equal(true);
    const sent = await records.connect(parties.body.key).assessOperation(longer, await later());
    await expectEvent(sent, ledger.ledger, "SeriesBasisChanged", [series, 2, longer, true]);
    expect((await ledger.ledger.seriesOf(series)).basisLost).to.equal(false);
  });
});

for (const name of ["suspendOperation", "resumeOperation"] as const) {
  describe(`${name} (safety of operation)`, () => {
    /** An authorisation on which it is the next step. */
    const ready = async (ledger: TestLedger) => {
      const authorisationId = await authorised(ledger);
      if (name === "resumeOperation") {
        await ledger.records.connect(ledger.parties.body.key).suspendOperation(authorisationId, document);
      }
      return authorisationId;
    };
    const act = ({ records }: TestLedger, key: Wallet, authorisationId: bigint, paper = document) =>
      records.connect(key)[name](authorisationId, paper);

    refusesWhoMayNotAct({
      power: powers.approve,
      scope: scopes.publicRecords,
      by: ({ parties }) => parties.body,
      given: ready,
      call: (ledger, key, authorisationId) => act(ledger, key, authorisationId),
    });

    it("is refused for no authorisation, to others, without a document, twice, and after its end", async () => {
      const ledger = await ledgerFixture();
      const { records, parties } = ledger;
      const { body, operator, alpha, registry } = parties;
      const authorisationId = await ready(ledger);
      await expectRefusal(act(ledger, body.key, 9n), records, "AuthorisationUnknown", [9]);
      const second = await ledger.admit({ roles: roles.authorisingBody });
      for (const { key, address } of [operator, alpha, registry, second]) {
        await expectRefusal(act(ledger, key, authorisationId), records, "NotPublicBody", [address]);
      }
      await expectRefusal(act(ledger, body.key, authorisationId, zeroDigest), ledger.ledger, "DocumentMissing");
      await act(ledger, body.key, authorisationId);
      const again = act(ledger, body.key, authorisationId);
      if (name === "suspendOperation") {
        await expectRefusal(again, records, "OperationSuspended", [authorisationId, body.address]);
      } else await expectRefusal(again, records, "OperationNotSuspended", [authorisationId]);
      await records.connect(body.key).endAuthorisation(authorisationId, document);
      await expectRefusal(act(ledger, body.key, authorisationId), records, "AuthorisationEnded", [authorisationId]);
    });
  });
}

describe("an operation suspended for its safety", () => {
  for (const party of ["body", "authority"] as const) {
    it(`takes the basis of every series over it at once, and gives it back: by the ${party}`, async () => {
      const { ledger, assetId, first, series, lost } = await publicTrack();
      const { records, parties } = ledger;
      const { key, address } = parties[party];
      const may = async () => [await records.mayUse(assetId, parties.operator.address), ...(await lost())];
      const stopped = await records.connect(key).suspendOperation(first, document);
      const said = [first, address, key.address, document];
      await expectEvent(stopped, records, "OperationWasSuspended", said);
      expect(await eventsOf(stopped, ledger.ledger, "SeriesBasisChanged")).to.deep.equal([
        plain([series[0], 2, first, false]),
        plain([series[1], 2, first, false]),
      ]);
      expect((await records.authorisationOf(first)).suspendedBy).to.equal(address);
      // The operator may still work under the other authorisation.
      expect(await may()).to.deep.equal([true, true, true, false]);
      await expectRefusal(publicSeries(ledger, first), ledger.ledger, "BasisNotLive", [2, first]);
      const resumed = await records.connect(key).resumeOperation(first, document);
      await expectEvent(resumed, records, "OperationWasResumed", said);
      expect(await may()).to.deep.equal([true, false, false, false]);
      await publicSeries(ledger, first);
    });
  }

  it("goes on by an authority's word where an authority stopped it; the body's does not do", async () => {
    const ledger = await ledgerFixture();
    const { records, parties } = ledger;
    const { body, authority } = parties;
    const authorisationId = await authorised(ledger);
    await records.connect(authority.key).suspendOperation(authorisationId, document);
    const refused = records.connect(body.key).resumeOperation(authorisationId, document);
    await expectRefusal(refused, records, "SuspendedByAnother", [authorisationId, authority.address]);
    const other = await ledger.admit({ roles: roles.authority });
    await records.connect(other.key).resumeOperation(authorisationId, document);
    await records.connect(body.key).suspendOperation(authorisationId, document);
    await records.connect(authority.key).resumeOperation(authorisationId, document);
    expect((await records.basisTerms(authorisationId)).live).to.equal(true);
  });

  it("is given nothing back by a later assessment, a grade, or anyone's asking; and ends with its record", async () => {
    const { ledger, recordId, assetId, first, lost } = await publicTrack();
    const { records, assets, parties } = ledger;
    await records.connect(parties.body.key).suspendOperation(first, document);
    await records.connect(parties.body.key).assessOperation(first, await later());
    await assets.connect(parties.authority.key).gradeAsset(assetId, grades.general, zeroDigest, document);
    await records.connect(parties.gamma.key).refreshBases(assetId);
    expect(await lost()).to.deep.equal([true, true, false]);
    await cancelRecord(ledger, recordId);
    const resumed = records.connect(parties.body.key).resumeOperation(first, document);
    await expectRefusal(resumed, records, "AuthorisationEnded", [first]);
  });
});
