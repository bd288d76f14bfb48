import { expect } from "chai";
import { digest, freshKey, networkHelpers, powers, scopes, seriesFixture, zeroDigest } from "../fixture.ts";
import { behavesAsActOfAnAccount } from "./actor.behavior.ts";
import { needsALiveSeries } from "./live-series.behavior.ts";
import {
  addKey,
  controllerOf,
  count,
  eventsOf,
  lockClasses,
  obstacles,
  pause,
  refused,
  type SeriesLedger,
  setStanding,
  standings,
  values,
  voucherId,
  zeroAddress,
} from "./support.ts";

describe("cancel", () => {
  let l: SeriesLedger;
  let id: bigint;
  beforeEach(async () => {
    l = await seriesFixture();
    id = await l.issue(l.parties.beta, 100n);
  });
  const reason = digest("reason");
  const cancel = (of = id, key = l.parties.beta.key) => l.ledger.connect(key).cancel(of, reason);

  it("is refused without a reason", async () => {
    await refused(l.ledger, l.ledger.connect(l.parties.beta.key).cancel(id, zeroDigest), "DigestMissing");
  });

  behavesAsActOfAnAccount({
    party: "beta",
    power: powers.operate,
    scope: scopes.transfer,
    prepare: async (ledger) => void (await ledger.issue(ledger.parties.beta)),
    act: ({ ledger, seriesId }, key) => ledger.connect(key).cancel(voucherId(seriesId, 1), reason),
  });

  it("is refused for a voucher that does not exist", async () => {
    await refused(l.ledger, cancel(id + 1n), "VoucherUnknown", id + 1n);
  });

  it("is refused to everybody but the holder, the grantor included", async () => {
    const { alpha, beta } = l.parties;
    await refused(l.ledger, cancel(id, alpha.key), "VoucherNotHeldBy", id, alpha.address, beta.address);
  });

  it("is refused to an operator of the holder: giving up is not moving", async () => {
    const { beta, gamma } = l.parties;
    await l.ledger.connect(beta.key).setApprovalForAll(gamma.address, true);
    await refused(l.ledger, cancel(id, gamma.key), "VoucherNotHeldBy", id, gamma.address, beta.address);
  });

  needsALiveSeries({
    party: "beta",
    prepare: (ledger) => ledger.issue(ledger.parties.beta),
    act: ({ ledger }, voucher, key) => ledger.connect(key).cancel(voucher, reason),
  });

  it("is refused while a lock stands", async () => {
    await l.ledger.connect(await controllerOf(l, 0)).lock(id, 0, digest("pledge"));
    await refused(l.ledger, cancel(), "VoucherLocked", id, 1);
  });

  it("is refused beyond the limit of the key: what is given up is as lost as what is sent", async () => {
    const key = await addKey(l, l.parties.beta, powers.operate, { unitLimit: 99 });
    await refused(l.ledger, cancel(id, key), "AccountLimitExceeded", key.address, 99, 100);
  });

  it("takes the voucher out of the book and counts its units as cancelled", async () => {
    const { beta } = l.parties;
    expect(await eventsOf(l.ledger, cancel())).to.deep.equal([
      ["TransferValue", id, 0n, 100n],
      ["SlotChanged", id, l.seriesId, 0n],
      ["Transfer", beta.address, zeroAddress, id],
      ["VoucherCancelled", id, l.seriesId, beta.address, beta.key.address, 100n, reason],
    ]);
    await refused(l.ledger, l.ledger.voucherOf(id), "VoucherUnknown", id);
    await refused(l.ledger, cancel(), "VoucherUnknown", id);
    expect(await count(l.ledger, beta)).to.equal(0n);
    const { totals } = await l.ledger.seriesOf(l.seriesId);
    expect(values(totals)).to.deep.equal([100n, 0n, 0n, 0n, 100n, 0n, 1n]);
  });

  it("gives no units back to the series", async () => {
    const { alpha, beta } = l.parties;
    await l.issue(beta, 999_900n);
    await cancel();
    const act = l.ledger.connect(alpha.key).issue(l.seriesId, beta.address, 1n, digest("again"));
    await refused(l.ledger, act, "SeriesExhausted", l.seriesId, 0, 1);
  });
});

describe("expire", () => {
  let l: SeriesLedger;
  let id: bigint;
  beforeEach(async () => {
    l = await seriesFixture();
    id = await l.issue(l.parties.beta, 100n);
  });
  const anyone = freshKey();
  const expire = (ids: bigint[]) => l.ledger.connect(anyone).expire(ids);

  it("is refused for no vouchers at all", async () => {
    await refused(l.ledger, expire([]), "ListsDiffer", 0, 0);
  });

  it("is refused for a voucher that does not exist", async () => {
    await obstacles.SeriesExpired(l);
    await refused(l.ledger, expire([id + 1n]), "VoucherUnknown", id + 1n);
  });

  it("is refused until the last second of the series is over", async () => {
    await refused(l.ledger, expire([id]), "SeriesNotExpired", l.seriesId, l.seriesTerms.end);
    await networkHelpers.time.setNextBlockTimestamp(l.seriesTerms.end);
    await refused(l.ledger, expire([id]), "SeriesNotExpired", l.seriesId, l.seriesTerms.end);
  });

  it("is refused when a voucher is named twice", async () => {
    await obstacles.SeriesExpired(l);
    await refused(l.ledger, expire([id, id]), "VoucherUnknown", id);
  });

  it("writes vouchers down for anyone, and counts their units as expired", async () => {
    const { beta, gamma } = l.parties;
    const other = await l.issue(gamma, 7n);
    await obstacles.SeriesExpired(l);
    expect(await eventsOf(l.ledger, expire([id, other]))).to.deep.equal(
      (
        [
          [id, beta.address, 100n],
          [other, gamma.address, 7n],
        ] as const
      ).flatMap(([each, holder, units]) => [
        ["TransferValue", each, 0n, units],
        ["SlotChanged", each, l.seriesId, 0n],
        ["Transfer", holder, zeroAddress, each],
        ["VoucherExpired", each, l.seriesId, holder, anyone.address, units],
      ]),
    );
    await refused(l.ledger, l.ledger.voucherOf(id), "VoucherUnknown", id);
    expect([await count(l.ledger, beta), await count(l.ledger, gamma)]).to.deep.equal([0n, 0n]);
    expect(values((await l.ledger.seriesOf(l.seriesId)).totals)).to.deep.equal([107n, 0n, 0n, 0n, 0n, 107n, 2n]);
  });

  it("writes down what is locked, paused, suspended or of a barred party: time has passed all the same", async () => {
    const controller = await controllerOf(l, lockClasses.seizure);
    await l.ledger.connect(controller).lock(id, lockClasses.seizure, digest("seizure"));
    await obstacles.SeriesSuspended(l);
    await obstacles.SeriesExpired(l);
    await setStanding(l, l.parties.beta, standings.barred);
    await pause(l, 31);
    await expire([id]);
    await refused(l.ledger, l.ledger.voucherOf(id), "VoucherUnknown", id);
    const lock = values(await l.ledger.lockOf(id, lockClasses.seizure));
    expect(lock, "no lock stands on what is gone").to.deep.equal([zeroAddress, 0n, zeroDigest]);
  });
});
