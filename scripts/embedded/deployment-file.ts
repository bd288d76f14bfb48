import { isAddress } from "ethers";
import type { Deployment } from "../deploy/deploy.ts";
import { readIfThere, writeWhole } from "./files.ts";

const needed = ["Ledger", "WorkingCalendar", "RegistrationProfiles", "AssetRegistry", "PublicRecords"];

/**
 * Reads the record of the deployment; undefined when there is none or it cannot be read. The deployment is then run
 * again: it finds every step on the ledger and writes the same record.
 */
export async function readDeploymentFile(path: string): Promise<Deployment | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    const { chainId, startBlock, contracts } = JSON.parse(text) as Deployment;
    const named = needed.every((name) => contracts[name] !== undefined);
    const addressed = Object.values(contracts).every(({ address }) => isAddress(address));
    const whole = Number.isSafeInteger(startBlock) && named && addressed;
    return whole ? { chainId, startBlock, contracts } : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the record of the deployment. */
export async function writeDeploymentFile(path: string, deployment: Deployment): Promise<void> {
  await writeWhole(path, `${JSON.stringify(deployment, null, 2)}\n`, 0o644);
}
