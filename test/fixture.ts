import { hexlify, randomBytes, type TransactionLike, type TransactionRequest, Wallet } from "ethers";
import { network } from "hardhat";
import { deployLedger } from "../scripts/deploy/deploy.ts";
import type { Admission } from "../scripts/deploy/plan.ts";
import {
  AccessManager__factory,
  Certificates__factory,
  IAssetRegistry__factory,
  ILedger__factory,
  LedgerLens__factory,
  IPublicRecords__factory,
  RegistrationProfiles__factory,
  WorkingCalendar__factory,
} from "../packages/sdk/src/generated/index.ts";
import { digest } from "./digest.ts";
import { giveProfiles, loadYears } from "./rules.ts";

export { digest } from "./digest.ts";

/** Role bits, as in contracts/parties/PartyTypes.sol. */
export const roles = {
  governance: 1 << 0,
  authority: 1 << 1,
  registry: 1 << 2,
  exchange: 1 << 3,
  trader: 1 << 4,
  operator: 1 << 5,
  authorisingBody: 1 << 6,
  serviceAgency: 1 << 7,
  clearingBank: 1 << 8,
} as const;

/** Power bits of an account; `all` that are given, since signing persons are appointed. */
export const powers = { operate: 1, approve: 2, view: 4, manage: 8, use: 16, meter: 32, sign: 64, all: 63 } as const;

/** Pause scopes. */
export const scopes = { parties: 1, issue: 2, transfer: 4, registration: 8, publicRecords: 16, use: 32 } as const;

export const mainland = 156;
export const day = 86_400;
export const zeroDigest = `0x${"00".repeat(32)}`;

/** A party with its first key. */
export interface TestParty {
  readonly address: string;
  readonly partyId: string;
  readonly key: Wallet;
}

/** When the test ledger begins: a Monday, with the whole official year 2026 ahead. */
export const beginning = "2026-01-05T09:00:00+08:00";

/** One Hardhat network for a whole test file; state is restored by `restore` of {@link ledgerFixture}. */
export const connection = await network.create({ override: { initialDate: beginning } });
const { ethers, networkHelpers } = connection;
export { ethers, networkHelpers };

/** Seconds since 1970 of a clock time in China, as 2026-02-14T09:00:00. */
export const china = (text: string): number => Date.parse(`${text}+08:00`) / 1_000;

/** Seconds of the latest block. */
export const now = async (): Promise<number> => networkHelpers.time.latest();

/** An admission with everything a trader needs; override what a test is about. */
export function admission(account: string, over: Partial<Admission> = {}): Admission {
  return {
    partyId: hexlify(randomBytes(32)),
    roles: roles.trader,
    jurisdiction: mainland,
    identityDigest: digest("identity"),
    safeUseCommitment: digest("commitment"),
    account,
    powers: powers.all,
    name: "Guangxi Example Co",
    ...over,
  };
}

/** A key on a network where gas costs nothing. */
class FreeWallet extends Wallet {
  override populateTransaction(transaction: TransactionRequest): Promise<TransactionLike<string>> {
    return super.populateTransaction({ type: 0, gasPrice: 0n, ...transaction });
  }
}

/** A key that no party uses yet. */
export const freshKey = (): Wallet => new FreeWallet(hexlify(randomBytes(32)), ethers.provider);

async function deployBare() {
  const governanceKey = freshKey();
  const authorityKey = freshKey();
  const choices = {
    governance: admission(governanceKey.address, { roles: roles.governance, name: "Governance" }),
    authority: admission(authorityKey.address, { roles: roles.authority, name: "Data Authority" }),
    upgradeDelay: 2 * day,
    configurationDelay: day,
  };
  const deployment = await deployLedger({
    provider: ethers.provider,
    deployerKey: hexlify(randomBytes(32)),
    choices,
  });
  const at = (name: string) => deployment.contracts[name]!.address;
  const ledger = ILedger__factory.connect(at("Ledger"), ethers.provider);
  const calendar = WorkingCalendar__factory.connect(at("WorkingCalendar"), ethers.provider);
  const profiles = RegistrationProfiles__factory.connect(at("RegistrationProfiles"), ethers.provider);
  const assets = IAssetRegistry__factory.connect(at("AssetRegistry"), ethers.provider);
  const certificates = Certificates__factory.connect(at("Certificates"), ethers.provider);
  const records = IPublicRecords__factory.connect(at("PublicRecords"), ethers.provider);
  const lens = LedgerLens__factory.connect(at("LedgerLens"), ethers.provider);
  const manager = AccessManager__factory.connect(at("AccessManager"), ethers.provider);
  const governance: TestParty = {
    address: await ledger.partyAddress(choices.governance.partyId),
    partyId: choices.governance.partyId,
    key: governanceKey,
  };
  const authority: TestParty = {
    address: await ledger.partyAddress(choices.authority.partyId),
    partyId: choices.authority.partyId,
    key: authorityKey,
  };

  /** Admits a party with a fresh key, by the authority (by governance where only that may). */
  async function admit(over: Partial<Admission> = {}): Promise<TestParty> {
    const key = freshKey();
    const request = admission(key.address, over);
    const byGovernance = (request.roles & (roles.governance | roles.authority)) !== 0;
    await ledger.connect(byGovernance ? governanceKey : authorityKey).admit(request);
    return { address: await ledger.partyAddress(request.partyId), partyId: request.partyId, key };
  }

  const registry = await admit({ roles: roles.registry, name: "Guangxi Registry" });
  await assets.connect(authorityKey).setRegistryCode(registry.address, 45, 1);
  const exchange = await admit({ roles: roles.exchange, name: "Exchange" });
  const body = await admit({ roles: roles.authorisingBody, name: "Statistics Bureau" });
  const operator = await admit({ roles: roles.trader | roles.operator, name: "Public Data Operator" });
  const alpha = await admit({ name: "Alpha Data" });
  const beta = await admit({ name: "Beta Logistics" });
  const gamma = await admit({ name: "Gamma Cold Chain" });
  const overseas = await admit({ name: "Overseas Trading", jurisdiction: 702 });

  return {
    deployment,
    choices,
    ledger,
    calendar,
    profiles,
    assets,
    certificates,
    records,
    lens,
    manager,
    admit,
    parties: { governance, authority, registry, exchange, body, operator, alpha, beta, gamma, overseas },
  };
}

/** A deployed ledger with parties. */
export type TestLedger = Awaited<ReturnType<typeof deployBare>>;

/** A ledger with parties before any year is loaded or any profile given; the same state at every call. */
export const bareFixture = async (): Promise<TestLedger> => restored(deployBare);

/**
 * The state after a deployment, and its time: without a block at that time the next one would come as much later as
 * the tests before have taken.
 */
async function restored<T>(deployment: () => Promise<T>): Promise<T> {
  const state = await networkHelpers.loadFixture(deployment);
  await networkHelpers.time.increase(1);
  return state;
}

async function deploy(): Promise<TestLedger> {
  const ledger = await deployBare();
  const { calendar, profiles, parties } = ledger;
  await loadYears(calendar, parties.authority.key);
  await giveProfiles(profiles, parties.authority.key, parties.registry.address);
  return ledger;
}

/** A deployed ledger with one party of each kind; the same state at every call. */
export const ledgerFixture = async (): Promise<TestLedger> => restored(deploy);

/** A declaration of collected enterprise data; override what a test is about. */
export const declaration = (over: Record<string, unknown> = {}) => ({
  key: hexlify(randomBytes(32)),
  name: "2026 Guangxi logistics turnover table",
  fingerprint: digest("fingerprint"),
  descriptorDigest: digest("descriptor"),
  source: 1,
  category: 1,
  grade: 1,
  sources: [] as string[],
  ...over,
});

/** Claims to the rights given (1 hold, 2 use, 3 operate), for a year from `time`. */
export const claims = (time: number, rights: readonly number[] = [1, 2, 3], over: Record<string, unknown> = {}) =>
  rights.map((right) => ({
    right,
    until: time + 365 * day,
    territory: mainland,
    resale: true,
    purposes: 0b111,
    limitsDigest: zeroDigest,
    ...over,
  }));

/** The basis of data that is the applicants' own, without a document (articles 20, 21). */
export const ownBasis = { sourceCase: 0, rights: 0, documentDigest: zeroDigest };

/** Declares an asset for a party and returns its id. */
export async function declareAsset(ledger: TestLedger, party: TestParty, over: Record<string, unknown> = {}) {
  const given = declaration(over);
  await ledger.assets.connect(party.key).declareAsset(given);
  return ledger.assets.assetIdOf(party.address, given.key);
}

/** Moves time past the public notice of a case. */
export async function passNotice({ assets }: TestLedger, caseId: bigint): Promise<void> {
  await networkHelpers.time.increaseTo((await assets.clockOf(caseId)).noticeUntil + 1n);
}

/** Moves time past the public notice of a record. */
export async function passRecordNotice({ records }: TestLedger, recordId: bigint): Promise<void> {
  await networkHelpers.time.increaseTo((await records.recordOf(recordId)).noticeUntil + 1n);
}

/** Publishes a submitted record and admits it when its notice is over. */
export async function admitRecord(ledger: TestLedger, recordId: bigint, recordNumber: string): Promise<void> {
  const authority = ledger.records.connect(ledger.parties.authority.key);
  await authority.publishRecord(recordId, digest("record published"));
  await passRecordNotice(ledger, recordId);
  await authority.admitRecord(recordId, recordNumber, digest("record admitted"));
}

/** Takes an asset through the whole property track; returns the certificate's token id. */
export async function certify(
  ledger: TestLedger,
  party: TestParty,
  assetId: string,
  rights: readonly number[] = [1, 2, 3],
  over: Record<string, unknown> = {},
): Promise<bigint> {
  const { assets, parties } = ledger;
  const { registry } = parties;
  await assets.connect(party.key).applyForRegistration({
    assetId,
    registry: registry.address,
    evidenceDigest: digest("evidence"),
    publicRecordId: over["publicRecordId"] ?? 0,
    basis: ownBasis,
    claims: claims(await now(), rights, { ...over, publicRecordId: undefined }),
    others: [],
  } as never);
  const caseId = await assets.caseCount();
  await assets.connect(registry.key).acceptRegistration(caseId, digest("accepted"));
  await assets.connect(registry.key).examineRegistration(caseId, digest("examined"));
  await assets.connect(registry.key).publishRegistration(caseId, digest("notice"));
  await passNotice(ledger, caseId);
  await assets.connect(registry.key).certifyRegistration(caseId, digest("stored"), true);
  return (await assets.caseOf(caseId)).certificateId;
}

/** Conditions that ask for nothing, in the order of the contract's members. */
export const noConditions = {
  users: 0,
  qualifications: 0,
  environments: 0,
  obligations: 0,
  open: 0,
  onward: 0,
  period: 0,
  frequency: 0,
  durationHours: 0,
  retentionDays: 0,
};

/** Terms of a product series over a certificate; override what a test is about. */
export const terms = (certificateId: bigint, time: number, over: Record<string, unknown> = {}) => ({
  basisKind: 1,
  basisId: certificateId,
  class: 2,
  resale: true,
  territory: mainland,
  start: time,
  end: time + 180 * day,
  cap: 1_000_000,
  purposes: 0b011,
  namedUser: `0x${"00".repeat(20)}`,
  priceRule: 2,
  unitPrice: 100,
  termsDigest: digest("terms"),
  conditions: noConditions,
  ...over,
});

/** A ledger in which alpha has a certificate and an open product series. */
async function withSeries() {
  const ledger = await deploy();
  const assetId = await declareAsset(ledger, ledger.parties.alpha);
  const certificateId = await certify(ledger, ledger.parties.alpha, assetId);
  const seriesTerms = terms(certificateId, await now());
  await ledger.ledger.connect(ledger.parties.alpha.key).openSeries(seriesTerms);
  const seriesId = await ledger.ledger.seriesCount();

  /** Issues units to a party and returns the voucher's id. */
  async function issue(to: TestParty, units = 1_000n): Promise<bigint> {
    await ledger.ledger.connect(ledger.parties.alpha.key).issue(seriesId, to.address, units, digest("voucher"));
    const { totals } = await ledger.ledger.seriesOf(seriesId);
    return (seriesId << 32n) | totals.vouchers;
  }
  return { ...ledger, assetId, certificateId, seriesTerms, seriesId, issue };
}

/** A ledger in which alpha has a certificate and an open product series; the same state at every call. */
export const seriesFixture = async (): Promise<Awaited<ReturnType<typeof withSeries>>> => restored(withSeries);
