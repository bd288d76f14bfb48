import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { readDeployment } from "../deployment.ts";
import { createRpc } from "../chain/rpc.ts";
import { createFetcher } from "../index/fetch.ts";
import { identify } from "../index/identity.ts";
import { createSync } from "../index/sync.ts";
import { folders, type Domain, type Log } from "../open.ts";
import { openLedgerStore } from "../store/ledger.ts";
import { StoreError } from "../store/level.ts";

/**
 * Builds the index anew from the chain's logs and headers, up to the head of now. Home records are not touched. Works
 * on a damaged index too: its folder is removed once nobody else is seen to use it.
 * @returns the last block indexed
 */
export async function rebuild(config: Config, domain: Domain, log: Log): Promise<number | undefined> {
  const folder = join(config.DATA_DIR, folders.index);
  const deployment = await readDeployment(config.DEPLOYMENT);
  const rpc = createRpc({ urls: config.RPC_URL.split(",") });
  const identity = await identify(rpc, deployment, domain.schema);
  const store = await openOrRemove(folder, config.UNDO_DEPTH);
  try {
    await store.reset(identity);
    const projection = domain.projection(deployment);
    const { addresses = deployment.addresses } = projection;
    const fetcher = createFetcher({ rpc, addresses, widest: config.LOG_RANGE });
    const { UNDO_DEPTH: undoDepth, POLL_MS: pollMs } = config;
    const sync = createSync({ fetcher, store, projection, startBlock: deployment.startBlock, undoDepth, pollMs, log });
    await sync.catchUp(new AbortController().signal);
    log.info({ block: store.cursor?.number }, "the index is built");
    return store.cursor?.number;
  } finally {
    await store.close();
  }
}

async function openOrRemove(folder: string, undoDepth: number) {
  try {
    return await openLedgerStore({ folder, undoDepth });
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== "STORE_DAMAGED") throw error;
    await rm(folder, { recursive: true, force: true });
    return openLedgerStore({ folder, undoDepth });
  }
}
