import { expect } from "chai";
import { digest, powers, seriesFixture } from "../fixture.ts";
import { addKey, eventsOf, refused } from "../vouchers/support.ts";
import { bySender, counts, metered, signReceipt, signReceipts, type UseReceipt } from "./support.ts";

const open = async () => {
  const l = await seriesFixture();
  return { l, m: await metered(l) };
};

describe("settleUses", () => {
  it("counts a chain of receipts over one voucher, and one of another purpose after it", async () => {
    const { l, m } = await open();
    const first = await m.receipt({ usedUnits: 1n });
    const list: UseReceipt[] = [
      first,
      { ...first, usedUnits: 5n },
      { ...first, openingUnits: 995n, usedUnits: 2n, purpose: 0 },
    ];
    const holders = await Promise.all(list.map((one) => signReceipt(l, m.user, one)));
    const act = l.ledger.connect(m.courier).settleUses(list, holders, await signReceipts(l, m.accessPoint, list));
    const used = (await eventsOf(l.ledger, act)).filter(([name]) => name === "UnitsUsed");
    expect(used.map((event) => [event[6], event[8]])).to.deep.equal([
      [1n, 1n],
      [1n, 4n],
      [0n, 2n],
    ]);
    expect(await counts(l, m.voucherId)).to.deep.equal([993n, 7n, 993n]);
  });

  it("counts receipts over several vouchers, sent by the access point itself", async () => {
    const { l, m } = await open();
    const { gamma } = l.parties;
    const other = await l.issue(gamma, 7n);
    const theirs = await addKey(l, gamma, powers.use);
    const list = [await m.receipt({ usedUnits: 4n }), await m.receipt({ voucherId: other, usedUnits: 7n })];
    const holders = [await signReceipt(l, m.user, list[0]!), await signReceipt(l, theirs, list[1]!)];
    await l.ledger.connect(m.accessPoint).settleUses(list, holders, bySender);
    expect(await counts(l, m.voucherId)).to.deep.equal([996n, 11n, 996n]);
  });

  it("counts all or none", async () => {
    const { l, m } = await open();
    const list = [await m.receipt(), await m.receipt({ usedUnits: 2n, purpose: 5 })];
    const holders = await Promise.all(list.map((one) => signReceipt(l, m.user, one)));
    const act = l.ledger.connect(m.accessPoint).settleUses(list, holders, bySender);
    await refused(l.ledger, act, "PurposeNotAllowed", l.seriesId, 5, 0b011n);
    const twice = [list[0]!, list[0]!];
    const again = l.ledger.connect(m.accessPoint).settleUses(twice, [holders[0]!, holders[0]!], bySender);
    await refused(l.ledger, again, "ReceiptCounted", m.voucherId, 999n);
    expect(await counts(l, m.voucherId)).to.deep.equal([1_000n, 0n, 1_000n]);
  });

  it("takes the access point's signature over this list only", async () => {
    const { l, m } = await open();
    const list = [await m.receipt(), await m.receipt({ usedUnits: 2n })];
    const holders = await Promise.all(list.map((one) => signReceipt(l, m.user, one)));
    const signed = await signReceipts(l, m.accessPoint, list);
    const swapped = l.ledger.connect(m.courier).settleUses([list[1]!, list[0]!], [holders[1]!, holders[0]!], signed);
    await refused(l.ledger, swapped, "MeterSignatureInvalid");
    const part = l.ledger.connect(m.courier).settleUses([list[0]!], [holders[0]!], signed);
    await refused(l.ledger, part, "MeterSignatureInvalid");
    const single = await signReceipt(l, m.accessPoint, list[0]!);
    const other = l.ledger.connect(m.courier).settleUses([list[0]!], [holders[0]!], single);
    await refused(l.ledger, other, "MeterSignatureInvalid");
  });

  it("refuses no receipts, and lists that differ", async () => {
    const { l, m } = await open();
    await refused(l.ledger, l.ledger.connect(m.courier).settleUses([], [], bySender), "ListsDiffer", 0, 0);
    const given = await m.receipt({ logDigest: digest("one") });
    await refused(l.ledger, l.ledger.connect(m.courier).settleUses([given], [], bySender), "ListsDiffer", 1, 0);
  });
});
