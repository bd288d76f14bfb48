import { readFile } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { LedgerDeployment } from "@data-voucher/sdk";
import { getAddress } from "ethers";
import { IntakeError } from "./intake-error.ts";

const usage = `npm run intake -- <list.xlsx|list.csv> [--preview] [--registry <address>]
                   [--rpc-url <url> --deployment <file> --key-file <file>] [--work <folder>]
npm run intake -- --template <file.xlsx|file.csv>
  --registry    party address of the registry for lines that name none
  --rpc-url     JSON-RPC of the ledger
  --deployment  record of the deployment, as data/deployment.json
  --key-file    key of the applicant, as data/keys/logistics.json; it stays on this machine
  --preview     checks the list and sends nothing; without a ledger, by the national guide and this machine's clock
  --work        folder for journal, documents and report; <list>.intake beside the list unless named
  --template    writes an empty list
The same command, run again after any kind of stop, goes on where it was.`;

/** Where the ledger is, and the key that signs. */
export interface Access {
  readonly rpcUrl: string;
  readonly deployment: LedgerDeployment;
  readonly key: string;
}

/** What the command was asked to do. */
export type Settings =
  | { readonly do: "template"; readonly file: string; readonly format: "xlsx" | "csv" }
  | {
      readonly do: "preview" | "send";
      readonly file: string;
      readonly bytes: Uint8Array;
      readonly registry: string | null;
      /** Undefined for a preview without a ledger. */
      readonly access: Access | undefined;
      readonly work: string;
    };

/**
 * Reads the command line and the files that it names.
 * @throws IntakeError naming what is missing or wrong
 */
export async function readSettings(args: readonly string[]): Promise<Settings> {
  const { values, positionals } = optionsOf(args);
  if (values.template !== undefined) return templateOf(values.template);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw refused(`Name one list: ${positionals.length} were named.`);
  const { "rpc-url": rpcUrl, "key-file": keyFile, deployment } = values;
  const given = [rpcUrl, deployment, keyFile].filter((value) => value !== undefined);
  const whole = rpcUrl !== undefined && deployment !== undefined && keyFile !== undefined;
  if (given.length > 0 && !whole) throw refused("--rpc-url, --deployment and --key-file go together.");
  if (!whole && !values.preview) throw refused("To send, name --rpc-url, --deployment and --key-file; else --preview.");
  return {
    do: values.preview ? "preview" : "send",
    file,
    bytes: await read(file),
    registry: values.registry === undefined ? null : addressOf(values.registry),
    access: whole
      ? {
          rpcUrl,
          deployment: json(deployment, await read(deployment)) as LedgerDeployment,
          key: keyOf(keyFile, (await read(keyFile)).toString("utf8")),
        }
      : undefined,
    work: resolve(values.work ?? join(file, "..", `${basename(file)}.intake`)),
  };
}

function refused(sentence: string): IntakeError {
  return new IntakeError(`${sentence}\n\n${usage}`);
}

function optionsOf(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = {
    registry: text,
    "rpc-url": text,
    deployment: text,
    "key-file": text,
    work: text,
    template: text,
    preview: { type: "boolean", default: false },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new IntakeError(`${(cause as Error).message.split("\n")[0]}\n\n${usage}`, { cause });
  }
}

function templateOf(file: string): Settings {
  const format = extname(file).toLowerCase().slice(1);
  if (format === "xlsx" || format === "csv") return { do: "template", file, format };
  throw refused(`--template is ${file}; its name must end in .xlsx or .csv.`);
}

function addressOf(value: string): string {
  try {
    if (/^0x/.test(value)) return getAddress(value);
  } catch {
    // Said below.
  }
  throw refused(`--registry is ${value}; it must be 0x and 40 hex digits, copied whole.`);
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new IntakeError(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, { cause });
  }
}

function json(file: string, text: Buffer): unknown {
  try {
    return JSON.parse(text.toString("utf8")) ?? {};
  } catch (cause) {
    throw new IntakeError(`${file} is not JSON.`, { cause });
  }
}

/** A key file of the data folder, or a file that holds the private key alone. */
function keyOf(file: string, text: string): string {
  const bare = text.trim();
  const key = bare.startsWith("{") ? (json(file, Buffer.from(text)) as { privateKey?: string }).privateKey : bare;
  if (key !== undefined && /^0x[0-9a-fA-F]{64}$/.test(key)) return key;
  throw new IntakeError(`${file} holds no private key.`);
}
