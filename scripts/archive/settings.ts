import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { LedgerDeployment } from "@data-voucher/sdk";
import { ArchiveError } from "./archive-error.ts";

const usage = `npm run archive -- --out <folder> --rpc-url <url> --deployment <file> [--segment-blocks <n>]
  --out             folder of the archive; an archive that is there is continued
  --rpc-url         JSON-RPC of the ledger, as http://127.0.0.1:8545
  --deployment      record of the deployment, as data/deployment.json
  --segment-blocks  most blocks in a segment, 1 to 100000; 1000 when left out`;

/** What the command was asked to do. */
export interface Settings {
  readonly out: string;
  readonly rpcUrl: string;
  readonly deployment: LedgerDeployment;
  readonly segmentBlocks: number;
}

/**
 * Reads the command line and the file that it names.
 * @throws ArchiveError naming what is missing or wrong
 */
export async function readSettings(args: readonly string[]): Promise<Settings> {
  const given = optionsOf(args);
  const need = (name: "out" | "rpc-url" | "deployment") => {
    const value = given[name];
    if (value === undefined || value === "") throw new ArchiveError(`--${name} is missing.\n\n${usage}`);
    return value;
  };
  const segmentBlocks = Number(given["segment-blocks"] ?? 1_000);
  if (!Number.isInteger(segmentBlocks) || segmentBlocks < 1 || segmentBlocks > 100_000) {
    throw new ArchiveError(`--segment-blocks is ${given["segment-blocks"]}; it must be 1 to 100000.\n\n${usage}`);
  }
  const out = need("out");
  const rpcUrl = need("rpc-url");
  return { out, rpcUrl, deployment: await readDeployment(need("deployment")), segmentBlocks };
}

function optionsOf(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = { out: text, "rpc-url": text, deployment: text, "segment-blocks": text };
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new ArchiveError(`${(cause as Error).message.split("\n")[0]}\n\n${usage}`, { cause });
  }
}

/** A record of a deployment. @throws ArchiveError naming what is wrong with it */
export async function readDeployment(file: string): Promise<LedgerDeployment> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw new ArchiveError(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, { cause });
  }
  try {
    const deployment = JSON.parse(text) as LedgerDeployment;
    if (/^\d+$/.test(String(deployment.chainId)) && typeof deployment.contracts["Ledger"]?.address === "string") {
      return deployment;
    }
  } catch {
    // Said below, for both cases.
  }
  throw new ArchiveError(`${file} is no record of a deployment; take data/deployment.json of the ledger.`);
}
