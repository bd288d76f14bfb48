import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { createApp } from "../app.ts";
import { readConfig } from "../config.ts";
import { readDeployment } from "../deployment.ts";
import { domain } from "../domain.ts";
import { openGateway } from "../open.ts";
import type { BlockWork } from "../store/ledger.ts";
import { contractAbis } from "../ledger/abi.ts";
import { createSyntheticLedger } from "./synthetic-ledger.ts";

/** A gateway whose index is filled with made-up blocks and which follows no node. */
export async function openSyntheticGateway() {
  const folder = await mkdtemp(join(tmpdir(), "synthetic-"));
  const file = join(folder, "deployment.json");
  const contracts = Object.fromEntries(
    Object.keys(contractAbis).map((name, i) => [name, { address: `0x${String(i + 1).repeat(40)}`, block: 1 }]),
  );
  await writeFile(file, JSON.stringify({ chainId: 1, contracts }));
  const config = readConfig({
    DATA_DIR: folder,
    DEPLOYMENT: file,
    RPC_URL: "http://127.0.0.1:9",
    PORT: "0",
    LOG_LEVEL: "silent",
    RATE_PER_MINUTE: "0",
    MAX_DELAY_MS: "0",
  });
  const log = pino({ level: config.LOG_LEVEL });
  const deployment = await readDeployment(file);
  const signal = new AbortController().signal;
  const gateway = await openGateway({ config, deployment, domain, log, signal });
  const { store } = gateway.services;
  await store.reset({ chainId: "1", genesisHash: "0x", deployment: "made up", schema: domain.schema });
  const app = await createApp(gateway.services, log);
  await app.ready();
  return {
    app,
    ledger: createSyntheticLedger(domain.projection(deployment), deployment.contracts["AssetRegistry"]),
    /** Writes blocks into the index as the engine writes old ones, which cannot be undone any more. */
    read: (works: readonly BlockWork[]) => store.applyFinal(works),
    /** Writes a block into the index as the engine writes the newest. */
    follow: (work: BlockWork) => store.apply(work),
    async stop() {
      await app.close();
      await gateway.close();
      await rm(folder, { recursive: true });
    },
  };
}
