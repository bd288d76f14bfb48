import { createRpc } from "../chain/rpc.ts";
import { createFetcher } from "../index/fetch.ts";
import { createSync, type Sync } from "../index/sync.ts";
import type { LedgerStore } from "../store/ledger.ts";
import { counting } from "./counting.ts";

/** An engine that counts the emitter's logs into a store. */
export function countingSync(store: LedgerStore, url: string, emitter: string, undoDepth = 16, widest = 500): Sync {
  const fetcher = createFetcher({ rpc: createRpc({ urls: [url] }), addresses: [emitter], widest });
  const log = { warn: () => undefined, info: () => undefined };
  return createSync({ fetcher, store, projection: counting, startBlock: 1, undoDepth, pollMs: 5, log });
}

/** Brings a store up to the node's head. */
export async function followInto(store: LedgerStore, url: string, emitter: string): Promise<void> {
  const identity = { chainId: "0", genesisHash: "0x", deployment: "d", schema: 1 };
  if (store.identity === undefined) await store.reset(identity);
  await countingSync(store, url, emitter).catchUp(new AbortController().signal);
}
