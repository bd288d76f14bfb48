import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonFragment } from "ethers";
import { Problem } from "./problem.ts";

/** The root folder of the repository. */
export const root = join(import.meta.dirname, "../..");

/** What the checks read of a compiled contract. */
export interface Artifact {
  readonly contractName: string;
  readonly sourceName: string;
  readonly abi: readonly JsonFragment[];
  readonly deployedBytecode: string;
}

/** The contracts that a deployment puts on the ledger. */
export const DEPLOYED = [
  "DataVoucher",
  "SeriesDesk",
  "SeriesOpening",
  "PartyRegistry",
  "UsageDesk",
  "Party",
  "VoucherRenderer",
  "WorkingCalendar",
  "RegistrationProfiles",
  "AssetRegistry",
  "RegistrationCases",
  "RegistrationApplications",
  "Certification",
  "CertificateRemarks",
  "RegistryMembers",
  "Certificates",
  "PublicRecords",
  "RecordRequests",
  "AuthorisedOperation",
  "LedgerLens",
] as const;

const BUILD = "run `npm run build:contracts`";

/** Every compiled contract of contracts/, without mocks and tests. Fails with the command to run when there is none. */
export function readArtifacts(): Map<string, Artifact> {
  const files = globSync("artifacts/contracts/**/*.json", { cwd: root });
  const artifacts = new Map<string, Artifact>();
  for (const file of files.sort()) {
    const artifact = JSON.parse(readFileSync(join(root, file), "utf8")) as Artifact;
    if (artifact.sourceName.startsWith("contracts/mocks/") || artifact.sourceName.endsWith(".t.sol")) continue;
    if (!existsSync(join(root, artifact.sourceName))) {
      throw new Problem(`${artifact.sourceName} is compiled but gone: ${BUILD}`);
    }
    if (artifacts.has(artifact.contractName)) {
      throw new Problem(`Two contracts are called ${artifact.contractName}; one name, one contract`);
    }
    artifacts.set(artifact.contractName, artifact);
  }
  if (artifacts.size === 0) throw new Problem(`No compiled contracts in artifacts/: ${BUILD}`);
  return artifacts;
}

/** The named artifacts, in this order. Fails with the missing names and the command to run. */
export function pickArtifacts(artifacts: ReadonlyMap<string, Artifact>, names: readonly string[]): Artifact[] {
  const missing = names.filter((name) => !artifacts.has(name));
  if (missing.length > 0) throw new Problem(`Not compiled: ${missing.join(", ")}; ${BUILD}`);
  return names.map((name) => artifacts.get(name)!);
}
