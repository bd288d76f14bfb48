import { createSnapshots } from "./disk/snapshots.ts";
import { lockFolder } from "./disk/lock.ts";
import { openJournal } from "./disk/journal.ts";
import type { Journal } from "./disk/journal.ts";
import { FORMAT, settleMeta } from "./disk/meta.ts";
import type { ChainMeta } from "./disk/meta.ts";
import { openQueueFile } from "./disk/queue-file.ts";
import type { QueueFile } from "./disk/queue-file.ts";
import { openChain } from "./engine/chain.ts";
import type { Chain } from "./engine/chain.ts";
import type { Head } from "./engine/restore.ts";
import { EngineDown } from "./errors.ts";
import { stderrLog } from "./log.ts";
import type { Log } from "./log.ts";
import { createIntake } from "./queue/intake.ts";
import type { Intake } from "./queue/intake.ts";
import { createNonces } from "./queue/nonces.ts";
import { createPool } from "./queue/pool.ts";
import { createMethods } from "./rpc/methods.ts";
import type { CallMethod } from "./rpc/methods.ts";
import { startRpcServer } from "./rpc/server.ts";
import { createSealer } from "./sealer.ts";
import type { Mode, Sealer } from "./sealer.ts";
import { createSnapshotter } from "./snapshotter.ts";

/** How an embedded node is started. */
export interface EmbeddedNodeOptions {
  /** Folder that holds the ledger; made when missing. */
  dataDir: string;
  /** Port of the public JSON-RPC; 0 takes a free one. */
  rpcPort: number;
  host?: string;
  chainId: number;
  /** Time of block 0 in seconds since 1970. */
  genesisTime: number;
  log?: Log;
  /** Milliseconds since 1970. */
  clock?: () => number;
  /** "manual" leaves the making of blocks to `seal` and `setStoryTime`, until `setMode("auto")`. */
  mode?: Mode;
  /** Least time between two blocks in seconds. */
  blockSeconds?: number;
  /** Time after which a block is made even without transactions, so that the chain's time moves. */
  idleSeconds?: number;
  blockGasLimit?: number;
  /** How long a read waits for an engine that is being started, in milliseconds. */
  patienceMs?: number;
  /** Least milliseconds of replay that are worth a snapshot. */
  snapshotMs?: number;
  /** How far ahead of the next nonce a transaction may be that waits for a gap to be filled. */
  maxAhead?: number;
  /** Transactions that may wait in all. */
  maxQueued?: number;
}

/** A running embedded node. */
export interface EmbeddedNode {
  /** The public JSON-RPC. */
  readonly url: string;
  readonly port: number;
  readonly head: Head;
  readonly enginePid: number;
  /** Transactions that wait. */
  readonly queued: number;
  /** Manual mode: makes a block now. @throws NodeError NODE_TIME_NOT_LATER */
  seal: Sealer["seal"];
  setMode: Sealer["setMode"];
  setStoryTime: Sealer["setStoryTime"];
  /** Finishes the block under way, writes a snapshot and closes everything. */
  stop(): Promise<void>;
}

/** The hard fork whose rules hold in every block. */
const HARDFORK = "prague";

/**
 * Starts a ledger on this machine: an EVM engine behind a write-ahead journal.
 * @throws NodeError with a code and a sentence for everything that can be wrong with folder, port or engine
 */
export async function createEmbeddedNode(options: EmbeddedNodeOptions): Promise<EmbeddedNode> {
  const { dataDir, rpcPort, host = "127.0.0.1", chainId, genesisTime, log = stderrLog, clock = Date.now } = options;
  const { mode = "auto", blockSeconds = 1, idleSeconds = 15, blockGasLimit = 200_000_000 } = options;
  const { patienceMs = 10_000, snapshotMs = 2_000, maxAhead = 1_024, maxQueued = 100_000 } = options;
  const undo: (() => unknown)[] = [];
  try {
    const lock = await lockFolder(dataDir);
    undo.push(() => lock.release());
    const wanted: ChainMeta = { format: FORMAT, chainId, genesisTime, blockGasLimit, hardfork: HARDFORK };
    const { meta } = await settleMeta(dataDir, wanted);

    // The port first: that it is busy should be said before a long replay, not after it.
    let methods: CallMethod | undefined;
    let start = () => {};
    const started = new Promise<void>((resolve) => (start = resolve));
    const server = await startRpcServer(host, rpcPort, async (method, params, id) => {
      if (!methods) await Promise.race([started, new Promise((go) => setTimeout(go, patienceMs))]);
      if (!methods) throw new EngineDown("starting");
      return methods(method, params, id);
    });
    undo.push(() => server.close(), start);
    const journal: Journal = await openJournal(dataDir, { chainId }, log);
    undo.push(() => journal.close());
    const { file, transactions }: { file: QueueFile; transactions: Parameters<Intake["restore"]>[0] } =
      await openQueueFile(dataDir, log);
    undo.push(() => file.close());

    const snapshots = createSnapshots(dataDir, log);
    const pool = createPool({ total: maxQueued, ahead: maxAhead });
    let intake: Intake | undefined;
    let sealer: Sealer | undefined;
    const onBlock: Parameters<typeof openChain>[0]["onBlock"] = (plan, sealed) => intake?.onBlock(plan, sealed);
    const chain: Chain = await openChain({ dataDir, meta, journal, snapshots, log, onBlock });
    undo.push(() => chain.close());
    const nonces = createNonces(async (from) =>
      Number(await chain.call<string>("eth_getTransactionCount", from, "latest")),
    );
    const balanceOf = async (from: string) => BigInt(await chain.call<string>("eth_getBalance", from, "latest"));
    const onReady = () => sealer?.wake();
    intake = createIntake({ chainId, blockGasLimit, pool, nonces, file, balanceOf, log, onReady });
    await intake.restore(transactions);
    const snapshotter = createSnapshotter({ chain, leastMs: snapshotMs, log });
    const timing = { clock, mode, blockGasLimit, blockSeconds, idleSeconds, onPause: snapshotter.onPause };
    sealer = createSealer({ chain, pool, nonces, intake, log, ...timing });
    const running = sealer;
    if (pool.size > 0) running.wake();
    methods = createMethods({ chainId, chain, pool, nonces, intake, sealer, patienceMs });
    start();

    let stopping: Promise<void> | undefined;
    async function stop(): Promise<void> {
      await server.close();
      await running.stop();
      await snapshotter.last();
      await chain.close();
      await journal.close();
      await file.close();
      lock.release();
    }
    return {
      url: server.url,
      port: server.port,
      get head() {
        return chain.head;
      },
      get enginePid() {
        return chain.enginePid;
      },
      get queued() {
        return pool.size;
      },
      seal: running.seal,
      setMode: running.setMode,
      setStoryTime: running.setStoryTime,
      stop: () => (stopping ??= stop()),
    };
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}
