import { expect } from "chai";
import {
  day,
  digest,
  networkHelpers,
  noConditions,
  now,
  powers,
  seriesFixture,
  terms,
  type TestParty,
  zeroDigest,
} from "../fixture.ts";
import { counts, signReceipt } from "../usage/support.ts";
import { seriesRequestTypes, domainOf } from "./signing.ts";
import {
  addKey,
  controllerOf,
  eventsOf,
  lockClasses,
  pass,
  refused,
  send,
  type SeriesLedger,
  unitsOf,
  voucherId,
  zeroAddress,
} from "./support.ts";

const licence = 3;
const [free, fixed, ceiling, negotiated] = [1, 2, 3, 4] as const;
/** The parent says something about everything that can be said. */
const parentConditions = {
  users: 0b1_1111,
  qualifications: 0b10,
  environments: 0b111,
  obligations: 0b101,
  open: 0,
  onward: 3,
  period: 2,
  frequency: 100,
  durationHours: 48,
  retentionDays: 30,
};

describe("sub-licences", () => {
  let l: SeriesLedger;
  let time: number;
  let parentEnd: number;
  /** The voucher of 1 000 units that beta may license onward; its series is 2. */
  let parent: bigint;

  const qualify = (party: TestParty) =>
    l.ledger.connect(l.parties.authority.key).qualifyParty(party.address, 5, 0b11, digest("qualified"));

  /** Opens alpha's series 2 and gives beta 1 000 units of it. */
  async function openParent(over: Record<string, unknown> = {}, conditions: Partial<typeof noConditions> = {}) {
    time = await now();
    parentEnd = time + 100 * day;
    const given = terms(l.certificateId, time, {
      start: time - day,
      end: parentEnd,
      priceRule: ceiling,
      ...over,
      conditions: { ...parentConditions, ...conditions },
    });
    await l.ledger.connect(l.parties.alpha.key).openSeries(given);
    await l.ledger.connect(l.parties.alpha.key).issue(2, l.parties.beta.address, 1_000, digest("voucher"));
    parent = voucherId(2n, 1);
  }

  /** Terms of a licence that keeps within the parent in everything, and uses all of it. */
  const within = (over: Record<string, unknown> = {}, conditions: Partial<typeof noConditions> = {}) => ({
    ...terms(parent, time, { basisKind: licence, start: time - day, end: parentEnd, cap: 1_000, priceRule: ceiling }),
    ...over,
    conditions: { ...parentConditions, onward: 2, ...conditions },
  });
  const open = (
    over: Record<string, unknown> = {},
    conditions: Partial<typeof noConditions> = {},
    by = l.parties.beta,
  ) => l.ledger.connect(by.key).openSeries(within(over, conditions));
  const issue = (series: number, by: TestParty, to: TestParty, units: number) =>
    l.ledger.connect(by.key).issue(series, to.address, units, digest("voucher"));

  /** A use at an access point of alpha, which has the data. */
  async function use(id: bigint, by: TestParty, usedUnits: bigint, provider = l.parties.alpha) {
    const point = await addKey(l, provider, powers.meter);
    const { epoch, units } = await l.ledger.voucherOf(id);
    const usedUntil = await now();
    const receipt = { voucherId: id, epoch, openingUnits: units, usedUnits, purpose: 1, analysis: 0, usedUntil };
    const whole = { ...receipt, logDigest: digest("log") };
    const signed = [await signReceipt(l, by.key, whole), await signReceipt(l, point, whole)] as const;
    return l.ledger.connect(point).settleUse(whole, ...signed);
  }

  beforeEach(async () => {
    l = await seriesFixture();
    for (const party of [l.parties.beta, l.parties.gamma, l.parties.operator]) await qualify(party);
    await openParent();
  });

  describe("are refused", () => {
    it("over a voucher that does not exist, so that a circle of licences cannot be said", async () => {
      // The next series would be 3: a licence cannot stand on a voucher of itself, nor on one of a later series.
      for (const id of [voucherId(3n, 1), voucherId(9n, 1), 0n]) {
        await refused(l.ledger, open({ basisId: id }), "VoucherUnknown", id);
      }
    });

    it("to anybody but the voucher's holder", async () => {
      const { alpha, beta, gamma } = l.parties;
      for (const other of [alpha, gamma]) {
        await refused(l.ledger, open({}, {}, other), "BasisOfAnotherParty", licence, parent, beta.address);
      }
    });

    it("where the terms let nothing be granted onward", async () => {
      const plain = await l.issue(l.parties.beta, 10n);
      await refused(l.ledger, open({ basisId: plain }), "OnwardNotAllowed", plain);
    });

    it("over a voucher that is locked, by a licence too", async () => {
      const controller = await controllerOf(l, lockClasses.pledge);
      await l.ledger.connect(controller).lock(parent, lockClasses.pledge, zeroDigest);
      await refused(l.ledger, open(), "VoucherLocked", parent, 1 << lockClasses.pledge);
      await l.ledger.connect(controller).unlock(parent, lockClasses.pledge, zeroDigest);
      await open();
      await refused(l.ledger, open(), "VoucherLocked", parent, 1 << lockClasses.sublicence);
    });

    it("while the voucher's series is suspended, has lost its basis, or is over", async () => {
      const authority = l.ledger.connect(l.parties.authority.key);
      await authority.suspendSeries(2, true, digest("order"));
      await refused(l.ledger, open(), "SeriesSuspended", 2);
      await authority.suspendSeries(2, false, digest("order"));
      await l.assets.connect(l.parties.authority.key).gradeAsset(l.assetId, 3, zeroDigest, digest("graded"));
      await refused(l.ledger, open(), "SeriesBasisLost", 2);
      await networkHelpers.time.increaseTo(parentEnd + 1);
      await refused(l.ledger, open(), "SeriesExpired", 2, parentEnd);
    });

    it("for a user who granted what the licence stands on", async () => {
      const { alpha } = l.parties;
      const named = { class: 1, purposes: 1, namedUser: alpha.address };
      await refused(l.ledger, open(named), "LicenceCircular", 3, alpha.address);
    });
  });

  /** One term each, wider than the parent's in nothing else; then the same term as wide as the parent's. */
  const wider: [string, Record<string, unknown>, Partial<typeof noConditions>, string, () => unknown[]][] = [
    ["territory", { territory: 344 }, {}, "TerritoryExceedsBasis", () => [344, 156]],
    ["purposes", { purposes: 0b111 }, {}, "PurposesInvalid", () => [0b111, 0b011]],
    ["units", { cap: 1_001 }, {}, "ConditionExceedsParent", () => ["cap", 1_001, 1_000]],
    ["price", { unitPrice: 101 }, {}, "ConditionExceedsParent", () => ["unitPrice", 101, 100]],
    [
      "the way a price is found",
      { priceRule: negotiated, unitPrice: 0 },
      {},
      "ConditionExceedsParent",
      () => ["priceRule", negotiated, ceiling],
    ],
    ["kinds of user", {}, { users: 0b11_1111 }, "ConditionExceedsParent", () => ["users", 0b11_1111, 0b1_1111]],
    ["kinds of user, for everybody", {}, { users: 0 }, "ConditionExceedsParent", () => ["users", 0, 0b1_1111]],
    ["qualifications", {}, { qualifications: 1 }, "ConditionExceedsParent", () => ["qualifications", 1, 0b10]],
    ["environments", {}, { environments: 0b1011 }, "ConditionExceedsParent", () => ["environments", 0b1011, 0b111]],
    ["environments, anywhere", {}, { environments: 0 }, "ConditionExceedsParent", () => ["environments", 0, 0b111]],
    ["obligations", {}, { obligations: 0b100 }, "ConditionExceedsParent", () => ["obligations", 0b100, 0b101]],
    ["onward grants", {}, { onward: 3 }, "ConditionExceedsParent", () => ["onward", 3, 3]],
    ["frequency", {}, { frequency: 101 }, "ConditionExceedsParent", () => ["frequency", 101, 100]],
    ["the period of a frequency", {}, { period: 4 }, "ConditionExceedsParent", () => ["period", 4, 2]],
    ["frequency, without a bound", {}, { frequency: 0, period: 0 }, "ConditionExceedsParent", () => ["period", 0, 2]],
    ["duration", {}, { durationHours: 49 }, "ConditionExceedsParent", () => ["durationHours", 49, 48]],
    ["duration, without a bound", {}, { durationHours: 0 }, "ConditionExceedsParent", () => ["durationHours", 0, 48]],
    ["retention", {}, { retentionDays: 31 }, "ConditionExceedsParent", () => ["retentionDays", 31, 30]],
    ["retention, without a bound", {}, { retentionDays: 0 }, "ConditionExceedsParent", () => ["retentionDays", 0, 30]],
  ];
  for (const [what, over, conditions, error, args] of wider) {
    it(`are refused when wider than their parent in ${what} alone, and opened when as wide`, async () => {
      await refused(l.ledger, open(over, conditions), error, ...args());
      await open();
      expect(await l.ledger.seriesCount()).to.equal(3n);
    });
  }

  it("are refused when wider in the beginning or the end of the term alone", async () => {
    await refused(l.ledger, open({ end: parentEnd + 1 }), "TermInvalid", time - day, parentEnd + 1, parentEnd);
    const early = time - day - 1;
    await refused(l.ledger, open({ start: early }), "ConditionExceedsParent", "start", early, time - day);
    await open();
  });

  it("are refused when wider in resale alone", async () => {
    l = await seriesFixture();
    await qualify(l.parties.beta);
    await openParent({ resale: false });
    await refused(l.ledger, open({ resale: true }), "ResaleExceedsBasis");
    await open({ resale: false });
  });

  for (const [parentOpen, given, fits] of [
    [0b00001, 0b00001, true],
    [0b00001, 0b11111, true],
    [0b00001, 0, true],
    [0b01101, 0b00101, false],
    [0b01101, 0b01101, true],
    [0b00011, 0, false],
    [0, 0b00001, false],
  ] as const) {
    const words = `${given.toString(2)} under ${parentOpen.toString(2)}`;
    it(`are ${fits ? "opened" : "refused"} with the open-data terms ${words}`, async () => {
      l = await seriesFixture();
      await qualify(l.parties.beta);
      await openParent({ priceRule: free, unitPrice: 0 }, { open: parentOpen, users: 0, qualifications: 0 });
      const act = open({ priceRule: free, unitPrice: 0 }, { open: given, users: 0, qualifications: 0 });
      if (fits) await act;
      else await refused(l.ledger, act, "ConditionExceedsParent", "open", given, parentOpen);
    });
  }

  for (const [rule, price, given, unit, refusedFor] of [
    [free, 0, free, 0, null],
    [free, 0, fixed, 1, "priceRule"],
    [free, 0, negotiated, 0, "priceRule"],
    [ceiling, 100, free, 0, null],
    [ceiling, 100, fixed, 100, null],
    [ceiling, 100, fixed, 101, "unitPrice"],
    [fixed, 100, negotiated, 0, null],
    [fixed, 100, fixed, 900, null],
    [negotiated, 0, fixed, 5, null],
  ] as const) {
    const what = `price rule ${given} at ${unit} under ${rule} at ${price}`;
    it(`are ${refusedFor ? "refused" : "opened"} with ${what}`, async () => {
      l = await seriesFixture();
      await qualify(l.parties.beta);
      await openParent({ priceRule: rule, unitPrice: price });
      const act = open({ priceRule: given, unitPrice: unit });
      if (refusedFor === null) await act;
      else await refused(l.ledger, act, "ConditionExceedsParent");
    });
  }

  it("lock their voucher, name who has the data, and say all of it", async () => {
    const { alpha, beta } = l.parties;
    await qualify(alpha);
    const events = await eventsOf(l.ledger, open());
    const ledger = await l.ledger.getAddress();
    const details = `0x${"3".padStart(64, "0")}`;
    expect(events.slice(0, 2)).to.deep.equal([
      ["VoucherLockSet", parent, 5n, ledger, details],
      ["MetadataUpdate", parent],
    ]);
    expect(events[2]!.slice(0, 5)).to.deep.equal(["SeriesOpened", 3n, l.assetId, beta.address, beta.address]);
    const seen = await l.ledger.seriesOf(3);
    expect([seen.grantor, seen.provider, seen.assetId]).to.deep.equal([beta.address, alpha.address, l.assetId]);
    expect([seen.terms.basisKind, seen.terms.basisId]).to.deep.equal([3n, parent]);
    expect((await l.ledger.lockOf(parent, lockClasses.sublicence)).detailsDigest).to.equal(details);
    expect(await l.ledger.seriesOverBasis(licence, parent)).to.deep.equal([3n]);
    // What is licensed is neither moved nor split, used, or given up beside.
    const bits = 1 << lockClasses.sublicence;
    await refused(
      l.ledger,
      pass(l.ledger, beta.key, beta.address, alpha.address, parent),
      "VoucherLocked",
      parent,
      bits,
    );
    await refused(l.ledger, send(l.ledger, beta.key, parent, alpha.address, 1n), "VoucherLocked", parent, bits);
    await refused(l.ledger, l.ledger.connect(beta.key).split(parent, [1]), "VoucherLocked", parent, bits);
    await refused(
      l.ledger,
      l.ledger.connect(beta.key).cancel(parent, digest("given up")),
      "VoucherLocked",
      parent,
      bits,
    );
    await refused(l.ledger, use(parent, beta, 1n), "VoucherLocked", parent, bits);
  });

  it("are opened by a registry on the holder's signature", async () => {
    const { beta, registry } = l.parties;
    const request = { terms: within(), nonce: 7n, deadline: time + day };
    const signature = await beta.key.signTypedData(await domainOf(l), seriesRequestTypes, request);
    const byRegistry = l.ledger.connect(registry.key);
    const altered = within({}, { retentionDays: 29 });
    const act = byRegistry.openSeriesOnRequest(altered, 7n, request.deadline, signature);
    await refused(l.ledger, act, "RequestSignatureInvalid");
    await byRegistry.openSeriesOnRequest(request.terms, 7n, request.deadline, signature);
    expect((await l.ledger.seriesOf(3)).grantor).to.equal(beta.address);
  });

  it("are used at the access point of who has the data, and at no licensor's", async () => {
    const { alpha, beta, gamma } = l.parties;
    await open();
    await issue(3, beta, gamma, 40);
    const id = voucherId(3n, 1);
    await refused(l.ledger, use(id, gamma, 1n, beta), "NotProvider", 3, beta.address);
    await use(id, gamma, 4n);
    expect(await counts(l, id)).to.deep.equal([36n, 4n, 36n]);
    expect(await l.ledger.useRestriction(id, alpha.address, 1, 0)).to.equal("0x00000000");
  });

  describe("end with what they stand on", () => {
    let id: bigint;
    beforeEach(async () => {
      const { beta, gamma, operator } = l.parties;
      // Three levels: alpha grants to beta, beta licenses to gamma, gamma to the operator.
      await open({ cap: 500 });
      await issue(3, beta, gamma, 500);
      const second = { basisId: voucherId(3n, 1), cap: 100 };
      await l.ledger.connect(gamma.key).openSeries(within(second, { onward: 1 }));
      await issue(4, gamma, operator, 60);
      id = voucherId(4n, 1);
    });

    const blocked = async (by: bigint) => {
      const { alpha, gamma, operator } = l.parties;
      const reason = l.ledger.interface.getError("LicenceSuspended")!.selector;
      expect(await l.ledger.transferRestriction(operator.address, gamma.address, id)).to.equal(reason);
      expect(await l.ledger.useRestriction(id, alpha.address, 1, 0)).to.equal(reason);
      const refusal = (act: Promise<unknown>) => refused(l.ledger, act, "LicenceSuspended", 4, by);
      await refusal(pass(l.ledger, operator.key, operator.address, gamma.address, id));
      await refusal(send(l.ledger, operator.key, id, gamma.address, 1n));
      await refusal(l.ledger.connect(operator.key).split(id, [1]));
      await refusal(issue(4, gamma, operator, 1));
      await refusal(use(id, operator, 1n));
    };
    const goesOn = async () => use(id, l.parties.operator, 1n);

    it("when the series of the first grant, or of a licence between, is suspended", async () => {
      const authority = l.ledger.connect(l.parties.authority.key);
      await authority.suspendSeries(2, true, digest("order"));
      await blocked(parent);
      await authority.suspendSeries(2, false, digest("order"));
      await goesOn();
      await authority.suspendSeries(3, true, digest("order"));
      await blocked(voucherId(3n, 1));
      await authority.suspendSeries(3, false, digest("order"));
      await goesOn();
    });

    it("when the certificate far above loses what it stands on", async () => {
      const grade = (value: number) =>
        l.assets.connect(l.parties.authority.key).gradeAsset(l.assetId, value, zeroDigest, digest("graded"));
      await grade(3);
      await blocked(parent);
      await grade(1);
      await goesOn();
    });

    it("while a voucher above is locked by another class", async () => {
      const controller = await controllerOf(l, lockClasses.seizure);
      const lock = [lockClasses.seizure, digest("seized")] as const;
      for (const above of [parent, voucherId(3n, 1)]) {
        await l.ledger.connect(controller).lock(above, ...lock);
        await blocked(above);
        await l.ledger.connect(controller).unlock(above, ...lock);
        await goesOn();
      }
    });

    it("and lead back to nobody who granted above", async () => {
      const { alpha, beta, operator } = l.parties;
      await qualify(alpha);
      for (const granted of [alpha, beta]) {
        const act = pass(l.ledger, operator.key, operator.address, granted.address, id);
        await refused(l.ledger, act, "LicenceCircular", 4, granted.address);
        const reason = l.ledger.interface.getError("LicenceCircular")!.selector;
        expect(await l.ledger.transferRestriction(operator.address, granted.address, id)).to.equal(reason);
        await refused(l.ledger, issue(4, l.parties.gamma, granted, 1), "LicenceCircular", 4, granted.address);
      }
    });

    it("at the depth that the first terms allow", async () => {
      const { gamma, operator } = l.parties;
      const third = { ...within({ basisId: id, cap: 60 }, { onward: 0 }) };
      await l.ledger.connect(operator.key).openSeries(third);
      await l.ledger.connect(operator.key).issue(5, l.parties.operator.address, 60, digest("own"));
      const fourth = within({ basisId: voucherId(5n, 1), cap: 60 }, { onward: 0 });
      await refused(l.ledger, l.ledger.connect(operator.key).openSeries(fourth), "OnwardNotAllowed", voucherId(5n, 1));
      await refused(l.ledger, issue(5, operator, gamma, 1), "SeriesExhausted", 5, 0, 1);
    });

    it("are counted upwards when they end, from the lowest", async () => {
      const { beta, gamma, operator } = l.parties;
      await use(id, operator, 25n);
      const end = (series: number, by: TestParty) => l.ledger.connect(by.key).endLicence(series);
      await refused(l.ledger, end(4, beta), "NotGrantor", 4, beta.address);
      await refused(l.ledger, end(4, gamma), "LicenceInUse", 4, 35);
      await refused(l.ledger, end(3, beta), "LicenceInUse", 3, 500);
      await l.ledger.connect(operator.key).cancel(id, digest("given up"));
      const ended = await eventsOf(l.ledger, end(4, gamma));
      const middle = voucherId(3n, 1);
      expect(ended).to.deep.equal([
        ["VoucherLockLifted", middle, 5n, await l.ledger.getAddress(), `0x${"4".padStart(64, "0")}`],
        ["LicenceEnded", 4n, middle, gamma.address, gamma.key.address, 25n],
        ["TransferValue", middle, 0n, 25n],
        ["MetadataUpdate", middle],
      ]);
      const totals = async (series: number) => {
        const seen = (await l.ledger.seriesOf(series)).totals;
        return [seen.issued, seen.live, seen.used, seen.licensed, seen.cancelled, seen.expired];
      };
      expect(await totals(4)).to.deep.equal([60n, 0n, 25n, 0n, 35n, 0n]);
      expect(await totals(3)).to.deep.equal([500n, 475n, 0n, 25n, 0n, 0n]);
      // The voucher is gamma's again, to use up itself.
      await use(middle, gamma, 475n);
      await end(3, beta);
      expect(await totals(2)).to.deep.equal([1_000n, 500n, 0n, 500n, 0n, 0n]);
      expect(await unitsOf(l.ledger, parent)).to.equal(500n);
      for (const series of [3, 4]) {
        await refused(l.ledger, end(series, beta), "LicenceNotOpen", series);
        expect((await l.ledger.seriesOf(series)).closed).to.equal(true);
      }
      await refused(l.ledger, end(2, beta), "LicenceNotOpen", 2);
      await refused(l.ledger, end(99, beta), "SeriesUnknown", 99);
      // And it may be licensed again.
      await refused(l.ledger, open({ cap: 501 }), "ConditionExceedsParent", "cap", 501, 500);
      await open({ cap: 500 });
      expect(await l.ledger.seriesOverBasis(licence, parent)).to.deep.equal([5n]);
    });

    it("are written off from the lowest when their term is over, by anyone", async () => {
      const { beta, operator } = l.parties;
      await use(id, operator, 10n);
      await networkHelpers.time.increaseTo(parentEnd + 1);
      const anyone = l.ledger.connect(l.parties.exchange.key);
      const middle = voucherId(3n, 1);
      const bits = 1 << lockClasses.sublicence;
      await refused(l.ledger, anyone.expire([parent]), "VoucherLocked", parent, bits);
      await refused(l.ledger, anyone.expire([middle]), "VoucherLocked", middle, bits);
      await refused(l.ledger, anyone.endLicence(4), "LicenceInUse", 4, 50);
      await anyone.expire([id]);
      await anyone.endLicence(4);
      await anyone.expire([middle]);
      await anyone.endLicence(3);
      await anyone.expire([parent]);
      const totals = async (series: number) => {
        const seen = (await l.ledger.seriesOf(series)).totals;
        return [seen.issued, seen.live, seen.used, seen.licensed, seen.cancelled, seen.expired];
      };
      expect(await totals(4)).to.deep.equal([60n, 0n, 10n, 0n, 0n, 50n]);
      expect(await totals(3)).to.deep.equal([500n, 0n, 0n, 10n, 0n, 490n]);
      expect(await totals(2)).to.deep.equal([1_000n, 0n, 0n, 10n, 0n, 990n]);
      expect(await l.ledger["balanceOf(address)"](beta.address)).to.equal(0n);
    });
  });

  it("burn a voucher of which everything was used under them", async () => {
    const { beta, gamma } = l.parties;
    await open();
    await issue(3, beta, gamma, 1_000);
    await use(voucherId(3n, 1), gamma, 1_000n);
    await l.ledger.connect(beta.key).endLicence(3);
    await refused(l.ledger, l.ledger.voucherOf(parent), "VoucherUnknown", parent);
    expect(await l.ledger["balanceOf(address)"](beta.address)).to.equal(0n);
    expect((await l.ledger.seriesOf(2)).totals.licensed).to.equal(1_000n);
  });

  it("keep a lock of another class when they end", async () => {
    const { beta } = l.parties;
    const controller = await controllerOf(l, lockClasses.dispute);
    await open();
    await l.ledger.connect(controller).lock(parent, lockClasses.dispute, digest("disputed"));
    await l.ledger.connect(beta.key).endLicence(3);
    expect((await l.ledger.voucherOf(parent)).locks).to.equal(BigInt(1 << lockClasses.dispute));
    expect((await l.ledger.lockOf(parent, lockClasses.sublicence)).controller).to.equal(zeroAddress);
  });
});
