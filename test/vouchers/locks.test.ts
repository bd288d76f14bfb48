import { expect } from "chai";
import type { Wallet } from "ethers";
import { digest, freshKey, seriesFixture, zeroDigest } from "../fixture.ts";
import {
  configure,
  controllerOf,
  count,
  eventsOf,
  obstacles,
  pass,
  pause,
  refused,
  type SeriesLedger,
  setStanding,
  standings,
  unitsOf,
  values,
  voucherId,
  zeroAddress,
} from "./support.ts";

const pledge = 0;
const dispute = 1;
const last = 11;
const details = digest("details");

describe("locks of vouchers", () => {
  let l: SeriesLedger;
  let id: bigint;
  let bank: Wallet;
  let court: Wallet;
  beforeEach(async () => {
    l = await seriesFixture();
    bank = await controllerOf(l, pledge);
    court = await controllerOf(l, dispute);
    id = await l.issue(l.parties.beta, 100n);
  });
  const lock = (lockClass = pledge, key = bank, of = id) => l.ledger.connect(key).lock(of, lockClass, details);
  const unlock = (lockClass = pledge, key = bank, of = id) => l.ledger.connect(key).unlock(of, lockClass, details);
  const splitLocked = (units: bigint, lockClass = pledge, key = bank) =>
    l.ledger.connect(key).splitLocked(id, lockClass, units);

  const acts = { lock, unlock, splitLocked: (lockClass = pledge, key = bank) => splitLocked(1n, lockClass, key) };
  for (const [name, act] of Object.entries(acts)) {
    describe(name, () => {
      it("is refused for a class that does not exist", async () => {
        for (const unknown of [12, 255]) await refused(l.ledger, act(unknown), "LockClassUnknown", unknown);
      });

      it("is refused to everybody but the controller of the class, holder and authority included", async () => {
        const { beta, authority, governance } = l.parties;
        for (const key of [court, beta.key, authority.key, governance.key, freshKey()] as Wallet[]) {
          await refused(l.ledger, act(pledge, key), "NotLockController", pledge, key.address);
        }
        await refused(l.ledger, act(last, bank), "NotLockController", last, bank.address);
      });

      it("is refused to a controller that was replaced, and open to its successor", async () => {
        if (name !== "lock") await lock();
        const next = freshKey();
        await configure(l, "setLockController", [pledge, next.address]);
        await refused(l.ledger, act(pledge, bank), "NotLockController", pledge, bank.address);
        await act(pledge, next);
      });
    });
  }

  describe("lock", () => {
    it("is refused for a voucher that does not exist", async () => {
      await refused(l.ledger, lock(pledge, bank, id + 1n), "VoucherUnknown", id + 1n);
    });

    it("is refused while the class locks the voucher", async () => {
      await lock();
      await refused(l.ledger, lock(), "LockStands", id, pledge);
    });

    it("records the lock with its details and logs it", async () => {
      const act = lock();
      expect(await eventsOf(l.ledger, act)).to.deep.equal([
        ["VoucherLockSet", id, BigInt(pledge), bank.address, details],
        ["MetadataUpdate", id],
      ]);
      const block = (await (await act).getBlock())!;
      expect(values(await l.ledger.lockOf(id, pledge))).to.deep.equal([bank.address, BigInt(block.timestamp), details]);
      const seen = await l.ledger.voucherOf(id);
      expect([seen.locks, seen.holder, seen.units]).to.deep.equal([1n, l.parties.beta.address, 100n]);
    });

    it("stands beside locks of other classes, each lifted by its own controller", async () => {
      await lock();
      await lock(dispute, court);
      expect((await l.ledger.voucherOf(id)).locks).to.equal(0b11n);
      await unlock();
      expect((await l.ledger.voucherOf(id)).locks).to.equal(0b10n);
      const { beta, gamma } = l.parties;
      await refused(l.ledger, pass(l.ledger, beta.key, beta.address, gamma.address, id), "VoucherLocked", id, 0b10);
      await unlock(dispute, court);
      await pass(l.ledger, beta.key, beta.address, gamma.address, id);
    });

    it("is set and lifted whatever the standing, the series and the pauses are", async () => {
      await setStanding(l, l.parties.beta, standings.barred);
      await obstacles.SeriesSuspended(l);
      await obstacles.SeriesExpired(l);
      await pause(l, 31);
      await lock();
      await unlock();
      expect((await l.ledger.voucherOf(id)).locks).to.equal(0n);
    });
  });

  describe("unlock", () => {
    it("is refused when the class does not lock the voucher", async () => {
      await lock(dispute, court);
      await refused(l.ledger, unlock(), "LockMissing", id, pledge);
    });

    it("lifts the lock with its details and logs it", async () => {
      await lock();
      expect(await eventsOf(l.ledger, unlock())).to.deep.equal([
        ["VoucherLockLifted", id, BigInt(pledge), bank.address, details],
        ["MetadataUpdate", id],
      ]);
      expect(values(await l.ledger.lockOf(id, pledge))).to.deep.equal([zeroAddress, 0n, zeroDigest]);
      await lock();
    });
  });

  describe("splitLocked", () => {
    it("is refused when the class does not lock the voucher", async () => {
      await refused(l.ledger, splitLocked(1n), "LockMissing", id, pledge);
    });

    it("is refused while a lock of another class stands too", async () => {
      await lock();
      await lock(dispute, court);
      await refused(l.ledger, splitLocked(1n), "VoucherLocked", id, 0b10);
      await refused(l.ledger, splitLocked(1n, dispute, court), "VoucherLocked", id, 0b01);
    });

    it("is refused for no units, all of them, or more", async () => {
      await lock();
      await refused(l.ledger, splitLocked(0n), "UnitsZero");
      await refused(l.ledger, splitLocked(100n), "UnitsExceeded", id, 100, 100);
      await refused(l.ledger, splitLocked((1n << 48n) - 1n), "UnitsExceeded", id, 100, (1n << 48n) - 1n);
    });

    for (const name of Object.keys(obstacles) as (keyof typeof obstacles)[]) {
      it(`is refused with ${name}`, async () => {
        await lock();
        await obstacles[name](l);
        await refused(
          l.ledger,
          splitLocked(1n),
          name,
          ...(name === "SeriesExpired" ? [l.seriesId, l.seriesTerms.end] : [l.seriesId]),
        );
      });
    }

    it("splits units off into a voucher of the same holder, which inherits the lock with its details", async () => {
      const { beta } = l.parties;
      await lock();
      const child = voucherId(l.seriesId, 2);
      expect(await l.ledger.connect(bank).splitLocked.staticCall(id, pledge, 30n)).to.equal(child);
      expect(await eventsOf(l.ledger, splitLocked(30n))).to.deep.equal([
        ["Transfer", zeroAddress, beta.address, child],
        ["SlotChanged", child, 0n, l.seriesId],
        ["TransferValue", id, child, 30n],
        ["VoucherSplit", id, child, beta.address, bank.address, 30n],
        ["MetadataUpdate", id],
      ]);
      const seen = await l.ledger.voucherOf(child);
      expect([seen.holder, seen.units, seen.locks]).to.deep.equal([beta.address, 30n, 1n]);
      expect(values(await l.ledger.lockOf(child, pledge))).to.deep.equal(values(await l.ledger.lockOf(id, pledge)));
      expect(await unitsOf(l.ledger, id)).to.equal(70n);
      expect(await count(l.ledger, beta)).to.equal(2n);
    });

    it("works for the last class as for the first, and each half is lifted apart", async () => {
      const { beta, gamma } = l.parties;
      const controller = await controllerOf(l, last);
      await lock(last, controller);
      await splitLocked(30n, last, controller);
      const child = voucherId(l.seriesId, 2);
      expect((await l.ledger.voucherOf(child)).locks).to.equal(1n << 11n);
      await unlock(last, controller, child);
      await pass(l.ledger, beta.key, beta.address, gamma.address, child);
      const act = pass(l.ledger, beta.key, beta.address, gamma.address, id);
      await refused(l.ledger, act, "VoucherLocked", id, 1 << 11);
    });
  });
});
