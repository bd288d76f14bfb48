import { expect } from "chai";
import { day, digest, networkHelpers, type TestParty, zeroDigest } from "../fixture.ts";
import { counts } from "../usage/support.ts";
import { licence, type LicenceWorld, qualify, startLicences } from "./licence-world.ts";
import { domainOf, seriesRequestTypes } from "./signing.ts";
import {
  controllerOf,
  eventsOf,
  lockClasses,
  pass,
  refused,
  send,
  unitsOf,
  voucherId,
  zeroAddress,
} from "./support.ts";

describe("sub-licences", () => {
  let w: LicenceWorld;
  beforeEach(async () => {
    w = await startLicences();
  });

  describe("are refused", () => {
    it("over a voucher that does not exist, so that a circle of licences cannot be said", async () => {
      // The next series would be 3: a licence cannot stand on a voucher of itself, nor on one of a later series.
      for (const id of [voucherId(3n, 1), voucherId(9n, 1), 0n]) {
        await refused(w.l.ledger, w.open({ basisId: id }), "VoucherUnknown", id);
      }
    });

    it("to anybody but the voucher's holder", async () => {
      const { alpha, beta, gamma } = w.l.parties;
      for (const other of [alpha, gamma]) {
        await refused(w.l.ledger, w.open({}, {}, other), "BasisOfAnotherParty", licence, w.parent, beta.address);
      }
    });

    it("where the terms let nothing be granted onward", async () => {
      const plain = await w.l.issue(w.l.parties.beta, 10n);
      await refused(w.l.ledger, w.open({ basisId: plain }), "OnwardNotAllowed", plain);
    });

    it("over a voucher that is locked, by a licence too", async () => {
      const controller = await controllerOf(w.l, lockClasses.pledge);
      await w.l.ledger.connect(controller).lock(w.parent, lockClasses.pledge, zeroDigest);
      await refused(w.l.ledger, w.open(), "VoucherLocked", w.parent, 1 << lockClasses.pledge);
      await w.l.ledger.connect(controller).unlock(w.parent, lockClasses.pledge, zeroDigest);
      await w.open();
      await refused(w.l.ledger, w.open(), "VoucherLocked", w.parent, 1 << lockClasses.sublicence);
    });

    it("while the voucher's series is suspended, has lost its basis, or is over", async () => {
      const authority = w.l.ledger.connect(w.l.parties.authority.key);
      await authority.suspendSeries(2, true, digest("order"));
      await refused(w.l.ledger, w.open(), "SeriesSuspended", 2);
      await authority.suspendSeries(2, false, digest("order"));
      await w.l.assets.connect(w.l.parties.authority.key).gradeAsset(w.l.assetId, 3, zeroDigest, digest("graded"));
      await refused(w.l.ledger, w.open(), "SeriesBasisLost", 2);
      await networkHelpers.time.increaseTo(w.end + 1);
      await refused(w.l.ledger, w.open(), "SeriesExpired", 2, w.end);
    });

    it("for a user who granted what the licence stands on", async () => {
      const { alpha } = w.l.parties;
      const named = { class: 1, purposes: 1, namedUser: alpha.address };
      await refused(w.l.ledger, w.open(named), "LicenceCircular", 3, alpha.address);
    });
  });

  it("lock their voucher, name who has the data, and say all of it", async () => {
    const { alpha, beta } = w.l.parties;
    await qualify(w.l, alpha);
    const events = await eventsOf(w.l.ledger, w.open());
    const ledger = await w.l.ledger.getAddress();
    const details = `0x${"3".padStart(64, "0")}`;
    expect(events.slice(0, 2)).to.deep.equal([
      ["VoucherLockSet", w.parent, 5n, ledger, details],
      ["MetadataUpdate", w.parent],
    ]);
    expect(events[2]!.slice(0, 5)).to.deep.equal(["SeriesOpened", 3n, w.l.assetId, beta.address, beta.address]);
    const seen = await w.l.ledger.seriesOf(3);
    expect([seen.grantor, seen.provider, seen.assetId]).to.deep.equal([beta.address, alpha.address, w.l.assetId]);
    expect([seen.terms.basisKind, seen.terms.basisId]).to.deep.equal([3n, w.parent]);
    expect((await w.l.ledger.lockOf(w.parent, lockClasses.sublicence)).detailsDigest).to.equal(details);
    expect(await w.l.ledger.seriesOverBasis(licence, w.parent)).to.deep.equal([3n]);
    // What is licensed is neither moved nor split, used, or given up beside.
    const bits = 1 << lockClasses.sublicence;
    await refused(
      w.l.ledger,
      pass(w.l.ledger, beta.key, beta.address, alpha.address, w.parent),
      "VoucherLocked",
      w.parent,
      bits,
    );
    await refused(w.l.ledger, send(w.l.ledger, beta.key, w.parent, alpha.address, 1n), "VoucherLocked", w.parent, bits);
    await refused(w.l.ledger, w.l.ledger.connect(beta.key).split(w.parent, [1]), "VoucherLocked", w.parent, bits);
    await refused(
      w.l.ledger,
      w.l.ledger.connect(beta.key).cancel(w.parent, digest("given up")),
      "VoucherLocked",
      w.parent,
      bits,
    );
    await refused(w.l.ledger, w.use(w.parent, beta, 1n), "VoucherLocked", w.parent, bits);
  });

  it("are opened by a registry on the holder's signature", async () => {
    const { beta, registry } = w.l.parties;
    const request = { terms: w.within(), nonce: 7n, deadline: w.start + 2 * day };
    const signature = await beta.key.signTypedData(await domainOf(w.l), seriesRequestTypes, request);
    const byRegistry = w.l.ledger.connect(registry.key);
    const altered = w.within({}, { retentionDays: 29 });
    const act = byRegistry.openSeriesOnRequest(altered, 7n, request.deadline, signature);
    await refused(w.l.ledger, act, "RequestSignatureInvalid");
    await byRegistry.openSeriesOnRequest(request.terms, 7n, request.deadline, signature);
    expect((await w.l.ledger.seriesOf(3)).grantor).to.equal(beta.address);
  });

  it("are used at the access point of who has the data, and at no licensor's", async () => {
    const { alpha, beta, gamma } = w.l.parties;
    await w.open();
    await w.issue(3, beta, gamma, 40);
    const id = voucherId(3n, 1);
    await refused(w.l.ledger, w.use(id, gamma, 1n, beta), "NotProvider", 3, beta.address);
    await w.use(id, gamma, 4n);
    expect(await counts(w.l, id)).to.deep.equal([36n, 4n, 36n]);
    expect(await w.l.ledger.useRestriction(id, alpha.address, 1, 0)).to.equal("0x00000000");
  });

  describe("end with what they stand on", () => {
    let id: bigint;
    beforeEach(async () => {
      const { beta, gamma, operator } = w.l.parties;
      // Three levels: alpha grants to beta, beta licenses to gamma, gamma to the operator.
      await w.open({ cap: 500 });
      await w.issue(3, beta, gamma, 500);
      const second = { basisId: voucherId(3n, 1), cap: 100 };
      await w.l.ledger.connect(gamma.key).openSeries(w.within(second, { onward: 1 }));
      await w.issue(4, gamma, operator, 60);
      id = voucherId(4n, 1);
    });

    const blocked = async (by: bigint) => {
      const { alpha, gamma, operator } = w.l.parties;
      const reason = w.l.ledger.interface.getError("LicenceSuspended")!.selector;
      expect(await w.l.ledger.transferRestriction(operator.address, gamma.address, id)).to.equal(reason);
      expect(await w.l.ledger.useRestriction(id, alpha.address, 1, 0)).to.equal(reason);
      const refusal = (act: Promise<unknown>) => refused(w.l.ledger, act, "LicenceSuspended", 4, by);
      await refusal(pass(w.l.ledger, operator.key, operator.address, gamma.address, id));
      await refusal(send(w.l.ledger, operator.key, id, gamma.address, 1n));
      await refusal(w.l.ledger.connect(operator.key).split(id, [1]));
      await refusal(w.issue(4, gamma, operator, 1));
      await refusal(w.use(id, operator, 1n));
    };
    const goesOn = async () => w.use(id, w.l.parties.operator, 1n);

    it("when the series of the first grant, or of a licence between, is suspended", async () => {
      const authority = w.l.ledger.connect(w.l.parties.authority.key);
      await authority.suspendSeries(2, true, digest("order"));
      await blocked(w.parent);
      await authority.suspendSeries(2, false, digest("order"));
      await goesOn();
      await authority.suspendSeries(3, true, digest("order"));
      await blocked(voucherId(3n, 1));
      await authority.suspendSeries(3, false, digest("order"));
      await goesOn();
    });

    it("when the certificate far above loses what it stands on", async () => {
      const grade = (value: number) =>
        w.l.assets.connect(w.l.parties.authority.key).gradeAsset(w.l.assetId, value, zeroDigest, digest("graded"));
      await grade(3);
      await blocked(w.parent);
      await grade(1);
      await goesOn();
    });

    it("while a voucher above is locked by another class", async () => {
      const controller = await controllerOf(w.l, lockClasses.seizure);
      const lock = [lockClasses.seizure, digest("seized")] as const;
      for (const above of [w.parent, voucherId(3n, 1)]) {
        await w.l.ledger.connect(controller).lock(above, ...lock);
        await blocked(above);
        await w.l.ledger.connect(controller).unlock(above, ...lock);
        await goesOn();
      }
    });

    it("and lead back to nobody who granted above", async () => {
      const { alpha, beta, operator } = w.l.parties;
      await qualify(w.l, alpha);
      for (const granted of [alpha, beta]) {
        const act = pass(w.l.ledger, operator.key, operator.address, granted.address, id);
        await refused(w.l.ledger, act, "LicenceCircular", 4, granted.address);
        const reason = w.l.ledger.interface.getError("LicenceCircular")!.selector;
        expect(await w.l.ledger.transferRestriction(operator.address, granted.address, id)).to.equal(reason);
        await refused(w.l.ledger, w.issue(4, w.l.parties.gamma, granted, 1), "LicenceCircular", 4, granted.address);
      }
    });

    it("at the depth that the first terms allow", async () => {
      const { gamma, operator } = w.l.parties;
      const third = w.within({ basisId: id, cap: 60 }, { onward: 0 });
      await w.l.ledger.connect(operator.key).openSeries(third);
      await w.l.ledger.connect(operator.key).issue(5, w.l.parties.operator.address, 60, digest("own"));
      const fourth = w.within({ basisId: voucherId(5n, 1), cap: 60 }, { onward: 0 });
      await refused(
        w.l.ledger,
        w.l.ledger.connect(operator.key).openSeries(fourth),
        "OnwardNotAllowed",
        voucherId(5n, 1),
      );
      await refused(w.l.ledger, w.issue(5, operator, gamma, 1), "SeriesExhausted", 5, 0, 1);
    });

    it("are counted upwards when they end, from the lowest", async () => {
      const { beta, gamma, operator } = w.l.parties;
      await w.use(id, operator, 25n);
      const end = (series: number, by: TestParty) => w.l.ledger.connect(by.key).endLicence(series);
      await refused(w.l.ledger, end(4, beta), "NotGrantor", 4, beta.address);
      await refused(w.l.ledger, end(4, gamma), "LicenceInUse", 4, 35);
      await refused(w.l.ledger, end(3, beta), "LicenceInUse", 3, 500);
      await w.l.ledger.connect(operator.key).cancel(id, digest("given up"));
      const ended = await eventsOf(w.l.ledger, end(4, gamma));
      const middle = voucherId(3n, 1);
      expect(ended).to.deep.equal([
        ["VoucherLockLifted", middle, 5n, await w.l.ledger.getAddress(), `0x${"4".padStart(64, "0")}`],
        ["LicenceEnded", 4n, middle, gamma.address, gamma.key.address, 25n],
        ["TransferValue", middle, 0n, 25n],
        ["MetadataUpdate", middle],
      ]);
      const totals = async (series: number) => {
        const seen = (await w.l.ledger.seriesOf(series)).totals;
        return [seen.issued, seen.live, seen.used, seen.licensed, seen.cancelled, seen.expired];
      };
      expect(await totals(4)).to.deep.equal([60n, 0n, 25n, 0n, 35n, 0n]);
      expect(await totals(3)).to.deep.equal([500n, 475n, 0n, 25n, 0n, 0n]);
      // The voucher is gamma's again, to use up itself.
      await w.use(middle, gamma, 475n);
      await end(3, beta);
      expect(await totals(2)).to.deep.equal([1_000n, 500n, 0n, 500n, 0n, 0n]);
      expect(await unitsOf(w.l.ledger, w.parent)).to.equal(500n);
      for (const series of [3, 4]) {
        await refused(w.l.ledger, end(series, beta), "LicenceNotOpen", series);
        expect((await w.l.ledger.seriesOf(series)).closed).to.equal(true);
      }
      await refused(w.l.ledger, end(2, beta), "LicenceNotOpen", 2);
      await refused(w.l.ledger, end(99, beta), "SeriesUnknown", 99);
      // And it may be licensed again.
      await refused(w.l.ledger, w.open({ cap: 501 }), "ConditionExceedsParent", "cap", 501, 500);
      await w.open({ cap: 500 });
      expect(await w.l.ledger.seriesOverBasis(licence, w.parent)).to.deep.equal([5n]);
    });

    it("are written off from the lowest when their term is over, by anyone", async () => {
      const { beta, operator } = w.l.parties;
      await w.use(id, operator, 10n);
      await networkHelpers.time.increaseTo(w.end + 1);
      const anyone = w.l.ledger.connect(w.l.parties.exchange.key);
      const middle = voucherId(3n, 1);
      const bits = 1 << lockClasses.sublicence;
      await refused(w.l.ledger, anyone.expire([w.parent]), "VoucherLocked", w.parent, bits);
      await refused(w.l.ledger, anyone.expire([middle]), "VoucherLocked", middle, bits);
      await refused(w.l.ledger, anyone.endLicence(4), "LicenceInUse", 4, 50);
      await anyone.expire([id]);
      await anyone.endLicence(4);
      await anyone.expire([middle]);
      await anyone.endLicence(3);
      await anyone.expire([w.parent]);
      const totals = async (series: number) => {
        const seen = (await w.l.ledger.seriesOf(series)).totals;
        return [seen.issued, seen.live, seen.used, seen.licensed, seen.cancelled, seen.expired];
      };
      expect(await totals(4)).to.deep.equal([60n, 0n, 10n, 0n, 0n, 50n]);
      expect(await totals(3)).to.deep.equal([500n, 0n, 0n, 10n, 0n, 490n]);
      expect(await totals(2)).to.deep.equal([1_000n, 0n, 0n, 10n, 0n, 990n]);
      expect(await w.l.ledger["balanceOf(address)"](beta.address)).to.equal(0n);
    });
  });

  it("burn a voucher of which everything was used under them", async () => {
    const { beta, gamma } = w.l.parties;
    await w.open();
    await w.issue(3, beta, gamma, 1_000);
    await w.use(voucherId(3n, 1), gamma, 1_000n);
    await w.l.ledger.connect(beta.key).endLicence(3);
    await refused(w.l.ledger, w.l.ledger.voucherOf(w.parent), "VoucherUnknown", w.parent);
    expect(await w.l.ledger["balanceOf(address)"](beta.address)).to.equal(0n);
    expect((await w.l.ledger.seriesOf(2)).totals.licensed).to.equal(1_000n);
  });

  it("keep a lock of another class when they end", async () => {
    const { beta } = w.l.parties;
    const controller = await controllerOf(w.l, lockClasses.dispute);
    await w.open();
    await w.l.ledger.connect(controller).lock(w.parent, lockClasses.dispute, digest("disputed"));
    await w.l.ledger.connect(beta.key).endLicence(3);
    expect((await w.l.ledger.voucherOf(w.parent)).locks).to.equal(BigInt(1 << lockClasses.dispute));
    expect((await w.l.ledger.lockOf(w.parent, lockClasses.sublicence)).controller).to.equal(zeroAddress);
  });
});
