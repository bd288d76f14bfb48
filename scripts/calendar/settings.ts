import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type CalendarYearInput, digestOfBytes, type LedgerDeployment } from "@data-voucher/sdk";
import { CalendarError } from "./calendar-error.ts";
import { officialYear } from "./official-year.ts";

const usage = `npm run calendar -- --year <year> [--days <file>] [--notice <file>]
                     [--rpc-url <url> --deployment <file> [--key-file <file>]]
  --year        the year; its days are those that the chinese-days package knows
  --days        JSON { "holidays": [...], "makeUpDays": [...] } from the notice, for a year the package does not know
  --notice      the State Council's notice, any file; its SHA-256 goes on the ledger with the year
  --rpc-url     JSON-RPC of the ledger; with --deployment, says how the year differs from what the ledger has
  --deployment  record of the deployment, as data/deployment.json
  --key-file    key of an authority, as data/keys/authority.json; with --notice, loads the year
Without a key it says what to POST to the gateway.`;

/** What the command was asked to do. */
export interface Settings {
  readonly year: CalendarYearInput;
  /** SHA-256 of the notice; undefined when none was named. */
  readonly documentDigest: string | undefined;
  /** Where the ledger is; undefined to show the year alone. */
  readonly ledger: { readonly rpcUrl: string; readonly deployment: LedgerDeployment } | undefined;
  /** Private key of an authority; undefined to load nothing. */
  readonly key: string | undefined;
}

/**
 * Reads the command line and the files that it names.
 * @throws CalendarError naming what is missing or wrong; OfficialYearError
 */
export async function readSettings(args: readonly string[]): Promise<Settings> {
  const given = optionsOf(args);
  const { days, notice, deployment, "rpc-url": rpcUrl, "key-file": keyFile } = given;
  const year = Number(given.year);
  if (!Number.isInteger(year) || year < 2000 || year > 2999) {
    throw new CalendarError(`--year is ${given.year ?? "missing"}; it must be a year from 2000 to 2999.\n\n${usage}`);
  }
  if ((rpcUrl === undefined) !== (deployment === undefined)) {
    throw new CalendarError(`--rpc-url and --deployment go together: the one is where, the other what.\n\n${usage}`);
  }
  if (keyFile !== undefined && (rpcUrl === undefined || notice === undefined)) {
    throw new CalendarError(`To load a year, name the ledger and the official notice as well.\n\n${usage}`);
  }
  return {
    year: days === undefined ? officialYear(year) : await readDays(year, days),
    documentDigest: notice === undefined ? undefined : (await digestOfBytes(await read(notice))).sha256,
    ledger:
      rpcUrl === undefined
        ? undefined
        : { rpcUrl, deployment: json(deployment!, await read(deployment!)) as LedgerDeployment },
    key: keyFile === undefined ? undefined : keyOf(keyFile, (await read(keyFile)).toString("utf8")),
  };
}

function optionsOf(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = { year: text, days: text, notice: text, "rpc-url": text, deployment: text, "key-file": text };
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new CalendarError(`${(cause as Error).message.split("\n")[0]}\n\n${usage}`, { cause });
  }
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new CalendarError(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, { cause });
  }
}

async function readDays(year: number, file: string): Promise<CalendarYearInput> {
  const { holidays, makeUpDays } = json(file, await read(file)) as Partial<CalendarYearInput>;
  const areDays = (value: unknown) => Array.isArray(value) && value.every((day) => typeof day === "string");
  if (areDays(holidays) && areDays(makeUpDays)) return { year, holidays: holidays, makeUpDays: makeUpDays };
  throw new CalendarError(`${file} must be { "holidays": ["${year}-10-01"], "makeUpDays": ["${year}-10-10"] }.`);
}

function json(file: string, text: Buffer): unknown {
  try {
    return JSON.parse(text.toString("utf8")) ?? {};
  } catch (cause) {
    throw new CalendarError(`${file} is not JSON.`, { cause });
  }
}

/** A key file of the data folder, or a file that holds the private key alone. */
function keyOf(file: string, text: string): string {
  const bare = text.trim();
  const key = bare.startsWith("{") ? (json(file, Buffer.from(text)) as { privateKey?: string }).privateKey : bare;
  if (key !== undefined && /^0x[0-9a-fA-F]{64}$/.test(key)) return key;
  throw new CalendarError(`${file} holds no private key.`);
}
