import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { createApp } from "../app.ts";
import { readConfig } from "../config.ts";
import { readDeployment } from "../deployment.ts";
import { domain } from "../domain.ts";
import { openGateway } from "../open.ts";

/** What a gateway needs to know of a ledger. */
interface DeployedLedger {
  readonly anvil: {
    readonly url: string;
    readonly chainId: number;
    readonly rpc: { call<T>(method: string): Promise<T> };
  };
  readonly addresses: Readonly<Record<string, string>>;
  readonly startBlock: number;
}

/** A whole gateway over a real ledger, answering `inject`. */
export async function openLedgerGateway({ anvil, addresses, startBlock }: DeployedLedger) {
  const folder = await mkdtemp(join(tmpdir(), "ledger-gateway-"));
  const file = join(folder, "deployment.json");
  const contracts = Object.fromEntries(
    Object.entries(addresses).map(([name, address]) => [name, { address, block: startBlock }]),
  );
  await writeFile(file, JSON.stringify({ chainId: anvil.chainId, startBlock, contracts }));
  const settings = {
    DATA_DIR: folder,
    DEPLOYMENT: file,
    RPC_URL: anvil.url,
    POLL_MS: "10",
    PORT: "0",
    LOG_LEVEL: "silent",
    RATE_PER_MINUTE: "0",
    // A slow machine should make tests slow, not fail.
    MAX_DELAY_MS: "0",
  };
  const config = readConfig(settings);
  const log = pino({ level: config.LOG_LEVEL });
  const abort = new AbortController();
  const deployment = await readDeployment(file);
  const gateway = await openGateway({ config, deployment, domain, log, signal: abort.signal });
  const app = await createApp(gateway.services, log);
  await app.ready();
  const running = gateway.run(abort.signal);
  const { services } = gateway;

  return {
    app,
    services,
    /** Resolves when the index has the node's head. */
    async indexed() {
      const head = Number(await anvil.rpc.call("eth_blockNumber"));
      if ((services.store.cursor?.number ?? 0) >= head) return;
      await new Promise<void>((resolve) => {
        const off = services.store.onChange(({ block }) => (block?.number ?? 0) >= head && (off(), resolve()));
      });
    },
    /** What a GET answers; refuses anything but the status expected. */
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at any part of any answer
    async get(url: string, status = 200): Promise<any> {
      const answer = await app.inject({ url });
      if (answer.statusCode !== status) throw new Error(`${url} answered ${answer.statusCode}: ${answer.body}`);
      return answer.json();
    },
    async stop() {
      abort.abort();
      await running;
      await app.close();
      await gateway.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** What {@link openLedgerGateway} gives. */
export type LedgerGateway = Awaited<ReturnType<typeof openLedgerGateway>>;
