import { Contract, JsonRpcProvider, Wallet, hexlify, id, randomBytes, type InterfaceAbi } from "ethers";
import { kindMask, packYear, profiles, type CalendarYearInput, type NamedProfile } from "@data-voucher/sdk";
import { contractErrorInterface } from "@data-voucher/sdk/contracts";
import { contractAbis } from "../ledger/abi.ts";
import { quantity, type RawReceipt } from "../chain/types.ts";
import { startAnvil, type Anvil } from "./anvil.ts";

/** Role and power bits, as the contracts have them. */
export const roleBits = { governance: 1, authority: 2, registry: 4, exchange: 8, trader: 16, operator: 32, body: 64 };
export const everyPower = 63;
export const day = 86_400;
export const zeroDigest = `0x${"00".repeat(32)}`;
/** A document digest for tests. */
export const digest = (label: string): string => id(label);

/** A party with its first key. */
export interface TestParty {
  readonly address: string;
  readonly key: Wallet;
}

/** A deployed ledger on a real node that mines every transaction at once. */
export type LedgerChain = Awaited<ReturnType<typeof startLedgerChain>>;

interface Deployment {
  readonly chainId: string;
  readonly startBlock: number;
  readonly contracts: Readonly<Record<string, { readonly address: string; readonly block: number }>>;
}

const deployScript = new URL("../../../../scripts/deploy/deploy.ts", import.meta.url);
const officialYears = new URL("../../../../scripts/calendar/official-year.ts", import.meta.url);

/** A profile's terms as the contract takes them. */
export const termsOf = ({ terms }: NamedProfile) => ({ ...terms, kinds: kindMask(terms.kinds) });

/** Numbers of the profiles that a test ledger begins with. */
export const profileIds = { nationalGuide: 1, publicTrack: 2 } as const;

/** The official days of a year; the ordinary week for one that is not announced yet. */
export async function daysOf(year: number): Promise<CalendarYearInput> {
  const { isOfficialYearKnown, officialYear } = (await import(officialYears.href)) as {
    isOfficialYearKnown(year: number): boolean;
    officialYear(year: number): CalendarYearInput;
  };
  return isOfficialYearKnown(year) ? officialYear(year) : { year, holidays: [], makeUpDays: [] };
}

/**
 * Starts a node and deploys the ledger on it, with this year's and the next two years' calendar and the profiles of
 * {@link profileIds}, the second given to the public-data track.
 */
export async function startLedgerChain() {
  const anvil: Anvil = await startAnvil();
  await anvil.rpc.call("evm_setAutomine", true);
  const provider = new JsonRpcProvider(anvil.url, anvil.chainId, { staticNetwork: true, cacheTimeout: -1 });
  const governanceKey = new Wallet(hexlify(randomBytes(32)));
  const authorityKey = new Wallet(hexlify(randomBytes(32)));
  const { deployLedger } = (await import(deployScript.href)) as {
    deployLedger(options: object): Promise<Deployment>;
  };
  const choices = {
    governance: admission(governanceKey.address, { roles: roleBits.governance, name: "Governance 治理" }),
    authority: admission(authorityKey.address, { roles: roleBits.authority, name: "广西数据局" }),
    upgradeDelay: 0,
    configurationDelay: 0,
  };
  const deployment = await deployLedger({ provider, deployerKey: hexlify(randomBytes(32)), choices });
  const addresses = Object.fromEntries(
    Object.entries(deployment.contracts).map(([name, { address }]) => [name, address]),
  );
  const at = (name: keyof typeof contractAbis) =>
    new Contract(addresses[name]!, contractAbis[name] as InterfaceAbi, provider);
  const contracts = {
    ledger: at("Ledger"),
    assets: at("AssetRegistry"),
    certificates: at("Certificates"),
    records: at("PublicRecords"),
    calendar: at("WorkingCalendar"),
    profiles: at("RegistrationProfiles"),
  };
  const nonces = new Map<string, number>();

  const sign = async (key: Wallet, to: string, data: string) => {
    const nonce = nonces.get(key.address) ?? 0;
    nonces.set(key.address, nonce + 1);
    const { chainId } = anvil;
    return key.signTransaction({ type: 0, chainId, nonce, gasPrice: 0n, gasLimit: 5_000_000n, to, data });
  };

  const receiptOf = async (hash: string): Promise<RawReceipt> => {
    for (;;) {
      const receipt = await anvil.rpc.call<RawReceipt | null>("eth_getTransactionReceipt", hash);
      if (receipt !== null) return receipt;
      await new Promise(setImmediate);
    }
  };

  /** Calls a contract with a key and waits until it is done. */
  async function call(
    contract: keyof typeof contracts,
    key: Wallet,
    method: string,
    ...args: unknown[]
  ): Promise<string> {
    const target = contracts[contract];
    const data = target.interface.encodeFunctionData(method, args);
    const hash = await anvil.rpc.call<string>("eth_sendRawTransaction", await sign(key, target.target as string, data));
    const { status } = await receiptOf(hash);
    if (Number(status) === 1) return hash;
    const why = await anvil.rpc
      .call("eth_call", { from: key.address, to: target.target, data }, "latest")
      .catch((e: unknown) => e);
    throw new Error(`${method} was refused: ${explain(why)}`);
  }

  /** What a view function of a contract answers. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are as different as the contracts
  const view = (contract: keyof typeof contracts, method: string, ...args: unknown[]): Promise<any> =>
    contracts[contract].getFunction(method)(...args);

  const now = async () =>
    Number((await anvil.rpc.call<{ timestamp: string }>("eth_getBlockByNumber", "latest", false)).timestamp);

  async function admit(over: Record<string, unknown> = {}): Promise<TestParty> {
    const key = new Wallet(hexlify(randomBytes(32)));
    const request = admission(key.address, over);
    await call("ledger", authorityKey, "admit", request);
    return { address: await view("ledger", "partyAddress", request.partyId), key };
  }

  const loadYear = (days: CalendarYearInput) =>
    call("calendar", authorityKey, "loadYear", days.year, packYear(days), digest(`notice ${days.year}`));

  /** Admits a registry that works by a profile, the national guide's unless another is named. */
  async function admitRegistry(name: string, profileId: number = profileIds.nationalGuide): Promise<TestParty> {
    const registry = await admit({ roles: roleBits.registry, name });
    await call("profiles", authorityKey, "giveProfile", registry.address, profileId, digest("profile given"));
    return registry;
  }

  /** To the very second: a distance would be counted from when it is asked for, which may be a second later. */
  const passTo = async (time: number) => {
    if (time > (await now())) await anvil.rpc.call("evm_setNextBlockTimestamp", quantity(time));
    await anvil.mine();
  };

  const thisYear = new Date((await now()) * 1000).getUTCFullYear();
  for (const year of [thisYear, thisYear + 1, thisYear + 2]) await loadYear(await daysOf(year));
  for (const profile of [profiles.nationalGuide, profiles.publicTrack]) {
    await call("profiles", authorityKey, "defineProfile", profile.label, termsOf(profile), digest(profile.label));
  }
  await call("profiles", authorityKey, "givePublicProfile", profileIds.publicTrack, digest("public track"));

  return {
    anvil,
    addresses,
    startBlock: deployment.startBlock,
    governance: {
      address: await view("ledger", "partyAddress", choices.governance.partyId),
      key: governanceKey,
    } as TestParty,
    authority: {
      address: await view("ledger", "partyAddress", choices.authority.partyId),
      key: authorityKey,
    } as TestParty,
    call,
    view,
    sign,
    /** The receipt of a transaction, once it is in a block. */
    receiptOf,
    now,
    admit,
    admitRegistry,
    loadYear,
    encode: (contract: keyof typeof contracts, method: string, ...args: unknown[]) =>
      contracts[contract].interface.encodeFunctionData(method, args),
    /** Goes on to a moment, in seconds since 1970. */
    passTo,
    pass: async (seconds: number) => passTo((await now()) + seconds),
    /** Goes on to the first second after the notice of a published case (article 24). */
    passNotice: async (caseId: bigint) => passTo(Number((await view("assets", "clockOf", caseId)).noticeUntil) + 1),
    async stop() {
      provider.destroy();
      await anvil.stop();
    },
  };
}

function admission(account: string, over: Record<string, unknown> = {}) {
  return {
    partyId: hexlify(randomBytes(32)),
    roles: roleBits.trader,
    jurisdiction: 156,
    identityDigest: digest("identity"),
    safeUseCommitment: digest("commitment"),
    account,
    powers: everyPower,
    name: "Example",
    ...over,
  };
}

/** A refusal may come from a contract behind the one that was called. */
function explain(error: unknown): string {
  const data = (error as { data?: unknown }).data;
  const parsed = typeof data === "string" ? contractErrorInterface().parseError(data) : null;
  return parsed ? `${parsed.name}(${parsed.args.join(", ")})` : String(error);
}
