import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { LedgerDeployment } from "@data-voucher/sdk";
import { UsageError } from "./usage-error.ts";

/** How the access point was asked to run. */
export interface Settings {
  readonly rpcUrl: string;
  readonly deployment: LedgerDeployment;
  /** Private key of the account that meters. */
  readonly key: string;
  /** The data that is served, as CSV with a head. */
  readonly data: string;
  /** Where lines and logs are kept. */
  readonly folder: string;
  readonly port: number;
}

const usage = `npm run access-point [-- --data-dir <folder>] [-- --rpc-url <url>] [-- --port <port>]
  --data-dir  data folder of a ledger that npm start runs with its history (./data)
  --rpc-url   the ledger's JSON-RPC (http://127.0.0.1:8545)
  --port      where it serves (8070); 0 for any free port`;

/** @throws UsageError naming what cannot be used */
export async function readSettings(args: readonly string[]): Promise<Settings> {
  const text = { type: "string" } as const;
  let values: { "data-dir"?: string; "rpc-url"?: string; port?: string };
  try {
    ({ values } = parseArgs({ args: [...args], options: { "data-dir": text, "rpc-url": text, port: text } }));
  } catch (cause) {
    throw new UsageError(`${(cause as Error).message.split("\n")[0]}\n\n${usage}`, { cause });
  }
  const { "rpc-url": rpcUrl = "http://127.0.0.1:8545", port = "8070" } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`--port is ${port}; it must be 0 to 65535.\n\n${usage}`);
  }
  const dataDir = resolve(values["data-dir"] ?? "./data");
  const read = async (...path: string[]) => {
    const file = join(dataDir, ...path);
    return readFile(file, "utf8").catch((cause: unknown) => {
      const what = `${file} cannot be read. Start a ledger with its history first: npm start.`;
      throw new UsageError(`${what}\n\n${usage}`, { cause });
    });
  };
  const { privateKey } = JSON.parse(await read("keys", "operator-meter.json")) as { privateKey: string };
  return {
    rpcUrl,
    deployment: JSON.parse(await read("deployment.json")) as LedgerDeployment,
    key: privateKey,
    data: await read("story", "data", "guangxi-working-day-deadlines-2026.csv"),
    folder: join(dataDir, "access-point"),
    port: Number(port),
  };
}
