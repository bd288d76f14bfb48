import { expect } from "chai";
import type { Signer } from "ethers";
import { day, digest, freshKey, networkHelpers, now, powers, scopes, seriesFixture } from "../fixture.ts";
import { behavesAsActOfAnAccount } from "./actor.behavior.ts";
import {
  addKey,
  asContract,
  eventsOf,
  everything,
  pass,
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

describe("approvals", () => {
  let l: SeriesLedger;
  let id: bigint;
  beforeEach(async () => {
    l = await seriesFixture();
    id = await l.issue(l.parties.beta, 100n);
  });

  const approve = (operator: string, of = id, key: Signer = l.parties.beta.key) =>
    l.ledger.connect(key)["approve(address,uint256)"](operator, of);
  const approveUnits = (operator: string, units: bigint, of = id, key: Signer = l.parties.beta.key) =>
    l.ledger.connect(key)["approve(uint256,address,uint256)"](of, operator, units);
  const take = (key: Signer, to = l.parties.alpha.address, of = id) =>
    pass(l.ledger, key, l.parties.beta.address, to, of);

  /** Rules that approving a voucher and approving units of it share. */
  function namesAnOperator(name: string, act: (key: Signer, operator: string, of?: bigint) => Promise<unknown>): void {
    it(`${name} is refused for a voucher that does not exist`, async () => {
      const { beta, alpha } = l.parties;
      await refused(l.ledger, act(beta.key, alpha.address, id + 1n), "VoucherUnknown", id + 1n);
      await refused(l.ledger, act(beta.key, alpha.address, 1n << 64n), "VoucherUnknown", 1n << 64n);
    });

    it(`${name} is refused to others than the holder, operators included`, async () => {
      const { alpha, beta, gamma } = l.parties;
      await l.ledger.connect(beta.key).setApprovalForAll(gamma.address, true);
      const act1 = act(gamma.key, alpha.address);
      await refused(l.ledger, act1, "VoucherNotHeldBy", id, gamma.address, beta.address);
    });

    it(`${name} is refused for the holder's own party`, async () => {
      const { beta } = l.parties;
      await refused(l.ledger, act(beta.key, beta.address), "ApprovalInvalid", beta.address);
    });
  }

  describe("approve a voucher", () => {
    behavesAsActOfAnAccount({
      party: "beta",
      power: powers.operate,
      scope: scopes.transfer,
      prepare: async (ledger) => void (await ledger.issue(ledger.parties.beta)),
      act: ({ ledger, seriesId, parties }, key) =>
        ledger.connect(key)["approve(address,uint256)"](parties.alpha.address, voucherId(seriesId, 1)),
    });

    namesAnOperator("it", (key, operator, of) => approve(operator, of, key));

    it("is refused to a key with a limit, which a helper would pass by; withdrawing is not", async () => {
      const { alpha, beta } = l.parties;
      const key = await addKey(l, beta, powers.operate, { unitLimit: 100 });
      await refused(l.ledger, approve(alpha.address, id, key), "AccountLimitExceeded", key.address, 100, everything);
      await approve(alpha.address);
      await approve(zeroAddress, id, key);
      expect(await l.ledger.getApproved(id)).to.equal(zeroAddress);
    });

    it("records the operator and logs it", async () => {
      const { alpha, beta } = l.parties;
      expect(await eventsOf(l.ledger, approve(alpha.address))).to.deep.equal([
        ["Approval", beta.address, alpha.address, id],
        ["VoucherApproved", id, alpha.address, beta.key.address, everything],
      ]);
      expect(await l.ledger.getApproved(id)).to.equal(alpha.address);
      expect(await eventsOf(l.ledger, approve(zeroAddress))).to.deep.equal([
        ["Approval", beta.address, zeroAddress, id],
        ["VoucherApproved", id, zeroAddress, beta.key.address, 0n],
      ]);
      expect(await l.ledger.getApproved(id)).to.equal(zeroAddress);
      expect(await eventsOf(l.ledger, approve(zeroAddress)), "nothing to withdraw").to.deep.equal([]);
    });

    it("lets every account of an approved party move it", async () => {
      const { alpha } = l.parties;
      await approve(alpha.address);
      await take(await addKey(l, alpha, powers.operate));
      expect(await l.ledger.ownerOf(id)).to.equal(alpha.address);
    });

    it("lets an approved account move it, and no other of its party", async () => {
      const { alpha } = l.parties;
      const other = await addKey(l, alpha, powers.operate);
      await approve(alpha.key.address);
      await refused(l.ledger, take(other), "TransferNotApproved", id, other.address);
      await take(alpha.key);
    });

    it("lets an approved contract move it", async () => {
      const address = await l.lens.getAddress();
      const contract = await asContract(address);
      await refused(l.ledger, take(contract), "TransferNotApproved", id, address);
      await approve(address);
      await take(contract);
      expect(await l.ledger.ownerOf(id)).to.equal(l.parties.alpha.address);
    });

    it("lets the operator move units too, and part of them keeps the approval", async () => {
      const { alpha, gamma } = l.parties;
      await approve(alpha.address);
      await send(l.ledger, alpha.key, id, gamma.address, 60n);
      expect(await l.ledger.getApproved(id)).to.equal(alpha.address);
      await send(l.ledger, alpha.key, id, gamma.address, 40n);
      await refused(l.ledger, l.ledger.getApproved(id), "VoucherUnknown", id);
    });

    it("does not let a party out of standing, or a key that may not act, use it", async () => {
      const { alpha } = l.parties;
      await approve(alpha.address);
      const viewer = await addKey(l, alpha, powers.view);
      await refused(l.ledger, take(viewer), "AccountLacksPower", viewer.address, powers.operate);
      const validUntil = (await now()) + day;
      const expiring = await addKey(l, alpha, powers.operate, { validUntil });
      const revoked = await addKey(l, alpha, powers.operate);
      await l.ledger.connect(alpha.key).revokeAccount(revoked.address);
      await refused(l.ledger, take(revoked), "AccountRevoked", revoked.address);
      await networkHelpers.time.increaseTo(validUntil + 1);
      await refused(l.ledger, take(expiring), "AccountExpired", expiring.address, validUntil);
      const tight = await addKey(l, alpha, powers.operate, { unitLimit: 99 });
      await refused(l.ledger, take(tight), "AccountLimitExceeded", tight.address, 99, 100);
      await setStanding(l, alpha, standings.suspended);
      const act = take(alpha.key, l.parties.gamma.address);
      await refused(l.ledger, act, "PartyNotInStanding", alpha.address, standings.suspended);
    });

    it("is cleared when the voucher changes hands, and does not come back with it", async () => {
      const { alpha, beta, gamma } = l.parties;
      await approve(alpha.address);
      await approveUnits(alpha.address, 50n);
      await pass(l.ledger, beta.key, beta.address, gamma.address, id);
      expect(await l.ledger.getApproved(id)).to.equal(zeroAddress);
      await pass(l.ledger, gamma.key, gamma.address, beta.address, id);
      expect(await l.ledger.getApproved(id)).to.equal(zeroAddress);
      expect(await l.ledger.allowance(id, alpha.address)).to.equal(0n);
      await refused(l.ledger, take(alpha.key), "TransferNotApproved", id, alpha.key.address);
      // Approving anybody anew must not wake the old one.
      await approve(gamma.address);
      await refused(l.ledger, take(alpha.key), "TransferNotApproved", id, alpha.key.address);
      await refused(
        l.ledger,
        send(l.ledger, alpha.key, id, alpha.address, 1n),
        "TransferNotApproved",
        id,
        alpha.key.address,
      );
    });

    it("is asked for of an existing voucher only", async () => {
      await refused(l.ledger, l.ledger.getApproved(id + 1n), "VoucherUnknown", id + 1n);
      await refused(l.ledger, l.ledger.allowance(id + 1n, zeroAddress), "VoucherUnknown", id + 1n);
    });
  });

  describe("approve units", () => {
    behavesAsActOfAnAccount({
      party: "beta",
      power: powers.operate,
      scope: scopes.transfer,
      prepare: async (ledger) => void (await ledger.issue(ledger.parties.beta)),
      act: ({ ledger, seriesId, parties }, key) =>
        ledger.connect(key)["approve(uint256,address,uint256)"](voucherId(seriesId, 1), parties.alpha.address, 1),
    });

    namesAnOperator("it", (key, operator, of) => approveUnits(operator, 1n, of, key));

    it("is refused for nobody", async () => {
      await refused(l.ledger, approveUnits(zeroAddress, 1n), "ApprovalInvalid", zeroAddress);
    });

    it("is refused to a key beyond its limit", async () => {
      const key = await addKey(l, l.parties.beta, powers.operate, { unitLimit: 10 });
      const { address } = l.parties.alpha;
      await refused(l.ledger, approveUnits(address, 11n, id, key), "AccountLimitExceeded", key.address, 10, 11);
      await approveUnits(address, 10n, id, key);
    });

    it("records the units and logs them", async () => {
      const { alpha, beta } = l.parties;
      expect(await eventsOf(l.ledger, approveUnits(alpha.address, 30n))).to.deep.equal([
        ["ApprovalValue", id, alpha.address, 30n],
        ["VoucherApproved", id, alpha.address, beta.key.address, 30n],
      ]);
      expect(await l.ledger.allowance(id, alpha.address)).to.equal(30n);
      expect(await l.ledger.getApproved(id)).to.equal(zeroAddress);
    });

    it("lets the operator move so many units and no more, and never the voucher whole", async () => {
      const { alpha, gamma } = l.parties;
      await approveUnits(alpha.address, 30n);
      const own = await l.issue(gamma, 1n);
      await send(l.ledger, alpha.key, id, gamma.address, 10n);
      expect(await l.ledger.allowance(id, alpha.address)).to.equal(20n);
      await pour(l.ledger, alpha.key, id, own, 15n);
      expect(await l.ledger.allowance(id, alpha.address)).to.equal(5n);
      const act = send(l.ledger, alpha.key, id, gamma.address, 6n);
      await refused(l.ledger, act, "AllowanceExceeded", id, alpha.key.address, 5, 6);
      await refused(l.ledger, take(alpha.key), "TransferNotApproved", id, alpha.key.address);
      await send(l.ledger, alpha.key, id, gamma.address, 5n);
      const more = send(l.ledger, alpha.key, id, gamma.address, 1n);
      await refused(l.ledger, more, "TransferNotApproved", id, alpha.key.address);
      expect(await unitsOf(l.ledger, id)).to.equal(70n);
    });

    it("does not shrink when it is for everything", async () => {
      const { alpha, gamma } = l.parties;
      await approveUnits(alpha.address, everything);
      await send(l.ledger, alpha.key, id, gamma.address, 10n);
      expect(await l.ledger.allowance(id, alpha.address)).to.equal(everything);
    });

    it("spends an account's own approval before its party's", async () => {
      const { alpha, gamma } = l.parties;
      await approveUnits(alpha.key.address, 5n);
      await approveUnits(alpha.address, 50n);
      await send(l.ledger, alpha.key, id, gamma.address, 5n);
      expect(await l.ledger.allowance(id, alpha.key.address)).to.equal(0n);
      await send(l.ledger, alpha.key, id, gamma.address, 7n);
      expect(await l.ledger.allowance(id, alpha.address)).to.equal(43n);
    });

    it("lets an approved contract move units", async () => {
      const address = await l.lens.getAddress();
      await approveUnits(address, 2n);
      await send(l.ledger, await asContract(address), id, l.parties.alpha.address, 2n);
      expect(await unitsOf(l.ledger, id)).to.equal(98n);
    });

    it("is withdrawn with 0", async () => {
      const { alpha } = l.parties;
      await approveUnits(alpha.address, 30n);
      await approveUnits(alpha.address, 0n);
      const act = send(l.ledger, alpha.key, id, alpha.address, 1n);
      await refused(l.ledger, act, "TransferNotApproved", id, alpha.key.address);
    });

    it("is given to at most eight operators at a time; those withdrawn or used up do not count", async () => {
      const operators = Array.from({ length: 10 }, () => freshKey().address);
      for (const operator of operators.slice(0, 8)) await approveUnits(operator, 1n);
      await refused(l.ledger, approveUnits(operators[8]!, 1n), "TooManyApprovals", id, 8);
      await approveUnits(operators[0]!, 2n);
      await approveUnits(operators[3]!, 0n);
      await approveUnits(operators[8]!, 1n);
      await refused(l.ledger, approveUnits(operators[9]!, 1n), "TooManyApprovals", id, 8);
      await pass(l.ledger, l.parties.beta.key, l.parties.beta.address, l.parties.gamma.address, id);
      for (const operator of operators) expect(await l.ledger.allowance(id, operator)).to.equal(0n);
    });

    it("goes with the voucher when it is merged away, and stays with what it is merged into", async () => {
      const { alpha, beta } = l.parties;
      const into = await l.issue(beta, 1n);
      await approveUnits(alpha.address, 30n);
      await approveUnits(alpha.address, 3n, into);
      await l.ledger.connect(beta.key).merge(into, [id]);
      await refused(l.ledger, l.ledger.allowance(id, alpha.address), "VoucherUnknown", id);
      expect(await l.ledger.allowance(into, alpha.address)).to.equal(3n);
    });
  });

  describe("setApprovalForAll", () => {
    behavesAsActOfAnAccount({
      party: "beta",
      power: powers.approve,
      scope: scopes.transfer,
      act: ({ ledger, parties }, key) => ledger.connect(key).setApprovalForAll(parties.alpha.address, true),
    });
    const approveAll = (operator: string, approved = true, key: Signer = l.parties.beta.key) =>
      l.ledger.connect(key).setApprovalForAll(operator, approved);

    it("is refused for nobody and for the own party", async () => {
      const { beta } = l.parties;
      for (const operator of [zeroAddress, beta.address]) {
        await refused(l.ledger, approveAll(operator), "ApprovalInvalid", operator);
      }
    });

    it("is refused to a key with a limit; withdrawing is not", async () => {
      const { alpha, beta } = l.parties;
      const key = await addKey(l, beta, powers.approve, { unitLimit: 10 });
      await refused(
        l.ledger,
        approveAll(alpha.address, true, key),
        "AccountLimitExceeded",
        key.address,
        10,
        everything,
      );
      await approveAll(alpha.address, false, key);
    });

    it("lets the operator move every voucher and its units, also those that come later", async () => {
      const { alpha, beta, gamma } = l.parties;
      expect(await eventsOf(l.ledger, approveAll(gamma.address))).to.deep.equal([
        ["ApprovalForAll", beta.address, gamma.address, true],
        ["OperatorApproved", beta.address, gamma.address, beta.key.address, true],
      ]);
      expect(await l.ledger.isApprovedForAll(beta.address, gamma.address)).to.equal(true);
      const later = await l.issue(beta, 9n);
      await take(gamma.key, alpha.address, later);
      await send(l.ledger, gamma.key, id, alpha.address, 1n);
      await send(l.ledger, gamma.key, id, gamma.address, 1n);
    });

    it("is withdrawn", async () => {
      const { beta, gamma } = l.parties;
      await approveAll(gamma.address);
      expect(await eventsOf(l.ledger, approveAll(gamma.address, false))).to.deep.equal([
        ["ApprovalForAll", beta.address, gamma.address, false],
        ["OperatorApproved", beta.address, gamma.address, beta.key.address, false],
      ]);
      expect(await l.ledger.isApprovedForAll(beta.address, gamma.address)).to.equal(false);
      await refused(l.ledger, take(gamma.key), "TransferNotApproved", id, gamma.key.address);
    });

    it("lets a contract and a single account be operators", async () => {
      const { alpha, gamma } = l.parties;
      const address = await l.lens.getAddress();
      await approveAll(address);
      await send(l.ledger, await asContract(address), id, alpha.address, 1n);
      await approveAll(gamma.key.address);
      await send(l.ledger, gamma.key, id, alpha.address, 1n);
      const other = await addKey(l, gamma);
      await refused(l.ledger, send(l.ledger, other, id, alpha.address, 1n), "TransferNotApproved", id, other.address);
    });

    it("says nothing of another party's vouchers", async () => {
      const { alpha, beta, gamma } = l.parties;
      const foreign = await l.issue(alpha);
      await approveAll(gamma.address);
      const act = pass(l.ledger, gamma.key, alpha.address, beta.address, foreign);
      await refused(l.ledger, act, "TransferNotApproved", foreign, gamma.key.address);
    });

    it("agrees with the powers of the holder's accounts", async () => {
      const { alpha, beta } = l.parties;
      const seen = (key: { address: string }) => l.ledger.isApprovedForAll(beta.address, key.address);
      const operator = await addKey(l, beta, powers.operate);
      const viewer = await addKey(l, beta, powers.all & ~powers.operate);
      const validUntil = (await now()) + day;
      const expiring = await addKey(l, beta, powers.operate, { validUntil });
      expect(await Promise.all([beta.key, operator, viewer, expiring, alpha.key].map(seen))).to.deep.equal([
        true,
        true,
        false,
        true,
        false,
      ]);
      await l.ledger.connect(beta.key).revokeAccount(operator.address);
      await networkHelpers.time.increaseTo(validUntil + 1);
      expect([await seen(operator), await seen(expiring)]).to.deep.equal([false, false]);
      await setStanding(l, beta, standings.suspended);
      expect(await seen(beta.key)).to.equal(false);
      expect(await l.ledger.isApprovedForAll(zeroAddress, zeroAddress)).to.equal(false);
    });

    it("agrees with what accounts of an approved party, and approved accounts, may do", async () => {
      const { alpha, beta, gamma } = l.parties;
      const seen = (key: { address: string }) => l.ledger.isApprovedForAll(beta.address, key.address);
      await approveAll(gamma.address);
      expect(await seen(gamma.key)).to.equal(true);
      await send(l.ledger, gamma.key, id, alpha.address, 1n);
      const named = await addKey(l, alpha, powers.operate);
      await approveAll(named.address);
      expect(await seen(named)).to.equal(true);
      await l.ledger.connect(alpha.key).revokeAccount(named.address);
      expect(await seen(named)).to.equal(false);
      await setStanding(l, gamma, standings.suspended);
      expect(await seen(gamma.key)).to.equal(false);
    });

    it("never lets an operator past the standing rules", async () => {
      const { beta, gamma, overseas } = l.parties;
      await approveAll(gamma.address);
      await refused(l.ledger, take(gamma.key, overseas.address), "OutsideTerritory", overseas.address, 702, 156);
      await setStanding(l, beta, standings.suspended);
      const act = take(gamma.key);
      await refused(l.ledger, act, "PartyNotInStanding", beta.address, standings.suspended);
      await l.ledger.connect(l.parties.authority.key).changeStanding(beta.address, standings.good, digest("lifted"));
      await take(gamma.key);
    });
  });
});
