import type { ContractTransactionResponse } from "ethers";
import { day, digest, noConditions, now, type seriesFixture, terms } from "../fixture.ts";
import { bySender, metered, signReceipt } from "../usage/support.ts";
import { pass, voucherId } from "../vouchers/support.ts";

type Ledger = Awaited<ReturnType<typeof seriesFixture>>;

/** What conditions and licences cost those that have them, from one licence to three upon each other. */
export async function licences(
  l: Ledger,
  gas: Record<string, number>,
  used: (act: Promise<ContractTransactionResponse>) => Promise<number>,
): Promise<void> {
  const { ledger } = l;
  const { alpha, beta, gamma, operator, authority } = l.parties;
  for (const { address } of [beta, gamma, operator]) {
    await ledger.connect(authority.key).qualifyParty(address, 5, 0b10, digest("qualified"));
  }
  const time = await now();
  const asked = { ...noConditions, users: 1 << 4, qualifications: 0b10 };
  const opening = (over: object, onward: number) =>
    terms(l.certificateId, time, { end: time + 90 * day, ...over, conditions: { ...asked, onward } });
  await ledger.connect(alpha.key).openSeries(opening({}, 3));
  const first = await ledger.seriesCount();
  const issue = (series: bigint, by: typeof alpha, to: typeof alpha, units: number) =>
    ledger.connect(by.key).issue(series, to.address, units, digest("document"));
  await issue(first, alpha, beta, 100);
  await issue(first, alpha, beta, 100);
  gas["transfer of a conditional series"] = await used(
    pass(ledger, beta.key, beta.address, gamma.address, voucherId(first, 2)),
  );

  const license = (by: typeof alpha, parent: bigint, onward: number) =>
    ledger.connect(by.key).openSeries(opening({ basisKind: 3, basisId: parent, cap: 50 }, onward));
  gas["open a sub-licence"] = await used(license(beta, voucherId(first, 1), 2));
  await issue(first + 1n, beta, gamma, 50);
  await license(gamma, voucherId(first + 1n, 1), 1);
  await issue(first + 2n, gamma, operator, 50);
  await license(operator, voucherId(first + 2n, 1), 0);
  const lowest = first + 3n;
  const other = await l.admit();
  await ledger.connect(authority.key).qualifyParty(other.address, 5, 0b10, digest("qualified"));
  await issue(lowest, operator, operator, 20);
  await issue(lowest, operator, operator, 20);
  const [used1, moved] = [voucherId(lowest, 1), voucherId(lowest, 2)];
  gas["transfer under three licences"] = await used(pass(ledger, operator.key, operator.address, other.address, moved));
  const m = await metered({ ...l, issue: () => Promise.resolve(used1) });
  const settle = async (usedUnits: bigint) => {
    const receipt = await m.receipt({ usedUnits, voucherId: used1 });
    return ledger.connect(m.accessPoint).settleUse(receipt, await signReceipt(l, operator.key, receipt), bySender);
  };
  await settle(1n);
  gas["one use under three licences"] = await used(settle(1n));
  await settle(18n);
  await ledger.connect(other.key).cancel(moved, digest("given up"));
  gas["end a sub-licence"] = await used(ledger.connect(operator.key).endLicence(lowest));

  gas["publish an edition of the commitment"] = await used(
    ledger.connect(authority.key).publishCommitment(0, digest("text")),
  );
  gas["appoint a signing person"] = await used(
    ledger.connect(beta.key).appointSigner(beta.key.address, digest("appointment")),
  );
  gas["sign the commitment"] = await used(ledger.connect(beta.key).commitSafeUse(1, digest("signed")));
  await ledger.connect(gamma.key).appointSigner(gamma.key.address, digest("appointment"));
  await ledger.connect(gamma.key).commitSafeUse(1, digest("signed"));
  const committed = opening({}, 0);
  committed.conditions.qualifications |= 1 << 10;
  await ledger.connect(alpha.key).openSeries(committed);
  const last = await ledger.seriesCount();
  await issue(last, alpha, beta, 100);
  await issue(last, alpha, beta, 100);
  await issue(last, alpha, gamma, 100);
  gas["transfer of a series that asks for the commitment"] = await used(
    pass(ledger, beta.key, beta.address, gamma.address, voucherId(last, 2)),
  );
}
