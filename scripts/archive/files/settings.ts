import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ArchiveError } from "../archive-error.ts";
import { readDeployment } from "../settings.ts";
import type { LedgerDeployment } from "@data-voucher/sdk";

const usage = `npm run archive:files -- --out <folder> --gateway <url> --api-key <file> --rpc-url <url> --deployment <file>
                   (--recipient <age1…> … | --plain)
  --out         folder of the archive; an archive that is there is continued
  --gateway     the registry's gateway, as http://127.0.0.1:8080
  --api-key     file with an API key of the registry: the key alone, or data/keys/api-keys.json
  --rpc-url     JSON-RPC of the ledger, as http://127.0.0.1:8545
  --deployment  record of the deployment, as data/deployment.json
  --recipient   public key of who may open the documents (age); give it again for each
  --plain       keeps the documents readable for whoever has the folder`;

/** What the command was asked to do. */
export interface Settings {
  readonly out: string;
  readonly gateway: string;
  readonly apiKey: string;
  readonly rpcUrl: string;
  readonly deployment: LedgerDeployment;
  /** Who may open the documents; none for an archive that is not encrypted. */
  readonly recipients: readonly string[];
}

/**
 * Reads the command line and the files that it names.
 * @throws ArchiveError naming what is missing or wrong
 */
export async function readSettings(args: readonly string[]): Promise<Settings> {
  const given = optionsOf(args);
  const need = (name: "out" | "gateway" | "api-key" | "rpc-url" | "deployment") => {
    const value = given[name];
    if (value === undefined || value === "") throw new ArchiveError(`--${name} is missing.\n\n${usage}`);
    return value;
  };
  const { recipient: recipients = [], plain = false } = given;
  if (plain === recipients.length > 0) {
    throw new ArchiveError(`Name who may open the documents with --recipient, or --plain; not both.\n\n${usage}`);
  }
  const wrong = recipients.find((one) => !/^age1[0-9a-z]{58}$/.test(one));
  if (wrong !== undefined) throw new ArchiveError(`--recipient ${wrong} is no public key of age (age1…).`);
  const { out, gateway, rpcUrl } = { out: need("out"), gateway: need("gateway"), rpcUrl: need("rpc-url") };
  const apiKey = await readKey(need("api-key"));
  return { out, gateway, apiKey, rpcUrl, deployment: await readDeployment(need("deployment")), recipients };
}

function optionsOf(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = {
    out: text,
    gateway: text,
    "api-key": text,
    "rpc-url": text,
    deployment: text,
    recipient: { type: "string", multiple: true },
    plain: { type: "boolean" },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new ArchiveError(`${(cause as Error).message.split("\n")[0]}\n\n${usage}`, { cause });
  }
}

async function readKey(file: string): Promise<string> {
  const text = (
    await readFile(file, "utf8").catch((cause: unknown) => {
      throw new ArchiveError(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, { cause });
    })
  ).trim();
  if (!text.startsWith("{")) return text;
  const { registry } = JSON.parse(text) as { registry?: string };
  if (registry === undefined) throw new ArchiveError(`${file} holds no API key of a registry.`);
  return registry;
}
