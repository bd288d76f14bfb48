import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createBench, freePort, type Launch } from "../../../test/e2e/launch.ts";

/** A ledger that was started as users start it, with the gateway that serves the page. */
export type StartedLedger = {
  readonly url: string;
  readonly rpc: string;
  readonly dataDir: string;
  /** Ends it, gateway and all. */
  stop(): Promise<void>;
  /** Starts it again at the same addresses; with another time on its clock if one is given. */
  startAgain(time?: string): Promise<void>;
};

/** How a ledger is started. */
export type StartOptions = {
  readonly args?: readonly string[];
  /** RFC 3339 time that its clock shows at the start; the time of the machine when left out. */
  readonly time?: string;
};

const bench = createBench();
let shared: Promise<StartedLedger> | undefined;

/** The ledger with its first-start history; one for all tests that only look. */
export function sharedLedger(): Promise<StartedLedger> {
  shared ??= startLedger();
  return shared;
}

/** Starts a ledger of one's own, in a data folder of its own. */
export async function startLedger({ args = [], time }: StartOptions = {}): Promise<StartedLedger> {
  // On the machine's clock a ledger with its history begins where the first start of another one ended.
  const dataDir = await (args.length === 0 && time === undefined ? bench.told() : bench.folder());
  const ports = { PORT: String(await freePort()), RPC_PORT: String(await freePort()) };
  const start = async (at: string | undefined) => {
    const launch = bench.launch({ dataDir, env: { ...ports, ...clockOf(at) }, args });
    return { launch, ...(await launch.ready()) };
  };
  const { gateway: url, rpc, ...first } = await start(time);
  let { launch }: { launch: Launch } = first;
  return {
    url,
    rpc,
    dataDir,
    async stop() {
      await launch.end("SIGINT");
    },
    async startAgain(at = time) {
      ({ launch } = await start(at));
    },
  };
}

/** The environment of a process whose clock shows a time when it starts. */
function clockOf(time: string | undefined): Record<string, string> {
  if (time === undefined) return {};
  const preload = pathToFileURL(join(import.meta.dirname, "later.ts")).href;
  return { LEDGER_TIME: time, NODE_OPTIONS: `--import=${preload}` };
}

/** Ends every ledger; mocha calls it after the last test. */
export async function mochaGlobalTeardown(): Promise<void> {
  await bench.clean();
}
