import { getCreateAddress, Interface } from "ethers";
import { type Artifact, type ContractName, creationCode, readArtifact } from "./artifacts.ts";

/** What the authority states when a party is admitted; mirrors the contract's `Admission`. */
export interface Admission {
  readonly partyId: string;
  readonly roles: number;
  readonly jurisdiction: number;
  readonly identityDigest: string;
  readonly safeUseCommitment: string;
  readonly account: string;
  readonly powers: number;
  readonly name: string;
}

/** What a deployment decides. Times are seconds. */
export interface DeploymentChoices {
  /** The party that governs upgrades and appoints authorities; its account becomes AccessManager admin. */
  readonly governance: Admission;
  /** The first data authority, which admits everybody else. */
  readonly authority: Admission;
  /** How long an upgrade waits between announcement and execution. */
  readonly upgradeDelay: number;
  /** How long a change of configuration waits. */
  readonly configurationDelay: number;
}

/** One transaction of the deployment: `to` is null where a contract is created. */
export interface DeploymentStep {
  readonly label: string;
  readonly to: string | null;
  readonly data: string;
  /** The contract that stands at its address after this step. */
  readonly creates?: { readonly name: string; readonly address: string };
}

/** AccessManager roles of the deployment. */
export const managerRoles = { admin: 0n, pauser: 1n, configurator: 2n, upgrader: 3n } as const;

const proxyNames = [
  "Ledger",
  "WorkingCalendar",
  "RegistrationProfiles",
  "Certificates",
  "AssetRegistry",
  "PublicRecords",
] as const;

/**
 * All transactions of a deployment, in order. Step n has nonce n of a key used for nothing else, so every address is
 * known beforehand and a repeated run of the same plan sends the very same transactions: that is what makes it
 * resumable with no notes of its own.
 */
export async function planDeployment(deployer: string, choices: DeploymentChoices): Promise<DeploymentStep[]> {
  const steps: DeploymentStep[] = [];
  const addressAt = (nonce: number) => getCreateAddress({ from: deployer, nonce });
  // Contracts are created in this order; two of them need addresses of later ones.
  const order = [
    "AccessManager",
    "PartyTemplate",
    "UsageDeskCode",
    "SeriesOpeningCode",
    "PartyRegistryCode",
    "SeriesDeskCode",
    "DataVoucherCode",
    "VoucherRenderer",
    "WorkingCalendarCode",
    "RegistrationProfilesCode",
    "CertificatesCode",
    "RegistryMembersCode",
    "CertificateRemarksCode",
    "CertificationCode",
    "RegistrationApplicationsCode",
    "RegistrationCasesCode",
    "AssetRegistryCode",
    "AuthorisedOperationCode",
    "RecordRequestsCode",
    "PublicRecordsCode",
    ...proxyNames,
    "LedgerLens",
  ];
  const at = Object.fromEntries(order.map((name, nonce) => [name, addressAt(nonce)])) as Record<string, string>;
  const artifacts = new Map<ContractName, Artifact>();
  const artifactOf = async (name: ContractName) => {
    const known = artifacts.get(name) ?? (await readArtifact(name));
    artifacts.set(name, known);
    return known;
  };
  const create = async (name: string, contract: ContractName, args: readonly unknown[]) => {
    if (order[steps.length] !== name) throw new Error(`The plan creates ${name} out of order.`);
    const data = await creationCode(await artifactOf(contract), args);
    steps.push({ label: `create ${name}`, to: null, data, creates: { name, address: at[name]! } });
  };
  const proxy = async (name: string, contract: ContractName, initialise: string) =>
    create(name, "ERC1967Proxy", [at[`${contract}Code`], initialise]);
  const call = async (label: string, to: string, contract: ContractName, method: string, args: readonly unknown[]) => {
    const data = (await artifactOf(contract)).contractInterface.encodeFunctionData(method, args);
    steps.push({ label, to, data });
  };
  const encode = async (contract: ContractName, args: readonly unknown[]) =>
    (await artifactOf(contract)).contractInterface.encodeFunctionData("initialize", args);

  await create("AccessManager", "AccessManager", [deployer]);
  await create("PartyTemplate", "Party", [at["Ledger"]]);
  await create("UsageDeskCode", "UsageDesk", []);
  await create("SeriesOpeningCode", "SeriesOpening", [at["UsageDeskCode"]]);
  await create("PartyRegistryCode", "PartyRegistry", [at["SeriesOpeningCode"]]);
  await create("SeriesDeskCode", "SeriesDesk", [at["PartyRegistryCode"]]);
  await create("DataVoucherCode", "DataVoucher", [at["SeriesDeskCode"], at["UsageDeskCode"]]);
  await create("VoucherRenderer", "VoucherRenderer", []);
  await create("WorkingCalendarCode", "WorkingCalendar", []);
  await create("RegistrationProfilesCode", "RegistrationProfiles", []);
  await create("CertificatesCode", "Certificates", []);
  await create("RegistryMembersCode", "RegistryMembers", []);
  await create("CertificateRemarksCode", "CertificateRemarks", [at["RegistryMembersCode"]]);
  await create("CertificationCode", "Certification", [at["CertificateRemarksCode"]]);
  await create("RegistrationApplicationsCode", "RegistrationApplications", [at["CertificationCode"]]);
  await create("RegistrationCasesCode", "RegistrationCases", [at["RegistrationApplicationsCode"]]);
  await create("AssetRegistryCode", "AssetRegistry", [at["RegistrationCasesCode"]]);
  await create("AuthorisedOperationCode", "AuthorisedOperation", []);
  await create("RecordRequestsCode", "RecordRequests", [at["AuthorisedOperationCode"]]);
  await create("PublicRecordsCode", "PublicRecords", [at["RecordRequestsCode"]]);
  const manager = at["AccessManager"];
  await proxy(
    "Ledger",
    "DataVoucher",
    await encode("PartyRegistry", [manager, at["PartyTemplate"], choices.governance, choices.authority]),
  );
  for (const name of ["WorkingCalendar", "RegistrationProfiles"] as const) {
    await proxy(name, name, await encode(name, [manager, at["Ledger"]]));
  }
  await proxy("Certificates", "Certificates", await encode("Certificates", [manager, at["AssetRegistry"]]));
  await proxy(
    "AssetRegistry",
    "AssetRegistry",
    await encode("AssetRegistry", [
      manager,
      at["Ledger"],
      at["Certificates"],
      at["PublicRecords"],
      at["WorkingCalendar"],
      at["RegistrationProfiles"],
    ]),
  );
  await proxy(
    "PublicRecords",
    "PublicRecords",
    await encode("PublicRecords", [
      manager,
      at["Ledger"],
      at["AssetRegistry"],
      at["WorkingCalendar"],
      at["RegistrationProfiles"],
    ]),
  );
  await create("LedgerLens", "LedgerLens", [at["Ledger"]]);

  // While the deployer is still admin it configures without delay; then it hands over and leaves.
  const ledger = at["Ledger"]!;
  await call("certificates are a basis", ledger, "SeriesDesk", "setBasisSource", [1, at["AssetRegistry"]]);
  await call("authorised operation is a basis", ledger, "SeriesDesk", "setBasisSource", [2, at["PublicRecords"]]);
  await call("set the renderer", ledger, "SeriesDesk", "setRenderer", [at["VoucherRenderer"]]);
  const governor = choices.governance.account;
  const { admin, pauser, configurator, upgrader } = managerRoles;
  const selectors = async (contract: ContractName, names: readonly string[]) => {
    const { contractInterface } = await artifactOf(contract);
    return names.map((name) => selectorOf(contractInterface, name));
  };
  const govern = (label: string, method: string, args: readonly unknown[]) =>
    call(label, manager!, "AccessManager", method, args);
  await govern("who pauses", "setTargetFunctionRole", [ledger, await selectors("PartyRegistry", ["pause"]), pauser]);
  await govern("who configures", "setTargetFunctionRole", [
    ledger,
    await selectors("SeriesDesk", ["setBasisSource", "setLockController", "setRenderer"]),
    configurator,
  ]);
  const upgrade = await selectors("DataVoucher", ["upgradeToAndCall"]);
  for (const name of proxyNames) {
    await govern(`who upgrades ${name}`, "setTargetFunctionRole", [at[name], upgrade, upgrader]);
  }
  await govern("governance pauses at once", "grantRole", [pauser, governor, 0]);
  await govern("governance configures with delay", "grantRole", [configurator, governor, choices.configurationDelay]);
  await govern("governance upgrades with delay", "grantRole", [upgrader, governor, choices.upgradeDelay]);
  await govern("governance becomes admin", "grantRole", [admin, governor, choices.upgradeDelay]);
  await govern("the deployer leaves", "renounceRole", [admin, deployer]);
  return steps;
}

function selectorOf(contractInterface: Interface, name: string): string {
  const found = contractInterface.getFunction(name);
  if (!found) throw new Error(`No function ${name}.`);
  return found.selector;
}
