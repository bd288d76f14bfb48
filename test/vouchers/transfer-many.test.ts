import { expect } from "chai";
import type { Signer } from "ethers";
import { digest, now, powers, scopes, seriesFixture, terms } from "../fixture.ts";
import { behavesAsActOfAnAccount } from "./actor.behavior.ts";
import { restrictions, titleOf } from "./restrictions.ts";
import { addKey, count, eventsOf, pass, refused, type SeriesLedger, voucherId } from "./support.ts";

/** Both ways to transfer many, as one act: vouchers to one party. */
const ways = {
  transferBatch: (l: SeriesLedger, key: Signer, ids: bigint[], to: string) =>
    l.ledger.connect(key).transferBatch(ids, to),
  transferEach: (l: SeriesLedger, key: Signer, ids: bigint[], to: string) =>
    l.ledger.connect(key).transferEach(
      ids,
      ids.map(() => to),
    ),
} as const;

for (const name of Object.keys(ways) as (keyof typeof ways)[]) {
  const transfer = ways[name];

  describe(name, () => {
    let l: SeriesLedger;
    let ids: bigint[];
    beforeEach(async () => {
      l = await seriesFixture();
      ids = [await l.issue(l.parties.beta, 10n), await l.issue(l.parties.beta, 20n)];
    });

    it("is refused for no vouchers at all", async () => {
      const { beta, gamma } = l.parties;
      await refused(l.ledger, transfer(l, beta.key, [], gamma.address), "ListsDiffer", 0, 0);
    });

    behavesAsActOfAnAccount({
      party: "beta",
      power: powers.operate,
      scope: scopes.transfer,
      prepare: async (ledger) => void (await ledger.issue(ledger.parties.beta)),
      act: (ledger, key) => transfer(ledger, key, [voucherId(ledger.seriesId, 1)], ledger.parties.gamma.address),
    });

    it("is refused whole when one voucher does not exist", async () => {
      const { beta, gamma } = l.parties;
      const unknown = voucherId(l.seriesId, 77);
      const act = transfer(l, beta.key, [ids[0]!, unknown], gamma.address);
      await refused(l.ledger, act, "VoucherUnknown", unknown);
      expect(await l.ledger.ownerOf(ids[0]!)).to.equal(beta.address);
    });

    it("is refused whole when one voucher is another's, also when the other let the caller move it", async () => {
      const { beta, gamma, alpha } = l.parties;
      const foreign = await l.issue(alpha);
      await l.ledger.connect(alpha.key).setApprovalForAll(beta.address, true);
      const act = transfer(l, beta.key, [ids[0]!, foreign], gamma.address);
      await refused(l.ledger, act, "VoucherNotHeldBy", foreign, beta.address, alpha.address);
    });

    it("is refused when a voucher is named twice", async () => {
      const { beta, gamma } = l.parties;
      const act = transfer(l, beta.key, [ids[0]!, ids[0]!], gamma.address);
      await refused(l.ledger, act, "VoucherNotHeldBy", ids[0], beta.address, gamma.address);
    });

    it("is refused to the same party", async () => {
      const { beta } = l.parties;
      await refused(l.ledger, transfer(l, beta.key, ids, beta.address), "TransferToSelf", ids[0]);
    });

    for (const [index, restriction] of restrictions.entries()) {
      it(`is refused whole with ${titleOf(restriction, index)}`, async () => {
        const { beta, gamma } = l.parties;
        // The obstacle stands on the second voucher, where it is one of a voucher.
        const to = (await restriction.put(l, ids[1]!)) ?? gamma.address;
        const act = transfer(l, beta.key, ids, to);
        await refused(l.ledger, act, restriction.error, ...restriction.values(l, ids[1]!));
        expect(await count(l.ledger, beta)).to.equal(2n);
      });
    }

    it("counts the whole list against the limit of the key", async () => {
      const { beta, gamma } = l.parties;
      const tight = await addKey(l, beta, powers.operate, { unitLimit: 29 });
      const act = transfer(l, tight, ids, gamma.address);
      await refused(l.ledger, act, "AccountLimitExceeded", tight.address, 29, 30);
      await transfer(l, await addKey(l, beta, powers.operate, { unitLimit: 30 }), ids, gamma.address);
    });

    it("judges each voucher by its own series", async () => {
      const { alpha, beta, gamma } = l.parties;
      await l.ledger.connect(alpha.key).openSeries(terms(l.certificateId, await now(), { resale: false }));
      const seriesId = await l.ledger.seriesCount();
      await l.ledger.connect(alpha.key).issue(seriesId, beta.address, 1n, digest("bound"));
      const bound = voucherId(seriesId, 1);
      const act = transfer(l, beta.key, [ids[0]!, bound], gamma.address);
      await refused(l.ledger, act, "ResaleNotAllowed", seriesId);
      const reversed = transfer(l, beta.key, [bound, ids[0]!], gamma.address);
      await refused(l.ledger, reversed, "ResaleNotAllowed", seriesId);
    });

    it("passes every voucher on: holders, counts and log", async () => {
      const { beta, gamma } = l.parties;
      const kept = await l.issue(beta);
      expect(await eventsOf(l.ledger, transfer(l, beta.key, ids, gamma.address))).to.deep.equal(
        ids.flatMap((id) => [
          ["Transfer", beta.address, gamma.address, id],
          ["VoucherTransferred", id, beta.address, gamma.address, beta.key.address],
        ]),
      );
      for (const id of ids) expect(await l.ledger.ownerOf(id)).to.equal(gamma.address);
      expect(await l.ledger.ownerOf(kept)).to.equal(beta.address);
      expect([await count(l.ledger, beta), await count(l.ledger, gamma)]).to.deep.equal([1n, 2n]);
    });

    it("clears approvals of every voucher", async () => {
      const { beta, gamma, alpha } = l.parties;
      for (const id of ids) await l.ledger.connect(beta.key)["approve(address,uint256)"](alpha.address, id);
      await transfer(l, beta.key, ids, gamma.address);
      for (const id of ids) {
        expect(await l.ledger.getApproved(id)).to.equal(`0x${"00".repeat(20)}`);
        const act = pass(l.ledger, alpha.key, gamma.address, alpha.address, id);
        await refused(l.ledger, act, "TransferNotApproved", id, alpha.key.address);
      }
    });
  });
}

describe("transferEach", () => {
  let l: SeriesLedger;
  let ids: bigint[];
  beforeEach(async () => {
    l = await seriesFixture();
    ids = [];
    for (const units of [1n, 2n, 3n]) ids.push(await l.issue(l.parties.beta, units));
  });

  it("is refused for lists of different lengths", async () => {
    const { beta, gamma } = l.parties;
    const act = l.ledger.connect(beta.key).transferEach(ids, [gamma.address]);
    await refused(l.ledger, act, "ListsDiffer", 3, 1);
  });

  it("is refused whole when one receiver is refused", async () => {
    const { beta, gamma, overseas } = l.parties;
    const act = l.ledger.connect(beta.key).transferEach(ids, [gamma.address, gamma.address, overseas.address]);
    await refused(l.ledger, act, "OutsideTerritory", overseas.address, 702, 156);
  });

  it("passes voucher i to party i, also when a party comes twice", async () => {
    const { alpha, beta, gamma } = l.parties;
    const to = [gamma.address, alpha.address, gamma.address];
    await l.ledger.connect(beta.key).transferEach(ids, to);
    for (const [index, id] of ids.entries()) expect(await l.ledger.ownerOf(id)).to.equal(to[index]);
    const counts = await Promise.all([alpha, beta, gamma].map((party) => count(l.ledger, party)));
    expect(counts).to.deep.equal([1n, 0n, 2n]);
  });
});
