import { readFile } from "node:fs/promises";
import { ContractFactory, Interface, type InterfaceAbi } from "ethers";

const root = new URL("../../artifacts/", import.meta.url);

/** A compiled contract: its interface and creation code. */
export interface Artifact {
  readonly name: string;
  readonly contractInterface: Interface;
  readonly bytecode: string;
}

const sources = {
  AccessManager: "@openzeppelin/contracts/access/manager/AccessManager.sol",
  ERC1967Proxy: "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol",
  Party: "contracts/parties/Party.sol",
  PartyRegistry: "contracts/parties/PartyRegistry.sol",
  SeriesDesk: "contracts/vouchers/SeriesDesk.sol",
  DataVoucher: "contracts/vouchers/DataVoucher.sol",
  SeriesOpening: "contracts/vouchers/SeriesOpening.sol",
  UsageDesk: "contracts/usage/UsageDesk.sol",
  VoucherRenderer: "contracts/vouchers/VoucherRenderer.sol",
  WorkingCalendar: "contracts/registration/WorkingCalendar.sol",
  RegistrationProfiles: "contracts/registration/RegistrationProfiles.sol",
  RegistryMembers: "contracts/registration/RegistryMembers.sol",
  CertificateRemarks: "contracts/registration/CertificateRemarks.sol",
  Certification: "contracts/registration/Certification.sol",
  RegistrationApplications: "contracts/registration/RegistrationApplications.sol",
  RegistrationCases: "contracts/registration/RegistrationCases.sol",
  AssetRegistry: "contracts/registration/AssetRegistry.sol",
  Certificates: "contracts/registration/Certificates.sol",
  PublicRecords: "contracts/registration/PublicRecords.sol",
  RecordRequests: "contracts/registration/RecordRequests.sol",
  AuthorisedOperation: "contracts/registration/AuthorisedOperation.sol",
  LedgerLens: "contracts/lens/LedgerLens.sol",
  ILedger: "contracts/ILedger.sol",
} as const;

/** Name of a contract that a deployment needs. */
export type ContractName = keyof typeof sources;

/**
 * Reads a compiled contract.
 * @throws Error when the contracts were not built; says how to build them.
 */
export async function readArtifact(name: ContractName): Promise<Artifact> {
  const file = new URL(`${sources[name]}/${name}.json`, root);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    const message = `The contract ${name} is not built. Run "npm run build" first.`;
    throw Object.assign(new Error(message, { cause }), { name: "BuildError", code: "BUILD_MISSING" });
  }
  const { abi, bytecode } = JSON.parse(text) as { abi: InterfaceAbi; bytecode: string };
  return { name, contractInterface: new Interface(abi), bytecode };
}

/** Creation code with its encoded constructor arguments. */
export async function creationCode(artifact: Artifact, args: readonly unknown[]): Promise<string> {
  const transaction = await new ContractFactory(artifact.contractInterface, artifact.bytecode).getDeployTransaction(
    ...args,
  );
  return transaction.data;
}
