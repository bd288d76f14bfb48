import { expect } from "chai";
import { digest, now, powers, roles, scopes, seriesFixture, terms, zeroDigest } from "../fixture.ts";
import { behavesAsActOfAnAccount } from "./actor.behavior.ts";
import {
  asContract,
  authoriseOperator,
  eventsOf,
  obstacles,
  pass,
  refused,
  type SeriesLedger,
  values,
  voucherId,
} from "./support.ts";

describe("the life of a series", () => {
  let l: SeriesLedger;
  beforeEach(async () => {
    l = await seriesFixture();
  });

  describe("seriesOf", () => {
    it("is refused for a series that does not exist", async () => {
      for (const unknown of [0n, 2n]) await refused(l.ledger, l.ledger.seriesOf(unknown), "SeriesUnknown", unknown);
    });

    it("tells that time has ended a series without anybody writing it down", async () => {
      expect((await l.ledger.seriesOf(1n)).expired).to.equal(false);
      await obstacles.SeriesExpired(l);
      expect((await l.ledger.seriesOf(1n)).expired).to.equal(true);
    });
  });

  describe("closeSeries", () => {
    behavesAsActOfAnAccount({
      party: "alpha",
      power: powers.operate,
      scope: scopes.issue,
      act: ({ ledger, seriesId }, key) => ledger.connect(key).closeSeries(seriesId),
    });
    const close = (seriesId = l.seriesId, party = l.parties.alpha) => l.ledger.connect(party.key).closeSeries(seriesId);

    it("is refused for a series that does not exist, of another, or closed before", async () => {
      const { beta } = l.parties;
      await refused(l.ledger, close(2n), "SeriesUnknown", 2);
      await refused(l.ledger, close(1n, beta), "NotGrantor", 1, beta.address);
      await close();
      await refused(l.ledger, close(), "SeriesClosed", 1);
    });

    it("ends issue and leaves circulation alone", async () => {
      const { alpha, beta, gamma } = l.parties;
      const id = await l.issue(beta);
      expect(await eventsOf(l.ledger, close())).to.deep.equal([
        ["SeriesWasClosed", l.seriesId, alpha.address, alpha.key.address],
      ]);
      expect((await l.ledger.seriesOf(1n)).closed).to.equal(true);
      await pass(l.ledger, beta.key, beta.address, gamma.address, id);
    });
  });

  describe("suspendSeries", () => {
    const document = digest("order");
    behavesAsActOfAnAccount({
      party: "authority",
      power: powers.approve,
      scope: 0,
      act: ({ ledger, seriesId }, key) => ledger.connect(key).suspendSeries(seriesId, true, document),
    });
    const suspend = (suspended = true, digestOf = document, party = l.parties.authority, seriesId = l.seriesId) =>
      l.ledger.connect(party.key).suspendSeries(seriesId, suspended, digestOf);

    it("is refused to everybody but an authority", async () => {
      for (const party of [l.parties.alpha, l.parties.registry, l.parties.exchange, l.parties.governance]) {
        await refused(l.ledger, suspend(true, document, party), "RoleMissing", party.address, roles.authority);
      }
    });

    it("is refused for an unknown series, without a document, and when nothing would change", async () => {
      const { authority } = l.parties;
      await refused(l.ledger, suspend(true, document, authority, 2n), "SeriesUnknown", 2);
      await refused(l.ledger, suspend(true, zeroDigest), "DocumentMissing");
      await refused(l.ledger, suspend(false), "SuspensionUnchanged", 1);
      await suspend();
      await refused(l.ledger, suspend(), "SuspensionUnchanged", 1);
    });

    it("stops the series and lets it go on, and says which vouchers look different", async () => {
      const { authority, beta, gamma } = l.parties;
      const event = (suspended: boolean) => [
        "SeriesSuspensionChanged",
        l.seriesId,
        authority.address,
        authority.key.address,
        suspended,
        document,
      ];
      expect(await eventsOf(l.ledger, suspend()), "no voucher yet").to.deep.equal([event(true)]);
      await suspend(false);
      const id = await l.issue(beta);
      await l.issue(beta);
      const metadata = ["BatchMetadataUpdate", id, id + 1n];
      expect(await eventsOf(l.ledger, suspend())).to.deep.equal([event(true), metadata]);
      expect((await l.ledger.seriesOf(1n)).suspended).to.equal(true);
      expect(await eventsOf(l.ledger, suspend(false))).to.deep.equal([event(false), metadata]);
      await pass(l.ledger, beta.key, beta.address, gamma.address, id);
    });
  });

  describe("basisChanged", () => {
    it("is refused to everybody but the source of that kind of basis", async () => {
      const { alpha, authority, governance } = l.parties;
      for (const { key } of [alpha, authority, governance]) {
        const act = l.ledger.connect(key).basisChanged(1, l.certificateId, false);
        await refused(l.ledger, act, "NotBasisSource", key.address, 1);
      }
      const records = await asContract(await l.records.getAddress());
      const act = l.ledger.connect(records).basisChanged(1, l.certificateId, false);
      await refused(l.ledger, act, "NotBasisSource", await l.records.getAddress(), 1);
    });

    it("follows an authorisation that ends in the same transaction, for its series only", async () => {
      const { operator, body, beta, gamma } = l.parties;
      const ending = await authoriseOperator(l);
      const staying = await authoriseOperator(l);
      const time = await now();
      for (const { authorisationId } of [ending, ending, staying]) {
        await l.ledger.connect(operator.key).openSeries(terms(authorisationId, time, { basisKind: 2 }));
      }
      const issue = (seriesId: number) =>
        l.ledger.connect(operator.key).issue(seriesId, beta.address, 5, digest("voucher"));
      for (const seriesId of [2, 4]) await issue(seriesId);
      const act = l.records.connect(body.key).endAuthorisation(ending.authorisationId, digest("ended"));
      expect(await eventsOf(l.ledger, act)).to.deep.equal([
        ["SeriesBasisChanged", 2n, 2n, ending.authorisationId, false],
        ["BatchMetadataUpdate", voucherId(2n, 1), voucherId(2n, 1)],
        ["SeriesBasisChanged", 3n, 2n, ending.authorisationId, false],
      ]);
      const lost = async (seriesId: number) => (await l.ledger.seriesOf(seriesId)).basisLost;
      expect(await Promise.all([1, 2, 3, 4].map(lost))).to.deep.equal([false, true, true, false]);
      await refused(l.ledger, issue(2), "SeriesBasisLost", 2);
      const stuck = pass(l.ledger, beta.key, beta.address, gamma.address, voucherId(2n, 1));
      await refused(l.ledger, stuck, "SeriesBasisLost", 2);
      const again = l.ledger.connect(operator.key).openSeries(terms(ending.authorisationId, time, { basisKind: 2 }));
      await refused(l.ledger, again, "BasisNotLive", 2, ending.authorisationId);
      await issue(4);
      await pass(l.ledger, beta.key, beta.address, gamma.address, voucherId(4n, 1));
    });

    it("follows a public record that ends, through every authorisation over it", async () => {
      const { operator, authority } = l.parties;
      const { authorisationId, recordId } = await authoriseOperator(l);
      await l.ledger.connect(operator.key).openSeries(terms(authorisationId, await now(), { basisKind: 2 }));
      await l.records.connect(authority.key).cancelRecord(recordId, 4, digest("cancelled"));
      expect((await l.ledger.seriesOf(2n)).basisLost).to.equal(true);
    });

    it("brings series back when the basis stands again, and changes nothing twice", async () => {
      const source = await asContract(await l.assets.getAddress());
      const change = (live: boolean) => l.ledger.connect(source).basisChanged(1, l.certificateId, live);
      expect(await eventsOf(l.ledger, change(true))).to.deep.equal([]);
      await change(false);
      expect(await eventsOf(l.ledger, change(false))).to.deep.equal([]);
      const event = ["SeriesBasisChanged", l.seriesId, 1n, l.certificateId, true];
      expect(await eventsOf(l.ledger, change(true))).to.deep.equal([event]);
      await l.issue(l.parties.beta);
    });
  });

  it("counts units through issue, split, cancellation and expiry", async () => {
    const { beta } = l.parties;
    const first = await l.issue(beta, 100n);
    await l.issue(beta, 50n);
    await l.ledger.connect(beta.key).split(first, [30, 20]);
    await l.ledger.connect(beta.key).cancel(voucherId(1n, 3), digest("reason"));
    const totals = async () => values((await l.ledger.seriesOf(1n)).totals);
    expect(await totals()).to.deep.equal([150n, 120n, 0n, 0n, 30n, 0n, 4n]);
    await obstacles.SeriesExpired(l);
    await l.ledger.connect(beta.key).expire([first, voucherId(1n, 4)]);
    expect(await totals()).to.deep.equal([150n, 50n, 0n, 0n, 30n, 70n, 4n]);
  });
});
