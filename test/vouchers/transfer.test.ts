import { expect } from "chai";
import { digest, ethers, networkHelpers, now, powers, scopes, seriesFixture, terms } from "../fixture.ts";
import { behavesAsActOfAnAccount } from "./actor.behavior.ts";
import { restrictions, titleOf } from "./restrictions.ts";
import { addKey, count, eventsOf, pass, refused, type SeriesLedger, unitsOf, voucherId } from "./support.ts";

describe("transferFrom of a whole voucher", () => {
  let l: SeriesLedger;
  let id: bigint;
  beforeEach(async () => {
    l = await seriesFixture();
    id = await l.issue(l.parties.beta);
  });

  it("is refused for a voucher that does not exist, however large its number", async () => {
    const { beta, gamma } = l.parties;
    for (const unknown of [id + 1n, 0n, 1n << 64n, id + (1n << 64n)]) {
      await refused(
        l.ledger,
        pass(l.ledger, beta.key, beta.address, gamma.address, unknown),
        "VoucherUnknown",
        unknown,
      );
    }
  });

  it("is refused when `from` is not the holder", async () => {
    const { alpha, beta, gamma } = l.parties;
    const act = pass(l.ledger, beta.key, alpha.address, gamma.address, id);
    await refused(l.ledger, act, "VoucherNotHeldBy", id, alpha.address, beta.address);
  });

  it("is refused to accounts of others, the grantor and the authority included", async () => {
    const { alpha, beta, gamma, authority } = l.parties;
    for (const { key } of [gamma, alpha, authority]) {
      const act = pass(l.ledger, key, beta.address, gamma.address, id);
      await refused(l.ledger, act, "TransferNotApproved", id, key.address);
    }
  });

  it("is refused to the same party", async () => {
    const { beta } = l.parties;
    await refused(l.ledger, pass(l.ledger, beta.key, beta.address, beta.address, id), "TransferToSelf", id);
  });

  for (const [index, restriction] of restrictions.entries()) {
    it(`is refused with ${titleOf(restriction, index)}`, async () => {
      const { beta, gamma } = l.parties;
      const to = (await restriction.put(l, id)) ?? gamma.address;
      const act = pass(l.ledger, beta.key, beta.address, to, id);
      await refused(l.ledger, act, restriction.error, ...restriction.values(l, id));
      expect(await l.ledger.ownerOf(id)).to.equal(beta.address);
    });
  }

  it("is refused beyond the limit of the key, and done at it", async () => {
    const { beta, gamma } = l.parties;
    const tight = await addKey(l, beta, powers.operate, { unitLimit: 999 });
    const act = pass(l.ledger, tight, beta.address, gamma.address, id);
    await refused(l.ledger, act, "AccountLimitExceeded", tight.address, 999, 1_000);
    const fitting = await addKey(l, beta, powers.operate, { unitLimit: 1_000 });
    await pass(l.ledger, fitting, beta.address, gamma.address, id);
  });

  it("passes the voucher whole: holder, counts and log", async () => {
    const { beta, gamma } = l.parties;
    const other = await l.issue(gamma, 5n);
    expect(await eventsOf(l.ledger, pass(l.ledger, beta.key, beta.address, gamma.address, id))).to.deep.equal([
      ["Transfer", beta.address, gamma.address, id],
      ["VoucherTransferred", id, beta.address, gamma.address, beta.key.address],
    ]);
    const seen = await l.ledger.voucherOf(id);
    expect([seen.holder, seen.units, seen.locks, seen.digest]).to.deep.equal([
      gamma.address,
      1_000n,
      0n,
      digest("voucher"),
    ]);
    expect([await count(l.ledger, beta), await count(l.ledger, gamma)]).to.deep.equal([0n, 2n]);
    expect(await unitsOf(l.ledger, other)).to.equal(5n);
    const { totals } = await l.ledger.seriesOf(l.seriesId);
    expect([totals.issued, totals.live, totals.vouchers]).to.deep.equal([1_005n, 1_005n, 2n]);
  });

  it("is done until the last second of the series", async () => {
    const { beta, gamma } = l.parties;
    await networkHelpers.time.setNextBlockTimestamp(l.seriesTerms.end);
    await pass(l.ledger, beta.key, beta.address, gamma.address, id);
    expect(await l.ledger.ownerOf(id)).to.equal(gamma.address);
  });

  it("is open to the grantor alone when the terms allow no resale", async () => {
    const { alpha, beta, gamma } = l.parties;
    await l.ledger.connect(alpha.key).openSeries(terms(l.certificateId, await now(), { resale: false }));
    const seriesId = await l.ledger.seriesCount();
    await l.ledger.connect(alpha.key).issue(seriesId, alpha.address, 9n, digest("own"));
    const own = voucherId(seriesId, 1);
    await pass(l.ledger, alpha.key, alpha.address, beta.address, own);
    const act = pass(l.ledger, beta.key, beta.address, gamma.address, own);
    await refused(l.ledger, act, "ResaleNotAllowed", seriesId);
    const back = pass(l.ledger, beta.key, beta.address, alpha.address, own);
    await refused(l.ledger, back, "ResaleNotAllowed", seriesId);
  });

  behavesAsActOfAnAccount({
    party: "beta",
    power: powers.operate,
    scope: scopes.transfer,
    prepare: async (ledger) => void (await ledger.issue(ledger.parties.beta)),
    act: (ledger, key) => {
      const { beta, gamma } = ledger.parties;
      return pass(ledger.ledger, key, beta.address, gamma.address, voucherId(ledger.seriesId, 1));
    },
    strangers: "TransferNotApproved",
  });
});

describe("safeTransferFrom", () => {
  // PUSH1 0 PUSH1 0 REVERT; then one that returns the wrong four bytes.
  const receivers = {
    "reverts without a reason": "0x60006000fd",
    "answers something else": "0x63deadbeef60e01b60005260206000f3",
  } as const;
  let l: SeriesLedger;
  let id: bigint;
  beforeEach(async () => {
    l = await seriesFixture();
    id = await l.issue(l.parties.beta);
  });
  const safely = (to: string, data?: string) => {
    const { beta } = l.parties;
    const ledger = l.ledger.connect(beta.key);
    return data === undefined
      ? ledger["safeTransferFrom(address,address,uint256)"](beta.address, to, id)
      : ledger["safeTransferFrom(address,address,uint256,bytes)"](beta.address, to, id, data);
  };

  for (const [what, code] of Object.entries(receivers)) {
    it(`is refused by a receiver that ${what}, and nothing moves`, async () => {
      const { beta, gamma } = l.parties;
      await networkHelpers.setCode(gamma.address, code);
      await refused(l.ledger, safely(gamma.address), "ERC721InvalidReceiver", gamma.address);
      await refused(l.ledger, safely(gamma.address, "0x1234"), "ERC721InvalidReceiver", gamma.address);
      expect(await l.ledger.ownerOf(id)).to.equal(beta.address);
      expect(await count(l.ledger, gamma)).to.equal(0n);
    });
  }

  it("is refused by a receiver that answers nothing", async () => {
    const { beta, gamma } = l.parties;
    await networkHelpers.setCode(gamma.address, "0x00");
    await expect(safely(gamma.address)).to.be.revertedWithoutReason(ethers);
    expect(await l.ledger.ownerOf(id)).to.equal(beta.address);
  });

  it("passes the receiver's own reason on", async () => {
    const { gamma } = l.parties;
    // PUSH8 "no, sir!", MSTORE at 0, REVERT of its eight bytes.
    await networkHelpers.setCode(gamma.address, "0x676e6f2c207369722160005260086018fd");
    let data: unknown;
    await safely(gamma.address).catch((error: { data?: unknown }) => (data = error.data));
    expect(JSON.stringify(data)).to.contain("6e6f2c2073697221");
  });

  it("is refused for the same reasons as transferFrom", async () => {
    const { overseas } = l.parties;
    await refused(l.ledger, safely(overseas.address), "OutsideTerritory", overseas.address, 702, 156);
  });

  for (const data of [undefined, "0x", "0xc0ffee"]) {
    it(`reaches a party whose contract stands, with ${data ?? "no"} data`, async () => {
      const { beta, gamma } = l.parties;
      await l.ledger.connect(gamma.key).deployParty(gamma.partyId);
      expect(await eventsOf(l.ledger, safely(gamma.address, data))).to.deep.equal([
        ["Transfer", beta.address, gamma.address, id],
        ["VoucherTransferred", id, beta.address, gamma.address, beta.key.address],
      ]);
      expect(await l.ledger.ownerOf(id)).to.equal(gamma.address);
    });
  }

  it("reaches a party whose contract was never needed", async () => {
    await safely(l.parties.gamma.address);
    expect(await l.ledger.ownerOf(id)).to.equal(l.parties.gamma.address);
  });
});
