import { expect } from "chai";
import { digest, now, powers, scopes, seriesFixture, terms } from "../fixture.ts";
import { behavesAsActOfAnAccount } from "./actor.behavior.ts";
import { needsALiveSeries } from "./live-series.behavior.ts";
import {
  controllerOf,
  count,
  eventsOf,
  refused,
  type SeriesLedger,
  unitsOf,
  voucherId,
  zeroAddress,
} from "./support.ts";

describe("split", () => {
  let l: SeriesLedger;
  let id: bigint;
  beforeEach(async () => {
    l = await seriesFixture();
    id = await l.issue(l.parties.beta, 100n);
  });
  const split = (units: (number | bigint)[], of = id) => l.ledger.connect(l.parties.beta.key).split(of, units);

  it("is refused without parts", async () => {
    await refused(l.ledger, split([]), "ListsDiffer", 0, 0);
  });

  behavesAsActOfAnAccount({
    party: "beta",
    power: powers.operate,
    scope: scopes.transfer,
    prepare: async (ledger) => void (await ledger.issue(ledger.parties.beta)),
    act: ({ ledger, seriesId }, key) => ledger.connect(key).split(voucherId(seriesId, 1), [1]),
  });

  it("is refused for a voucher that does not exist", async () => {
    await refused(l.ledger, split([1], id + 1n), "VoucherUnknown", id + 1n);
  });

  it("is refused for a voucher of another", async () => {
    const { beta, gamma } = l.parties;
    const foreign = await l.issue(gamma);
    await refused(l.ledger, split([1], foreign), "VoucherNotHeldBy", foreign, beta.address, gamma.address);
  });

  needsALiveSeries({
    party: "beta",
    prepare: (ledger) => ledger.issue(ledger.parties.beta),
    act: ({ ledger }, voucher, key) => ledger.connect(key).split(voucher, [1]),
  });

  it("is refused while a lock stands", async () => {
    await l.ledger.connect(await controllerOf(l, 3)).lock(id, 3, digest("control"));
    await refused(l.ledger, split([1]), "VoucherLocked", id, 0b1000);
  });

  it("is refused for a part without units", async () => {
    await refused(l.ledger, split([1, 0]), "UnitsZero");
  });

  it("is refused when the parts leave nothing, or take more than there is", async () => {
    await refused(l.ledger, split([100]), "UnitsExceeded", id, 100, 100);
    await refused(l.ledger, split([60, 40]), "UnitsExceeded", id, 40, 40);
    await refused(l.ledger, split([60, (1n << 48n) - 1n]), "UnitsExceeded", id, 40, (1n << 48n) - 1n);
  });

  it("makes vouchers of the same holder, with ids that run on from the returned first", async () => {
    const { beta } = l.parties;
    const first = await l.ledger.connect(beta.key).split.staticCall(id, [10, 20]);
    expect(first).to.equal(voucherId(l.seriesId, 2));
    expect(await eventsOf(l.ledger, split([10, 20]))).to.deep.equal(
      [
        [first, 10n],
        [first + 1n, 20n],
      ].flatMap(([child, units]) => [
        ["Transfer", zeroAddress, beta.address, child],
        ["SlotChanged", child, 0n, l.seriesId],
        ["TransferValue", id, child, units],
        ["VoucherSplit", id, child, beta.address, beta.key.address, units],
        ["MetadataUpdate", id],
      ]),
    );
    expect(await Promise.all([id, first, first + 1n].map((each) => unitsOf(l.ledger, each)))).to.deep.equal([
      70n,
      10n,
      20n,
    ]);
    const seen = await l.ledger.voucherOf(first);
    expect([seen.holder, seen.digest, seen.locks]).to.deep.equal([beta.address, digest("voucher"), 0n]);
    expect(await count(l.ledger, beta)).to.equal(3n);
    const { totals } = await l.ledger.seriesOf(l.seriesId);
    expect([totals.issued, totals.live, totals.vouchers]).to.deep.equal([100n, 100n, 3n]);
  });

  it("keeps approvals with the parent and gives its children none", async () => {
    const { alpha, beta } = l.parties;
    await l.ledger.connect(beta.key)["approve(address,uint256)"](alpha.address, id);
    await l.ledger.connect(beta.key)["approve(uint256,address,uint256)"](id, alpha.address, 7);
    await split([10]);
    const child = voucherId(l.seriesId, 2);
    expect(await l.ledger.getApproved(id)).to.equal(alpha.address);
    expect(await l.ledger.getApproved(child)).to.equal(zeroAddress);
    expect(await l.ledger.allowance(child, alpha.address)).to.equal(0n);
  });

  it("is open where the terms allow no resale, because nothing changes hands", async () => {
    const { alpha, beta } = l.parties;
    await l.ledger.connect(alpha.key).openSeries(terms(l.certificateId, await now(), { resale: false }));
    const seriesId = await l.ledger.seriesCount();
    await l.ledger.connect(alpha.key).issue(seriesId, beta.address, 9n, digest("bound"));
    await split([4], voucherId(seriesId, 1));
    expect(await unitsOf(l.ledger, voucherId(seriesId, 2))).to.equal(4n);
  });
});

describe("merge", () => {
  let l: SeriesLedger;
  let ids: [bigint, bigint, bigint];
  beforeEach(async () => {
    l = await seriesFixture();
    const { beta } = l.parties;
    ids = [await l.issue(beta, 1n), await l.issue(beta, 20n), await l.issue(beta, 300n)];
  });
  const merge = (into: bigint, from: bigint[]) => l.ledger.connect(l.parties.beta.key).merge(into, from);

  it("is refused without vouchers to merge", async () => {
    await refused(l.ledger, merge(ids[0], []), "ListsDiffer", 0, 0);
  });

  behavesAsActOfAnAccount({
    party: "beta",
    power: powers.operate,
    scope: scopes.transfer,
    prepare: async (ledger) => {
      // The rule that a pause of other scopes does not matter merges a second time.
      for (const units of [1n, 2n]) await ledger.issue(ledger.parties.beta, units);
    },
    act: ({ ledger, seriesId }, key) => ledger.connect(key).merge(voucherId(seriesId, 1), [voucherId(seriesId, 2)]),
  });

  it("is refused for vouchers that do not exist", async () => {
    const unknown = voucherId(l.seriesId, 9);
    await refused(l.ledger, merge(unknown, [ids[0]]), "VoucherUnknown", unknown);
    await refused(l.ledger, merge(ids[0], [unknown]), "VoucherUnknown", unknown);
  });

  it("is refused for vouchers of another, on either side", async () => {
    const { beta, gamma } = l.parties;
    const foreign = await l.issue(gamma);
    await refused(l.ledger, merge(foreign, [ids[0]]), "VoucherNotHeldBy", foreign, beta.address, gamma.address);
    await refused(l.ledger, merge(ids[0], [foreign]), "VoucherNotHeldBy", foreign, beta.address, gamma.address);
  });

  it("is refused into itself", async () => {
    await refused(l.ledger, merge(ids[0], [ids[1], ids[0]]), "MergeWithSelf", ids[0]);
  });

  it("is refused when a voucher is named twice: it is gone after the first time", async () => {
    await refused(l.ledger, merge(ids[0], [ids[1], ids[1]]), "VoucherUnknown", ids[1]);
  });

  it("is refused across series", async () => {
    const { alpha, beta } = l.parties;
    await l.ledger.connect(alpha.key).openSeries(terms(l.certificateId, await now()));
    const seriesId = await l.ledger.seriesCount();
    await l.ledger.connect(alpha.key).issue(seriesId, beta.address, 9n, digest("other"));
    const other = voucherId(seriesId, 1);
    await refused(l.ledger, merge(ids[0], [other]), "SeriesDiffer", other, ids[0]);
  });

  needsALiveSeries({
    party: "beta",
    prepare: async ({ issue, parties }): Promise<[bigint, bigint]> => [
      await issue(parties.beta),
      await issue(parties.beta),
    ],
    act: ({ ledger }, [into, from], key) => ledger.connect(key).merge(into, [from]),
  });

  for (const side of ["into", "from"] as const) {
    it(`is refused while a lock stands on the voucher merged ${side}`, async () => {
      const locked = side === "into" ? ids[0] : ids[1];
      await l.ledger.connect(await controllerOf(l, 0)).lock(locked, 0, digest("pledge"));
      await refused(l.ledger, merge(ids[0], [ids[1]]), "VoucherLocked", locked, 1);
    });
  }

  it("moves every unit into the one voucher, which keeps its digest; the others are gone", async () => {
    const { beta } = l.parties;
    expect(await eventsOf(l.ledger, merge(ids[1], [ids[0], ids[2]]))).to.deep.equal(
      [
        [ids[0], 1n],
        [ids[2], 300n],
      ].flatMap(([from, units]) => [
        ["TransferValue", from, ids[1], units],
        ["UnitsMoved", from, ids[1], beta.key.address, units],
        ["MetadataUpdate", ids[1]],
        ["TransferValue", from, 0n, 0n],
        ["SlotChanged", from, l.seriesId, 0n],
        ["Transfer", beta.address, zeroAddress, from],
      ]),
    );
    expect(await unitsOf(l.ledger, ids[1])).to.equal(321n);
    for (const gone of [ids[0], ids[2]]) await refused(l.ledger, l.ledger.voucherOf(gone), "VoucherUnknown", gone);
    expect(await count(l.ledger, beta)).to.equal(1n);
    const { totals } = await l.ledger.seriesOf(l.seriesId);
    expect([totals.issued, totals.live, totals.vouchers]).to.deep.equal([321n, 321n, 3n]);
  });
});
