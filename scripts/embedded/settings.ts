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
  /** Begin without the first-start history. */
  readonly empty: boolean;
  /** Build the index anew from the chain before answering. */
  readonly rebuild: boolean;
}

const usage = `npm start [-- --empty] [-- --rebuild]
  PORT      port of explorer and API (8080)
  RPC_PORT  port of the ledger's JSON-RPC (8545)
  DATA_DIR  folder that holds everything (./data)
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
  return { port, rpcPort, dataDir: resolve(env["DATA_DIR"] || "./data"), ...flags };
}

function portOf(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === "") return fallback;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) {
    throw new StartError("SETTINGS_INVALID", `${name} is ${JSON.stringify(text)}; it must be a port from 0 to 65535.`);
  }
  return port;
}
