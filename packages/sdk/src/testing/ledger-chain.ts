import { hexlify, id, randomBytes, Wallet } from "ethers";
import { createProvider } from "../chain/provider.ts";
import { engineProfiles } from "../chain/profile.ts";
import type { LedgerDeployment } from "../client/deployment.ts";
import type { ClientOptions } from "../client/client.ts";
import { randomAssetKey, randomPartyId } from "../input/random.ts";
import { createLedger, type Ledger } from "../ledger/create-ledger.ts";
import type { TermsInput } from "../actions/series/terms.ts";
import type { Role } from "../vocabulary/bits.ts";
import type { Category } from "../vocabulary/enums.ts";
import { profiles } from "../vocabulary/profiles.ts";
import { startAnvil } from "./anvil.ts";
import { officialYear } from "./official-year.ts";

/** A party with its first key and a ledger that acts for it. */
export type TestParty = {
  readonly party: string;
  readonly partyId: string;
  readonly key: Wallet;
  readonly ledger: Ledger;
};

export const mainland = 156;
export const day = 86_400;
/** A document digest for tests. */
export const paper = (label: string): string => id(label);

type Admission = {
  readonly partyId: string;
  readonly roles: number;
  readonly jurisdiction: number;
  readonly identityDigest: string;
  readonly safeUseCommitment: string;
  readonly account: string;
  readonly powers: number;
  readonly name: string;
};

/** When test ledgers begin: the Monday after New Year's holiday of 2026, 09:00 in Shanghai. */
const beginning = Date.parse("2026-01-05T09:00:00+08:00") / 1000;

const deployScript = new URL("../../../../scripts/deploy/deploy.ts", import.meta.url);

/** A ledger on a real node that mines each transaction at once. */
export type LedgerChain = Awaited<ReturnType<typeof startLedgerChain>>;

/**
 * Starts a node, deploys the ledger, loads the official working days of 2026, admits a registry and some firms, and
 * gives registry and public track their national profiles. The year 2027 is not loaded, so what needs it is pending.
 *
 * @param start when its first block is, in seconds since 1970
 */
export async function startLedgerChain(start = beginning) {
  const anvil = await startAnvil(["--timestamp", String(start)]);
  const profile = engineProfiles.hardhat;
  const provider = await createProvider(anvil.url, profile);
  await provider.send("evm_setAutomine", [true]);
  const { deployLedger } = (await import(deployScript.href)) as {
    deployLedger(options: object): Promise<LedgerDeployment>;
  };
  const founder = (name: string, roles: number) => {
    const key = new Wallet(hexlify(randomBytes(32)));
    const admission: Admission = {
      partyId: randomPartyId(),
      roles,
      jurisdiction: mainland,
      identityDigest: paper("identity"),
      safeUseCommitment: paper("commitment"),
      account: key.address,
      powers: 63,
      name,
    };
    return { key, admission };
  };
  const founders = { governance: founder("Governance", 1), authority: founder("Data authority", 2) };
  const deployment = await deployLedger({
    provider,
    deployerKey: hexlify(randomBytes(32)),
    choices: {
      governance: founders.governance.admission,
      authority: founders.authority.admission,
      upgradeDelay: 0,
      configurationDelay: 0,
    },
  });
  const opened: Ledger[] = [];
  const open = async (options: Partial<ClientOptions> = {}) => {
    const ledger = await createLedger({ provider, deployment, profile, ...options });
    opened.push(ledger);
    return ledger;
  };
  const found = async ({ key, admission }: ReturnType<typeof founder>): Promise<TestParty> => {
    const ledger = await open({ signer: key });
    return { party: ledger.parties.addressOf(admission.partyId), partyId: admission.partyId, key, ledger };
  };
  const governance = await found(founders.governance);
  const authority = await found(founders.authority);

  /** Admits a party with a fresh key. */
  const admit = async (name: string, roles: readonly Role[], jurisdiction = mainland): Promise<TestParty> => {
    const key = new Wallet(hexlify(randomBytes(32)));
    const partyId = randomPartyId();
    const handle = await authority.ledger.parties.admit({
      partyId,
      roles,
      jurisdiction,
      identityDigest: paper("identity"),
      safeUseCommitment: roles.includes("trader") ? paper("commitment") : null,
      account: key.address,
      powers: ["operate", "approve", "view", "manage", "use", "meter"],
      name,
    });
    const { party } = await handle.wait();
    return { party, partyId, key, ledger: await open({ signer: key }) };
  };
  const registry = await admit("Registry", ["registry"]);
  await (await authority.ledger.registries.setCode({ registry: registry.party, region: 45, digit: 1 })).wait();
  const documentDigest = paper("rules");
  const { calendar, profiles: rules } = authority.ledger;
  await (await calendar.loadYear({ ...(await officialYear(2026)), documentDigest })).wait();
  const defined = await (await rules.define({ ...profiles.nationalGuide, documentDigest })).wait();
  await (await rules.give({ registry: registry.party, profileId: defined.profileId, documentDigest })).wait();
  const ofRecords = await (await rules.define({ ...profiles.publicTrack, documentDigest })).wait();
  await (await rules.givePublic({ profileId: ofRecords.profileId, documentDigest })).wait();
  const body = await admit("Statistics bureau", ["authorisingBody"]);
  const operator = await admit("Operator", ["trader", "operator"]);
  const alpha = await admit("Alpha Data 甲", ["trader"]);
  const beta = await admit("Beta Logistics", ["trader"]);
  const gamma = await admit("Gamma Cold Chain", ["trader"]);
  const overseas = await admit("Overseas", ["trader"], 702);

  return {
    url: anvil.url,
    provider,
    deployment,
    open,
    admit,
    parties: { governance, authority, registry, body, operator, alpha, beta, gamma, overseas },
    /** Seconds of the newest block. */
    async now(): Promise<number> {
      return (await provider.getBlock("latest"))?.timestamp ?? 0;
    },
    async pass(seconds: number): Promise<void> {
      await provider.send("evm_increaseTime", [seconds]);
      await provider.send("evm_mine", []);
    },
    /** Moves time to the second after a deadline in words; the next block is there or later. */
    async passBy(deadline: string): Promise<void> {
      await provider.send("evm_setNextBlockTimestamp", [Date.parse(deadline) / 1000 + 1]);
      await provider.send("evm_mine", []);
    },
    async stop(): Promise<void> {
      for (const ledger of opened) ledger.close();
      provider.destroy();
      await anvil.stop();
    },
  };
}

/** Declares an asset of collected data for a party, enterprise data unless told otherwise; returns its id. */
export async function declare(owner: TestParty, category: Category = "enterprise"): Promise<string> {
  const handle = await owner.ledger.assets.declare({
    key: randomAssetKey(),
    name: "广西货运时效 2026",
    fingerprint: paper("data"),
    descriptorDigest: paper("description"),
    source: "collected",
    category,
    grade: "general",
  });
  return (await handle.wait()).assetId;
}

/** Applies for all three rights in an asset; returns the case. */
export async function apply(chain: LedgerChain, owner: TestParty, assetId: string): Promise<bigint> {
  const until = (await chain.now()) + 400 * day;
  const claim = { until, territory: mainland, resale: true, purposes: ["logistics", "publicService"] as const };
  const applied = await owner.ledger.cases.apply({
    assetId,
    registry: chain.parties.registry.party,
    evidenceDigest: paper("evidence"),
    claims: (["hold", "use", "operate"] as const).map((right) => ({ ...claim, right })),
  });
  return (await applied.wait()).caseId;
}

/** Takes an asset through the property track with all three rights; returns the case and its certificate. */
export async function certify(chain: LedgerChain, owner: TestParty, assetId: string) {
  const caseId = await apply(chain, owner, assetId);
  const { cases } = chain.parties.registry.ledger;
  await (await cases.accept({ caseId, documentDigest: paper("accepted") })).wait();
  await (await cases.examine({ caseId, reportDigest: paper("examined") })).wait();
  await (await cases.publish({ caseId, noticeDigest: paper("notice") })).wait();
  await chain.passBy((await cases.clock(caseId)).noticeUntil ?? "");
  const certified = await cases.certify({ caseId, evidenceDigest: paper("stored"), sample: true });
  return { caseId, ...(await certified.wait()) };
}

/** Takes a filed case of any kind through to its effect; its notice is waived, a cancellation has none. */
export async function carryOut(chain: LedgerChain, caseId: bigint, by = chain.parties.registry) {
  const { cases } = by.ledger;
  const documentDigest = paper("document");
  await (await cases.accept({ caseId, documentDigest })).wait();
  await (await cases.examine({ caseId, reportDigest: documentDigest })).wait();
  const { kind } = await cases.get(caseId);
  if (kind !== "cancellation") await (await cases.waiveNotice({ caseId, documentDigest })).wait();
  // The evidence of each registration is its own.
  const certified = await cases.certify({ caseId, evidenceDigest: paper(`stored ${caseId}`), sample: true });
  return certified.wait();
}

/** Terms of a product series over a certificate. */
export async function termsOver(chain: LedgerChain, certificateId: bigint): Promise<TermsInput> {
  const start = await chain.now();
  return {
    basis: { kind: "certificate", id: certificateId },
    class: "product",
    resale: true,
    territory: mainland,
    start,
    end: start + 180 * day,
    cap: "1000000",
    purposes: ["logistics"],
    priceRule: "fixed",
    unitPrice: "200",
    termsDigest: paper("terms"),
  };
}

/** A party's asset, certificate and open product series. */
export async function seriesOf(chain: LedgerChain, owner: TestParty) {
  const assetId = await declare(owner);
  const { certificateId, certificateNumber, caseId } = await certify(chain, owner, assetId);
  const terms = await termsOver(chain, certificateId);
  const { seriesId } = await (await owner.ledger.series.open(terms)).wait();
  return { assetId, caseId, certificateId, certificateNumber, seriesId, terms };
}
