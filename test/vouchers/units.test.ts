import { expect } from "chai";
import { digest, now, powers, scopes, seriesFixture, terms } from "../fixture.ts";
import { behavesAsActOfAnAccount } from "./actor.behavior.ts";
import { restrictions, titleOf } from "./restrictions.ts";
import {
  addKey,
  controllerOf,
  count,
  eventsOf,
  pour,
  refused,
  send,
  type SeriesLedger,
  setStanding,
  standings,
  unitsOf,
  voucherId,
  zeroAddress,
} from "./support.ts";

describe("transferFrom of units to a party", () => {
  let l: SeriesLedger;
  let id: bigint;
  beforeEach(async () => {
    l = await seriesFixture();
    id = await l.issue(l.parties.beta, 100n);
  });

  it("is refused for a voucher that does not exist", async () => {
    const { beta, gamma } = l.parties;
    for (const unknown of [id + 1n, 1n << 64n]) {
      await refused(l.ledger, send(l.ledger, beta.key, unknown, gamma.address, 1n), "VoucherUnknown", unknown);
    }
  });

  it("is refused for no units", async () => {
    const { beta, gamma } = l.parties;
    await refused(l.ledger, send(l.ledger, beta.key, id, gamma.address, 0n), "UnitsZero");
  });

  it("is refused for more units than there are, however many", async () => {
    const { beta, gamma } = l.parties;
    for (const units of [101n, 1n << 48n, (1n << 48n) + 1n, (1n << 256n) - 1n]) {
      const act = send(l.ledger, beta.key, id, gamma.address, units);
      await refused(l.ledger, act, "UnitsExceeded", id, 100, units);
    }
  });

  behavesAsActOfAnAccount({
    party: "beta",
    power: powers.operate,
    scope: scopes.transfer,
    prepare: async (ledger) => void (await ledger.issue(ledger.parties.beta)),
    act: ({ ledger, seriesId, parties }, key) => send(ledger, key, voucherId(seriesId, 1), parties.gamma.address, 1n),
    strangers: "TransferNotApproved",
  });

  it("is refused beyond the limit of the key, and done at it", async () => {
    const { beta, gamma } = l.parties;
    const key = await addKey(l, beta, powers.operate, { unitLimit: 10 });
    await refused(l.ledger, send(l.ledger, key, id, gamma.address, 11n), "AccountLimitExceeded", key.address, 10, 11);
    await send(l.ledger, key, id, gamma.address, 10n);
  });

  it("is refused to the same party: splitting is another act", async () => {
    const { beta } = l.parties;
    await refused(l.ledger, send(l.ledger, beta.key, id, beta.address, 1n), "TransferToSelf", id);
  });

  for (const [index, restriction] of restrictions.entries()) {
    it(`is refused with ${titleOf(restriction, index)}`, async () => {
      const { beta, gamma } = l.parties;
      const to = (await restriction.put(l, id)) ?? gamma.address;
      const act = send(l.ledger, beta.key, id, to, 1n);
      await refused(l.ledger, act, restriction.error, ...restriction.values(l, id));
      expect(await unitsOf(l.ledger, id)).to.equal(100n);
    });
  }

  it("is refused where the terms allow no resale", async () => {
    const { alpha, beta, gamma } = l.parties;
    await l.ledger.connect(alpha.key).openSeries(terms(l.certificateId, await now(), { resale: false }));
    const seriesId = await l.ledger.seriesCount();
    await l.ledger.connect(alpha.key).issue(seriesId, beta.address, 9n, digest("bound"));
    const act = send(l.ledger, beta.key, voucherId(seriesId, 1), gamma.address, 1n);
    await refused(l.ledger, act, "ResaleNotAllowed", seriesId);
  });

  it("splits the units off into a new voucher with the digest of its parent", async () => {
    const { beta, gamma } = l.parties;
    const child = voucherId(l.seriesId, 2);
    expect(
      await l.ledger.connect(beta.key)["transferFrom(uint256,address,uint256)"].staticCall(id, gamma.address, 40n),
    ).to.equal(child);
    expect(await eventsOf(l.ledger, send(l.ledger, beta.key, id, gamma.address, 40n))).to.deep.equal([
      ["Transfer", zeroAddress, gamma.address, child],
      ["SlotChanged", child, 0n, l.seriesId],
      ["TransferValue", id, child, 40n],
      ["VoucherSplit", id, child, gamma.address, beta.key.address, 40n],
      ["MetadataUpdate", id],
    ]);
    const seen = await l.ledger.voucherOf(child);
    expect([seen.holder, seen.units, seen.locks, seen.digest]).to.deep.equal([
      gamma.address,
      40n,
      0n,
      digest("voucher"),
    ]);
    expect(await unitsOf(l.ledger, id)).to.equal(60n);
    expect([await count(l.ledger, beta), await count(l.ledger, gamma)]).to.deep.equal([1n, 1n]);
    const { totals } = await l.ledger.seriesOf(l.seriesId);
    expect([totals.issued, totals.live, totals.vouchers]).to.deep.equal([100n, 100n, 2n]);
  });

  it("leaves nothing behind when all units go", async () => {
    const { beta, gamma } = l.parties;
    const child = voucherId(l.seriesId, 2);
    expect(await eventsOf(l.ledger, send(l.ledger, beta.key, id, gamma.address, 100n))).to.deep.equal([
      ["Transfer", zeroAddress, gamma.address, child],
      ["SlotChanged", child, 0n, l.seriesId],
      ["TransferValue", id, child, 100n],
      ["VoucherSplit", id, child, gamma.address, beta.key.address, 100n],
      ["TransferValue", id, 0n, 0n],
      ["SlotChanged", id, l.seriesId, 0n],
      ["Transfer", beta.address, zeroAddress, id],
    ]);
    await refused(l.ledger, l.ledger.voucherOf(id), "VoucherUnknown", id);
    expect([await count(l.ledger, beta), await count(l.ledger, gamma)]).to.deep.equal([0n, 1n]);
    expect(await unitsOf(l.ledger, child)).to.equal(100n);
  });
});

describe("transferFrom of units to a voucher", () => {
  let l: SeriesLedger;
  let id: bigint;
  let into: bigint;
  beforeEach(async () => {
    l = await seriesFixture();
    id = await l.issue(l.parties.beta, 100n);
    into = await l.issue(l.parties.gamma, 5n);
  });

  it("is refused for vouchers that do not exist", async () => {
    const { beta } = l.parties;
    const unknown = voucherId(l.seriesId, 9);
    await refused(l.ledger, pour(l.ledger, beta.key, unknown, into, 1n), "VoucherUnknown", unknown);
    await refused(l.ledger, pour(l.ledger, beta.key, id, unknown, 1n), "VoucherUnknown", unknown);
    await refused(l.ledger, pour(l.ledger, beta.key, id, into + (1n << 64n), 1n), "VoucherUnknown", into + (1n << 64n));
  });

  it("is refused for no units, and for more than there are", async () => {
    const { beta } = l.parties;
    await refused(l.ledger, pour(l.ledger, beta.key, id, into, 0n), "UnitsZero");
    await refused(l.ledger, pour(l.ledger, beta.key, id, into, 101n), "UnitsExceeded", id, 100, 101);
  });

  behavesAsActOfAnAccount({
    party: "beta",
    power: powers.operate,
    scope: scopes.transfer,
    prepare: async (ledger) => {
      await ledger.issue(ledger.parties.beta);
      await ledger.issue(ledger.parties.gamma);
    },
    act: ({ ledger, seriesId }, key) => pour(ledger, key, voucherId(seriesId, 1), voucherId(seriesId, 2), 1n),
    strangers: "TransferNotApproved",
  });

  it("is refused into itself", async () => {
    await refused(l.ledger, pour(l.ledger, l.parties.beta.key, id, id, 1n), "MergeWithSelf", id);
  });

  it("is refused into another series", async () => {
    const { alpha, beta, gamma } = l.parties;
    await l.ledger.connect(alpha.key).openSeries(terms(l.certificateId, await now()));
    const seriesId = await l.ledger.seriesCount();
    await l.ledger.connect(alpha.key).issue(seriesId, gamma.address, 9n, digest("other"));
    const other = voucherId(seriesId, 1);
    await refused(l.ledger, pour(l.ledger, beta.key, id, other, 1n), "SeriesDiffer", id, other);
  });

  it("is refused into a locked voucher", async () => {
    const controller = await controllerOf(l, 1);
    await l.ledger.connect(controller).lock(into, 1, digest("dispute"));
    await refused(l.ledger, pour(l.ledger, l.parties.beta.key, id, into, 1n), "VoucherLocked", into, 0b10);
  });

  for (const [index, restriction] of restrictions.entries()) {
    it(`is refused with ${titleOf(restriction, index)}`, async () => {
      const { beta } = l.parties;
      // A party that cannot hold has no voucher to receive into, unless it lost what it needed afterwards.
      const to = await restriction.put(l, id);
      if (to !== undefined) return;
      const act = pour(l.ledger, beta.key, id, into, 1n);
      await refused(l.ledger, act, restriction.error, ...restriction.values(l, id));
      expect(await unitsOf(l.ledger, id)).to.equal(100n);
    });

    if (!restriction.receiver) {
      it(`is refused with ${titleOf(restriction, index)} between vouchers of one party too`, async () => {
        const { beta } = l.parties;
        const own = await l.issue(beta, 1n);
        await restriction.put(l, id);
        const act = pour(l.ledger, beta.key, id, own, 1n);
        await refused(l.ledger, act, restriction.error, ...restriction.values(l, id));
      });
    }
  }

  it("is refused out of a locked voucher of a suspended party for the party's sake first", async () => {
    const { beta } = l.parties;
    await setStanding(l, beta, standings.barred);
    const act = pour(l.ledger, beta.key, id, into, 1n);
    await refused(l.ledger, act, "PartyNotInStanding", beta.address, standings.barred);
  });

  it("moves units to another party's voucher", async () => {
    const { beta, gamma } = l.parties;
    expect(await eventsOf(l.ledger, pour(l.ledger, beta.key, id, into, 30n))).to.deep.equal([
      ["TransferValue", id, into, 30n],
      ["UnitsMoved", id, into, beta.key.address, 30n],
      ["MetadataUpdate", into],
      ["MetadataUpdate", id],
    ]);
    expect([await unitsOf(l.ledger, id), await unitsOf(l.ledger, into)]).to.deep.equal([70n, 35n]);
    expect([await count(l.ledger, beta), await count(l.ledger, gamma)]).to.deep.equal([1n, 1n]);
    expect((await l.ledger.seriesOf(l.seriesId)).totals.live).to.equal(105n);
  });

  it("leaves nothing behind when all units go", async () => {
    const { beta } = l.parties;
    expect(await eventsOf(l.ledger, pour(l.ledger, beta.key, id, into, 100n))).to.deep.equal([
      ["TransferValue", id, into, 100n],
      ["UnitsMoved", id, into, beta.key.address, 100n],
      ["MetadataUpdate", into],
      ["TransferValue", id, 0n, 0n],
      ["SlotChanged", id, l.seriesId, 0n],
      ["Transfer", beta.address, zeroAddress, id],
    ]);
    await refused(l.ledger, l.ledger.ownerOf(id), "VoucherUnknown", id);
    expect(await unitsOf(l.ledger, into)).to.equal(105n);
    expect(await count(l.ledger, beta)).to.equal(0n);
  });

  it("moves units between vouchers of one party where the terms allow no resale", async () => {
    const { alpha, beta } = l.parties;
    await l.ledger.connect(alpha.key).openSeries(terms(l.certificateId, await now(), { resale: false }));
    const seriesId = await l.ledger.seriesCount();
    const documents = [digest("a"), digest("b")];
    await l.ledger.connect(alpha.key).issueBatch(seriesId, [beta.address, beta.address], [9, 1], documents);
    await pour(l.ledger, beta.key, voucherId(seriesId, 1), voucherId(seriesId, 2), 4n);
    expect(await unitsOf(l.ledger, voucherId(seriesId, 2))).to.equal(5n);
  });
});
