import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { createApp } from "../app.ts";
import type { KeyRow } from "../auth/keys.ts";
import { readConfig } from "../config.ts";
import { readDeployment } from "../deployment.ts";
import type { Projection } from "../index/sync.ts";
import { openGateway, type Domain } from "../open.ts";
import type { Routes } from "../routes/app.ts";
import type { Tx } from "../store/tx.ts";
import { startAnvil } from "./anvil.ts";
import { counting } from "./counting.ts";
import { createSender, deployEmitter } from "./emitter.ts";

/** The domain of tests: counts the emitter's logs. */
export const countingDomain: Domain = {
  schema: 1,
  projection: () => counting,
  decodeRevert: (data) => ({ code: "REFUSED", name: data, args: {} }),
};

function withRows(rows: (tx: Tx) => void): Domain {
  const project: Projection["project"] = (_event, tx) => rows(tx);
  return { ...countingDomain, projection: () => ({ ...counting, project }) };
}

/** A whole gateway over a real node and an emitter, answering `inject`. */
export async function startTestGateway(
  env: Record<string, string> = {},
  more?: { routes: Routes; rows: (tx: Tx) => void },
) {
  const anvil = await startAnvil();
  const emitter = await deployEmitter(anvil);
  const folder = await mkdtemp(join(tmpdir(), "gateway-"));
  const file = join(folder, "deployment.json");
  await writeFile(
    file,
    JSON.stringify({ chainId: anvil.chainId, contracts: { Emitter: { address: emitter, block: 1 } } }),
  );
  const settings = {
    DATA_DIR: folder,
    DEPLOYMENT: file,
    RPC_URL: anvil.url,
    POLL_MS: "10",
    PORT: "0",
    LOG_LEVEL: "silent",
  };
  const config = readConfig({ ...settings, MAX_DELAY_MS: "0", ...env });
  const log = pino({ level: config.LOG_LEVEL });
  const abort = new AbortController();
  const deployment = await readDeployment(file);
  const domain: Domain = more === undefined ? countingDomain : withRows(more.rows);
  const gateway = await openGateway({ config, deployment, domain, log, signal: abort.signal });
  const app = await createApp(gateway.services, log, more === undefined ? [] : [more.routes]);
  await app.ready();
  const running = gateway.run(abort.signal);
  const { services } = gateway;

  return {
    anvil,
    emitter,
    app,
    services,
    config,
    folder,
    sender: createSender(anvil),
    /** Resolves when the index has the node's head. */
    async indexed() {
      const head = Number(await anvil.rpc.call("eth_blockNumber"));
      if ((services.store.cursor?.number ?? 0) >= head) return;
      await new Promise<void>((resolve) => {
        const off = services.store.onChange(({ block }) => (block?.number ?? 0) >= head && (off(), resolve()));
      });
    },
    /** Headers of a client with a new API key. */
    async as(role: KeyRow["role"], party: string | null = null) {
      const { text } = await services.keys.add({ role, party, label: "test", expiresAt: Date.now() + 60_000 });
      return { authorization: `Bearer ${text}` };
    },
    async stop() {
      abort.abort();
      await running;
      await app.close();
      await gateway.close();
      await anvil.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** What {@link startTestGateway} gives. */
export type TestGateway = Awaited<ReturnType<typeof startTestGateway>>;
