import { day, digest, noConditions, now, powers, seriesFixture, terms, type TestParty } from "../fixture.ts";
import { signReceipt } from "../usage/support.ts";
import { addKey, type SeriesLedger, voucherId } from "./support.ts";

type Over = Record<string, unknown>;
type Conditions = Partial<typeof noConditions>;

/** The kind of basis that a licence names. */
export const licence = 3;
/** Price rules, as in contracts/vouchers/VoucherTypes.sol. */
export const [free, fixed, ceiling, negotiated] = [1, 2, 3, 4] as const;
/** The parent says something about everything that can be said. */
export const parentConditions = {
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

/** Has the authority record a party as an enterprise with two qualifications. */
export const qualify = (l: SeriesLedger, party: TestParty) =>
  l.ledger.connect(l.parties.authority.key).qualifyParty(party.address, 5, 0b11, digest("qualified"));

/** A ledger on which beta holds 1 000 units of alpha's series 2 and may license them onward. */
export async function startLicences(over: Over = {}, conditions: Conditions = {}) {
  const l = await seriesFixture();
  const { alpha, beta, gamma, operator } = l.parties;
  for (const party of [beta, gamma, operator]) await qualify(l, party);
  const time = await now();
  const [start, end] = [time - day, time + 100 * day];
  const given = { start, end, priceRule: ceiling, ...over, conditions: { ...parentConditions, ...conditions } };
  await l.ledger.connect(alpha.key).openSeries(terms(l.certificateId, time, given));
  await l.ledger.connect(alpha.key).issue(2, beta.address, 1_000, digest("voucher"));
  const parent = voucherId(2n, 1);

  /** Terms of a licence that keeps within the parent in everything, and uses all of it. */
  const within = (over: Over = {}, conditions: Conditions = {}) => ({
    ...terms(parent, time, { basisKind: licence, start, end, cap: 1_000, priceRule: ceiling }),
    ...over,
    conditions: { ...parentConditions, onward: 2, ...conditions },
  });
  return {
    l,
    parent,
    start,
    end,
    within,
    /** Opens a licence over beta's voucher, unless it is told otherwise. */
    open: (over: Over = {}, conditions: Conditions = {}, by = beta) =>
      l.ledger.connect(by.key).openSeries(within(over, conditions)),
    issue: (series: number, by: TestParty, to: TestParty, units: number) =>
      l.ledger.connect(by.key).issue(series, to.address, units, digest("voucher")),
    /** A use at an access point of alpha, which has the data, unless it is told otherwise. */
    async use(id: bigint, by: TestParty, usedUnits: bigint, provider = alpha) {
      const point = await addKey(l, provider, powers.meter);
      const { epoch, units: openingUnits } = await l.ledger.voucherOf(id);
      const what = { purpose: 1, analysis: 0, usedUntil: await now(), logDigest: digest("log") };
      const receipt = { voucherId: id, epoch, openingUnits, usedUnits, ...what };
      const signed = [await signReceipt(l, by.key, receipt), await signReceipt(l, point, receipt)] as const;
      return l.ledger.connect(point).settleUse(receipt, ...signed);
    },
  };
}

/** {@link startLicences}. */
export type LicenceWorld = Awaited<ReturnType<typeof startLicences>>;
