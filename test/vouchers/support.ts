import { expect } from "chai";
import type { ContractTransactionResponse, Result, Signer, Wallet } from "ethers";
import type { ILedger } from "../../packages/sdk/src/generated/index.ts";
import {
  admitRecord,
  day,
  declareAsset,
  digest,
  ethers,
  freshKey,
  networkHelpers,
  now,
  powers,
  type seriesFixture,
  type TestLedger,
  type TestParty,
} from "../fixture.ts";

/** A ledger in which alpha has an open product series. */
export type SeriesLedger = Awaited<ReturnType<typeof seriesFixture>>;

/** A transaction that was asked for. */
export type Act = Promise<ContractTransactionResponse>;

/** Standings of a party, as in contracts/parties/PartyTypes.sol. */
export const standings = { good: 1, warned: 2, suspended: 3, barred: 4 } as const;

/** Lock classes, as in contracts/vouchers/VoucherTypes.sol. */
export const lockClasses = {
  pledge: 0,
  dispute: 1,
  seizure: 2,
  temporaryControl: 3,
  settlement: 4,
  sublicence: 5,
} as const;

export const zeroAddress = `0x${"00".repeat(20)}`;
export const everything = (1n << 256n) - 1n;

/** The id of the n-th voucher of a series. */
export const voucherId = (seriesId: bigint, serial: bigint | number): bigint => (seriesId << 32n) | BigInt(serial);

/** A struct that a view returned, as the list of its values. */
export const values = (struct: unknown): unknown[] => (struct as Result).toArray(true) as unknown[];

/** Expects an act or a view to be refused with exactly this error of the ledger and these values. */
export async function refused(
  ledger: ILedger,
  act: Promise<unknown>,
  name: string,
  ...args: readonly unknown[]
): Promise<void> {
  const refusal = expect(act).to.be.revertedWithCustomError(ledger, name);
  await (args.length === 0 ? refusal : refusal.withArgs(...args));
}

/** Everything the ledger logged in an act, in order: name, then values. */
export async function eventsOf(ledger: ILedger, act: Act): Promise<unknown[][]> {
  const receipt = (await (await act).wait())!;
  const address = await ledger.getAddress();
  return receipt.logs
    .filter((log) => log.address === address)
    .map((log) => {
      const event = ledger.interface.parseLog(log);
      if (!event) throw new Error(`The ledger logged something that its interface does not name: ${log.topics[0]}`);
      return [event.name, ...values(event.args)];
    });
}

/** ERC-721: passes a whole voucher on. */
export const pass = (ledger: ILedger, key: Signer, from: string, to: string, id: bigint): Act =>
  ledger.connect(key)["transferFrom(address,address,uint256)"](from, to, id);

/** ERC-3525: splits units off into a new voucher of `to`. */
export const send = (ledger: ILedger, key: Signer, id: bigint, to: string, units: bigint): Act =>
  ledger.connect(key)["transferFrom(uint256,address,uint256)"](id, to, units);

/** ERC-3525: moves units between two vouchers. */
export const pour = (ledger: ILedger, key: Signer, id: bigint, into: bigint, units: bigint): Act =>
  ledger.connect(key)["transferFrom(uint256,uint256,uint256)"](id, into, units);

/** How many vouchers a party holds. */
export const count = (ledger: ILedger, party: TestParty): Promise<bigint> =>
  ledger["balanceOf(address)"](party.address);

/** Units of a voucher. */
export const unitsOf = (ledger: ILedger, id: bigint): Promise<bigint> => ledger["balanceOf(uint256)"](id);

/** Gives a party one more key. */
export async function addKey(
  { ledger }: TestLedger,
  party: TestParty,
  power: number = powers.all,
  over: { validUntil?: number; unitLimit?: number } = {},
): Promise<Wallet> {
  const key = freshKey();
  await ledger.connect(party.key).addAccount(key.address, power, over.validUntil ?? 0, over.unitLimit ?? 0);
  return key;
}

/** Sets a party's standing, by the authority. */
export const setStanding = ({ ledger, parties }: TestLedger, party: TestParty, standing: number): Act =>
  ledger.connect(parties.authority.key).changeStanding(party.address, standing, digest("order"));

/** Pauses exactly these scopes, by governance. */
export const pause = ({ ledger, parties }: TestLedger, scopes: number): Act =>
  ledger.connect(parties.governance.key).pause(scopes);

/** Changes the configuration as governance must: announced, waited for, carried out. */
export async function configure<Name extends "setBasisSource" | "setLockController" | "setRenderer">(
  { ledger, manager, parties }: TestLedger,
  name: Name,
  values: Parameters<ILedger[Name]>,
): Act {
  const data = ledger.interface.encodeFunctionData(name as never, values as never);
  const to = await ledger.getAddress();
  await manager.connect(parties.governance.key).schedule(to, data, 0);
  await networkHelpers.time.increase(day);
  return parties.governance.key.sendTransaction({ to, data }) as unknown as Act;
}

/** Appoints a fresh key as controller of a lock class. */
export async function controllerOf(ledger: TestLedger, lockClass: number): Promise<Wallet> {
  const key = freshKey();
  await configure(ledger, "setLockController", [lockClass, key.address]);
  return key;
}

/** Acts as a contract that stands on the network, which has no key. */
export const asContract = (address: string): Promise<Signer> => ethers.getImpersonatedSigner(address);

/** What stops a series from being issued and moved. */
export const obstacles = {
  SeriesExpired: async (l: SeriesLedger) => networkHelpers.time.increaseTo(l.seriesTerms.end + 1),
  SeriesSuspended: async (l: SeriesLedger) =>
    l.ledger.connect(l.parties.authority.key).suspendSeries(l.seriesId, true, digest("suspension")),
  SeriesBasisLost: async (l: SeriesLedger) => {
    const source = await asContract(await l.assets.getAddress());
    return l.ledger.connect(source).basisChanged(1, l.certificateId, false);
  },
} as const;

/** Values of the errors of {@link obstacles}. */
export const obstacleValues = (l: SeriesLedger, name: keyof typeof obstacles): unknown[] =>
  name === "SeriesExpired" ? [l.seriesId, l.seriesTerms.end] : [l.seriesId];

/** Records public data of the statistics bureau and authorises the operator; returns record and authorisation. */
export async function authoriseOperator(
  ledger: TestLedger,
  over: Record<string, unknown> = {},
): Promise<{ assetId: string; recordId: bigint; authorisationId: bigint; until: number }> {
  const { body, operator } = ledger.parties;
  const { records } = ledger;
  const assetId = await declareAsset(ledger, body, { category: 3 });
  const until = (await now()) + 400 * day;
  await records.connect(body.key).submitRecord(assetId, until, digest("record"));
  const recordId = await records.recordCount();
  await admitRecord(ledger, recordId, `GX-${recordId}`);
  await records.connect(body.key).authoriseOperation({
    recordId,
    operator: operator.address,
    scene: "Logistics planning",
    purposes: 0b11,
    territory: 0,
    start: await now(),
    until,
    resale: true,
    agreementDigest: digest("agreement"),
    safety: { level: 3, until, documentDigest: digest("assessment") },
    ...over,
  });
  return { assetId, recordId, authorisationId: await records.authorisationCount(), until };
}
