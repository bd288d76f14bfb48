import { expect } from "chai";
import { TypedDataEncoder } from "ethers";
import { day, digest, freshKey, networkHelpers, now, powers, scopes, seriesFixture, zeroDigest } from "../fixture.ts";
import {
  addKey,
  controllerOf,
  count,
  eventsOf,
  lockClasses,
  obstacles,
  obstacleValues,
  pass,
  pause,
  refused,
  setStanding,
  standings,
} from "../vouchers/support.ts";
import { domainOf } from "../vouchers/signing.ts";
import { bySender, counts, metered, receiptListTypes, receiptTypes, signReceipt } from "./support.ts";

const open = async () => {
  const l = await seriesFixture();
  return { l, m: await metered(l) };
};

describe("settleUse", () => {
  it("counts a use that both sides signed, whoever hands it in", async () => {
    const { l, m } = await open();
    const given = await m.receipt({ usedUnits: 3n });
    const events = await eventsOf(l.ledger, m.settle(given));
    expect(events).to.deep.equal([
      ["TransferValue", m.voucherId, 0n, 3n],
      ["MetadataUpdate", m.voucherId],
      [
        "UnitsUsed",
        m.voucherId,
        l.parties.beta.address,
        l.parties.alpha.address,
        m.user.address,
        m.accessPoint.address,
        1n,
        0n,
        3n,
        BigInt(given.usedUntil),
        given.logDigest,
      ],
    ]);
    expect(await counts(l, m.voucherId)).to.deep.equal([997n, 3n, 997n]);
    const { epoch } = await l.ledger.voucherOf(m.voucherId);
    expect(epoch, "use ends no epoch").to.equal(given.epoch);
  });

  it("takes the sender for the signer whose signature is left out, on either side", async () => {
    const { l, m } = await open();
    const first = await m.receipt();
    const byUser = l.ledger.connect(m.user).settleUse(first, bySender, await signReceipt(l, m.accessPoint, first));
    await byUser;
    const second = await m.receipt();
    await l.ledger.connect(m.accessPoint).settleUse(second, await signReceipt(l, m.user, second), bySender);
    expect(await counts(l, m.voucherId)).to.deep.equal([998n, 2n, 998n]);
    const third = await m.receipt();
    const alone = l.ledger.connect(m.accessPoint).settleUse(third, bySender, bySender);
    const { beta } = l.parties;
    await refused(l.ledger, alone, "UseSignatureInvalid", m.voucherId, beta.address, m.accessPoint.address);
    const other = l.ledger.connect(m.user).settleUse(third, bySender, bySender);
    await refused(l.ledger, other, "AccountLacksPower", m.user.address, powers.meter);
  });

  it("is gone when its last unit is used", async () => {
    const { l, m } = await open();
    const before = await count(l.ledger, l.parties.beta);
    const given = await m.receipt({ usedUnits: 1_000n });
    const events = await eventsOf(l.ledger, m.settle(given));
    expect(events.map(([name]) => name)).to.deep.equal(["TransferValue", "SlotChanged", "Transfer", "UnitsUsed"]);
    expect(events[0]).to.deep.equal(["TransferValue", m.voucherId, 0n, 1_000n]);
    expect(await counts(l, m.voucherId)).to.deep.equal([0n, 1_000n, 0n]);
    expect(await count(l.ledger, l.parties.beta)).to.equal(before - 1n);
    await refused(l.ledger, m.settle(given), "VoucherUnknown", m.voucherId);
  });

  describe("running totals", () => {
    it("count what a later receipt of the line adds", async () => {
      const { l, m } = await open();
      const line = await m.receipt({ usedUnits: 100n });
      await m.settle(line);
      await m.settle({ ...line, usedUnits: 350n, logDigest: digest("later log") });
      expect(await counts(l, m.voucherId)).to.deep.equal([650n, 350n, 650n]);
    });

    it("leave out what lies between: only the last receipt need be settled", async () => {
      const { l, m } = await open();
      await m.settle(await m.receipt({ usedUnits: 999n }));
      expect(await counts(l, m.voucherId)).to.deep.equal([1n, 999n, 1n]);
    });

    it("never go back, and count once", async () => {
      const { l, m } = await open();
      const line = await m.receipt({ usedUnits: 100n });
      await m.settle(line);
      await refused(l.ledger, m.settle(line), "ReceiptCounted", m.voucherId, 900n);
      const back = m.settle({ ...line, usedUnits: 99n });
      await refused(l.ledger, back, "ReceiptBackward", m.voucherId, 900n, 901n);
      expect(await counts(l, m.voucherId)).to.deep.equal([900n, 100n, 900n]);
    });

    it("do not pass over a line that is not settled", async () => {
      const { l, m } = await open();
      const late = await m.receipt({ openingUnits: 900n });
      await refused(l.ledger, m.settle(late), "ReceiptOutOfOrder", m.voucherId, 1_000n, 900n);
    });

    it("never use more than the line began with", async () => {
      const { l, m } = await open();
      const over = m.settle(await m.receipt({ usedUnits: 1_001n }));
      await refused(l.ledger, over, "UnitsExceeded", m.voucherId, 1_000n, 1_001n);
      await refused(l.ledger, m.settle(await m.receipt({ usedUnits: 0n })), "UnitsZero");
      expect(await counts(l, m.voucherId)).to.deep.equal([1_000n, 0n, 1_000n]);
    });

    it("of more units than were ever there count only those that are", async () => {
      const { l, m } = await open();
      await m.settle(await m.receipt({ openingUnits: 5_000n, usedUnits: 4_990n }));
      expect(await counts(l, m.voucherId)).to.deep.equal([10n, 990n, 10n]);
    });
  });

  describe("what happens between two receipts", () => {
    it("a split ends the line: the next one begins with what stayed", async () => {
      const { l, m } = await open();
      const line = await m.receipt({ usedUnits: 10n });
      await m.settle(line);
      await l.ledger.connect(l.parties.beta.key).split(m.voucherId, [400n]);
      const stale = m.settle({ ...line, usedUnits: 20n });
      await refused(l.ledger, stale, "ReceiptOfAnotherEpoch", m.voucherId, 1n, 0n);
      await m.settle(await m.receipt({ usedUnits: 10n }));
      expect(await counts(l, m.voucherId)).to.deep.equal([580n, 20n, 980n]);
      const child = m.voucherId + 1n;
      await m.settle(await m.receipt({ voucherId: child, usedUnits: 400n }));
      expect(await counts(l, child)).to.deep.equal([0n, 420n, 580n]);
    });

    it("units that come in end the line on both vouchers", async () => {
      const { l, m } = await open();
      const other = await l.issue(l.parties.beta, 50n);
      const line = await m.receipt({ usedUnits: 10n });
      const others = await m.receipt({ voucherId: other, usedUnits: 10n });
      await l.ledger.connect(l.parties.beta.key)["transferFrom(uint256,uint256,uint256)"](other, m.voucherId, 20n);
      await refused(l.ledger, m.settle(line), "ReceiptOfAnotherEpoch", m.voucherId, 1n, 0n);
      await refused(l.ledger, m.settle(others), "ReceiptOfAnotherEpoch", other, 1n, 0n);
    });

    it("a new hand ends the line, also when the voucher comes back", async () => {
      const { l, m } = await open();
      const { beta, gamma } = l.parties;
      const line = await m.receipt({ usedUnits: 10n });
      await pass(l.ledger, beta.key, beta.address, gamma.address, m.voucherId);
      await refused(l.ledger, m.settle(line), "ReceiptOfAnotherEpoch", m.voucherId, 1n, 0n);
      const old = m.settle(await m.receipt());
      await refused(l.ledger, old, "UseSignatureInvalid", m.voucherId, gamma.address, m.user.address);
      await pass(l.ledger, gamma.key, gamma.address, beta.address, m.voucherId);
      await refused(l.ledger, m.settle(line), "ReceiptOfAnotherEpoch", m.voucherId, 2n, 0n);
      await m.settle(await m.receipt());
      expect(await counts(l, m.voucherId)).to.deep.equal([999n, 1n, 999n]);
    });

    it("a revoked key's receipts no longer count; the new key goes on with the line", async () => {
      const { l, m } = await open();
      const line = await m.receipt({ usedUnits: 10n });
      await m.settle(line);
      await l.ledger.connect(l.parties.beta.key).revokeAccount(m.user.address);
      const later = { ...line, usedUnits: 20n };
      await refused(l.ledger, m.settle(later), "AccountRevoked", m.user.address);
      const next = await addKey(l, l.parties.beta, powers.use);
      await m.settle(later, { user: next });
      await l.ledger.connect(l.parties.alpha.key).revokeAccount(m.accessPoint.address);
      const last = { ...line, usedUnits: 30n };
      await refused(l.ledger, m.settle(last, { user: next }), "AccountRevoked", m.accessPoint.address);
      const point = await addKey(l, l.parties.alpha, powers.meter);
      await m.settle(last, { user: next, accessPoint: point });
      expect(await counts(l, m.voucherId)).to.deep.equal([970n, 30n, 970n]);
    });
  });

  describe("refuses, and counts nothing", () => {
    it("while use is paused", async () => {
      const { l, m } = await open();
      await pause(l, scopes.use);
      await refused(l.ledger, m.settle(await m.receipt()), "ScopePaused", scopes.use);
    });

    for (const name of ["SeriesSuspended", "SeriesBasisLost", "SeriesExpired"] as const) {
      it(`while ${name}`, async () => {
        const { l, m } = await open();
        const given = await m.receipt();
        await obstacles[name](l);
        await refused(l.ledger, m.settle(given), name, ...obstacleValues(l, name));
        expect(await counts(l, m.voucherId)).to.deep.equal([1_000n, 0n, 1_000n]);
      });
    }

    it("no longer when a suspension ends or the basis stands again", async () => {
      const { l, m } = await open();
      await obstacles.SeriesSuspended(l);
      await l.ledger.connect(l.parties.authority.key).suspendSeries(l.seriesId, false, digest("lifted"));
      await m.settle(await m.receipt());
      expect(await counts(l, m.voucherId)).to.deep.equal([999n, 1n, 999n]);
    });

    it("before the first second of use", async () => {
      const { l, m } = await open();
      const start = (await now()) + 10 * day;
      await l.ledger.connect(l.parties.alpha.key).openSeries({ ...l.seriesTerms, start });
      const seriesId = await l.ledger.seriesCount();
      await l.ledger.connect(l.parties.alpha.key).issue(seriesId, l.parties.beta.address, 5n, digest("early"));
      const voucherId = (seriesId << 32n) | 1n;
      await refused(l.ledger, m.settle(await m.receipt({ voucherId })), "SeriesNotStarted", seriesId, start);
      await networkHelpers.time.increaseTo(start);
      const before = await m.receipt({ voucherId, usedUntil: start - 1 });
      await refused(l.ledger, m.settle(before), "UseOutsideTerm", voucherId, start - 1, start, l.seriesTerms.end);
      await m.settle(await m.receipt({ voucherId, usedUntil: start }));
    });

    it("a last use beyond the term, or to come", async () => {
      const { l, m } = await open();
      const { start, end } = l.seriesTerms;
      for (const usedUntil of [end + 1, (await now()) + 3_600]) {
        const given = await m.receipt({ usedUntil });
        await refused(l.ledger, m.settle(given), "UseOutsideTerm", m.voucherId, usedUntil, start, end);
      }
      await refused(l.ledger, m.settle(await m.receipt({ logDigest: zeroDigest })), "DigestMissing");
      await m.settle(await m.receipt({ usedUntil: (await now()) + 300 }));
    });

    for (const purpose of [2, 63, 64, 255]) {
      it(`purpose ${purpose}, which the series does not carry`, async () => {
        const { l, m } = await open();
        const given = await m.receipt({ purpose });
        await refused(l.ledger, m.settle(given), "PurposeNotAllowed", l.seriesId, purpose, 0b011n);
        expect(await counts(l, m.voucherId)).to.deep.equal([1_000n, 0n, 1_000n]);
      });
    }

    it("a prohibited or unknown kind of analysis", async () => {
      const { l, m } = await open();
      await l.ledger.connect(l.parties.authority.key).prohibitAnalyses(1 << 7, digest("list"));
      await refused(l.ledger, m.settle(await m.receipt({ analysis: 7 })), "AnalysisProhibited", 7);
      await refused(l.ledger, m.settle(await m.receipt({ analysis: 16 })), "AnalysisUnknown", 16);
      await m.settle(await m.receipt({ analysis: 6 }));
    });

    it("a voucher under a lock", async () => {
      const { l, m } = await open();
      const key = await controllerOf(l, lockClasses.pledge);
      await l.ledger.connect(key).lock(m.voucherId, lockClasses.pledge, digest("pledge"));
      await refused(l.ledger, m.settle(await m.receipt()), "VoucherLocked", m.voucherId, 1);
    });

    it("a holder or a provider without standing", async () => {
      const { l, m } = await open();
      const { alpha, beta } = l.parties;
      const given = await m.receipt();
      await setStanding(l, beta, standings.suspended);
      await refused(l.ledger, m.settle(given), "PartyNotInStanding", beta.address, standings.suspended);
      await setStanding(l, beta, standings.good);
      await setStanding(l, alpha, standings.barred);
      await refused(l.ledger, m.settle(given), "PartyNotInStanding", alpha.address, standings.barred);
    });

    it("another party's access point", async () => {
      const { l, m } = await open();
      const point = await addKey(l, l.parties.gamma, powers.meter);
      const given = await m.receipt();
      await refused(
        l.ledger,
        m.settle(given, { accessPoint: point }),
        "NotProvider",
        l.seriesId,
        l.parties.gamma.address,
      );
    });

    it("keys without the power, past their end or over their limit", async () => {
      const { l, m } = await open();
      const { alpha, beta } = l.parties;
      const given = await m.receipt({ usedUnits: 11n });
      const trading = await addKey(l, beta, powers.operate);
      await refused(l.ledger, m.settle(given, { user: trading }), "AccountLacksPower", trading.address, powers.use);
      const desk = await addKey(l, alpha, powers.operate);
      await refused(l.ledger, m.settle(given, { accessPoint: desk }), "AccountLacksPower", desk.address, powers.meter);
      const small = await addKey(l, beta, powers.use, { unitLimit: 10 });
      await refused(l.ledger, m.settle(given, { user: small }), "AccountLimitExceeded", small.address, 10, 11);
      const validUntil = (await now()) + 100;
      const brief = await addKey(l, beta, powers.use, { validUntil });
      await networkHelpers.time.increaseTo(validUntil + 1);
      await refused(l.ledger, m.settle(given, { user: brief }), "AccountExpired", brief.address, validUntil);
    });

    it("a signature for another chain, another ledger or another form", async () => {
      const { l, m } = await open();
      const given = await m.receipt();
      for (const domain of [
        { chainId: 1n },
        { verifyingContract: freshKey().address },
        { name: "Other" },
        { version: "2" },
      ]) {
        await refused(l.ledger, m.settle(given, { domain }), "MeterSignatureInvalid");
        const holders = await signReceipt(l, m.user, given, domain);
        const points = await signReceipt(l, m.accessPoint, given);
        await refused(l.ledger, l.ledger.connect(m.courier).settleUse(given, holders, points), "UseSignatureInvalid");
      }
    });

    it("signatures over another receipt", async () => {
      const { l, m } = await open();
      const other = await l.issue(l.parties.beta, 10n);
      const given = await m.receipt();
      const changes = [
        { voucherId: other, epoch: 0n, openingUnits: 10n },
        { usedUnits: 2n },
        { purpose: 0 },
        { analysis: 1 },
        { usedUntil: given.usedUntil - 1 },
        { logDigest: digest("another") },
      ];
      const points = await signReceipt(l, m.accessPoint, given);
      const holders = await signReceipt(l, m.user, given);
      for (const change of changes) {
        const told = { ...given, ...change };
        const act = l.ledger.connect(m.courier).settleUse(told, holders, await signReceipt(l, m.accessPoint, told));
        await refused(l.ledger, act, "UseSignatureInvalid");
        await refused(
          l.ledger,
          l.ledger.connect(m.courier).settleUse(told, await signReceipt(l, m.user, told), points),
          "MeterSignatureInvalid",
        );
      }
      expect(await counts(l, m.voucherId)).to.deep.equal([1_000n, 0n, 1_010n]);
    });

    it("a malleable twin of a signature, and no signature at all", async () => {
      const { l, m } = await open();
      const given = await m.receipt();
      const holders = await signReceipt(l, m.user, given);
      const points = await signReceipt(l, m.accessPoint, given);
      const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
      const vs = BigInt(points.vs);
      const s = vs & ((1n << 255n) - 1n);
      const twin = { r: points.r, vs: `0x${((n - s) % (1n << 255n)).toString(16).padStart(64, "0")}` };
      await refused(l.ledger, l.ledger.connect(m.courier).settleUse(given, holders, twin), "MeterSignatureInvalid");
      const { beta } = l.parties;
      const act = l.ledger.connect(m.courier).settleUse(given, bySender, points);
      await refused(l.ledger, act, "UseSignatureInvalid", m.voucherId, beta.address, m.courier.address);
      const bare = l.ledger.connect(m.courier).settleUse(given, holders, bySender);
      await refused(l.ledger, bare, "MeterSignatureInvalid", m.courier.address);
    });

    it("a voucher that does not exist", async () => {
      const { l, m } = await open();
      const given = { ...(await m.receipt()), voucherId: 99n };
      await refused(l.ledger, m.settle(given), "VoucherUnknown", 99n);
    });
  });

  it("answers with the EIP-712 digests that both sides sign", async () => {
    const { l, m } = await open();
    const given = await m.receipt();
    const domain = await domainOf(l);
    expect(await l.ledger.useReceiptDigest(given)).to.equal(TypedDataEncoder.hash(domain, receiptTypes, given));
    const list = [given, { ...given, usedUnits: 2n }];
    expect(await l.ledger.useReceiptsDigest(list)).to.equal(
      TypedDataEncoder.hash(domain, receiptListTypes, { receipts: list }),
    );
  });
});
