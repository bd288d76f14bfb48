import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { StartError } from "./start-error.ts";

/** How `npm start` was asked to run. */
export interface Settings {
  /** Where explorer and API listen; 0 takes a free port. */
  readonly port: number;
  /** Where the ledger's JSON-RPC listens; 0 takes a free port. */
  readonly rpcPort: number;
  readonly dataDir: string;
  /** The national service system to submit to; a stand-in of this process when left out. */
  readonly national: { readonly url: string; readonly tokenFile: string } | undefined;
  /** Begin without the first-start history. */
  readonly empty: boolean;
  /** Build the index anew from the chain before answering. */
  readonly rebuild: boolean;
}

const usage = `npm start [-- --empty] [-- --rebuild]
  PORT      port of explorer and API (8080)
  RPC_PORT  port of the ledger's JSON-RPC (8545)
  DATA_DIR  folder that holds everything (./data)
  NATIONAL_URL, NATIONAL_TOKEN_FILE  a national service system to submit to, in place of the stand-in
  --empty   begin without the first-start history
  --rebuild build the index anew from the chain; ledger answers stay the same to the byte`;

/**
 * Reads the settings.
 * @throws StartError naming the value that cannot be used
 */
export function readSettings(env: NodeJS.ProcessEnv, args: readonly string[]): Settings {
  let flags: { empty: boolean; rebuild: boolean };
  try {
    const off = { type: "boolean", default: false } as const;
    flags = parseArgs({ args: [...args], options: { empty: off, rebuild: off } }).values;
  } catch (cause) {
    throw new StartError("SETTINGS_INVALID", `${(cause as Error).message.split("\n")[0]}\n\n${usage}`, { cause });
  }
  const port = portOf("PORT", env["PORT"], 8080);
  const rpcPort = portOf("RPC_PORT", env["RPC_PORT"], 8545);
  if (port === rpcPort && port !== 0) {
    throw new StartError("SETTINGS_INVALID", `PORT and RPC_PORT are both ${port}; each needs a port of its own.`);
  }
  const national = nationalOf(env["NATIONAL_URL"] || undefined, env["NATIONAL_TOKEN_FILE"] || undefined);
  return { port, rpcPort, dataDir: resolve(env["DATA_DIR"] || "./data"), national, ...flags };
}

function nationalOf(url: string | undefined, tokenFile: string | undefined): Settings["national"] {
  if (url !== undefined && tokenFile !== undefined) return { url, tokenFile: resolve(tokenFile) };
  if (url === undefined && tokenFile === undefined) return undefined;
  throw new StartError("SETTINGS_INVALID", "NATIONAL_URL and NATIONAL_TOKEN_FILE must be set together.");
}

function portOf(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === "") return fallback;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) {
    throw new StartError("SETTINGS_INVALID", `${name} is ${JSON.stringify(text)}; it must be a port from 0 to 65535.`);
  }
  return port;
}
