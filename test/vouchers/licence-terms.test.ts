import { expect } from "chai";
import { noConditions } from "../fixture.ts";
import { ceiling, fixed, free, type LicenceWorld, negotiated, startLicences } from "./licence-world.ts";
import { refused } from "./support.ts";

describe("the terms of sub-licences", () => {
  let w: LicenceWorld;
  beforeEach(async () => {
    w = await startLicences();
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
      await refused(w.l.ledger, w.open(over, conditions), error, ...args());
      await w.open();
      expect(await w.l.ledger.seriesCount()).to.equal(3n);
    });
  }

  it("are refused when wider in the beginning or the end of the term alone", async () => {
    await refused(w.l.ledger, w.open({ end: w.end + 1 }), "TermInvalid", w.start, w.end + 1, w.end);
    const early = w.start - 1;
    await refused(w.l.ledger, w.open({ start: early }), "ConditionExceedsParent", "start", early, w.start);
    await w.open();
  });

  it("are refused when wider in resale alone", async () => {
    w = await startLicences({ resale: false });
    await refused(w.l.ledger, w.open({ resale: true }), "ResaleExceedsBasis");
    await w.open({ resale: false });
  });

  it("are refused as a product where one named user was authorised, and opened for a named user", async () => {
    const { beta, gamma } = w.l.parties;
    const named = { class: 1, purposes: 0b01, namedUser: beta.address };
    w = await startLicences(named);
    const one = { purposes: 0b01 };
    await refused(w.l.ledger, w.open(one), "ConditionExceedsParent", "class", 2, 1);
    await w.open({ ...one, class: 1, namedUser: gamma.address });
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
      w = await startLicences({ priceRule: free, unitPrice: 0 }, { open: parentOpen, users: 0, qualifications: 0 });
      const act = w.open({ priceRule: free, unitPrice: 0 }, { open: given, users: 0, qualifications: 0 });
      if (fits) await act;
      else await refused(w.l.ledger, act, "ConditionExceedsParent", "open", given, parentOpen);
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
      w = await startLicences({ priceRule: rule, unitPrice: price });
      const act = w.open({ priceRule: given, unitPrice: unit });
      if (refusedFor === null) await act;
      else {
        const values = refusedFor === "priceRule" ? [given, rule] : [unit, price];
        await refused(w.l.ledger, act, "ConditionExceedsParent", refusedFor, ...values);
      }
    });
  }
});
