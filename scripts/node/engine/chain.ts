import type { BlockPlan, SealedBlock } from "../disk/blocks.ts";
import type { Journal } from "../disk/journal.ts";
import type { ChainMeta } from "../disk/meta.ts";
import type { Snapshots } from "../disk/snapshots.ts";
import { EngineDown, NodeError, RpcError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { EngineClient } from "./client.ts";
import { clearPool, EngineDeviation, mine, offer } from "./execute.ts";
import { endOrphan } from "./orphan.ts";
import type { EngineProcess } from "./process.ts";
import { createReaders } from "./readers.ts";
import type { Readers } from "./readers.ts";
import { startAtJournalEnd } from "./replay.ts";
import type { Head } from "./restore.ts";
import { within } from "./within.ts";

const RESTARTS = 5;

/** The chain: an engine that always stands at the journal's last block, started again whenever it dies. */
export interface Chain {
  /** Last block; block 0 is the genesis. */
  readonly head: Head;
  /** Process id of the engine that runs now. */
  readonly enginePid: number;
  /** What the engine calls itself. */
  readonly engineVersion: string;
  /** Milliseconds that executing the blocks since the last snapshot took: about what a replay would take. */
  readonly replayMs: number;
  /** Resolves when the engine is up, at once as a rule. @throws NodeError when it cannot be brought up */
  ready(): Promise<void>;
  /** After an EngineDown: makes sure the old engine is gone and waits for the next one. */
  restarted(): Promise<void>;
  /** A read by the engine, tried again after a restart of the engine. The answer is JSON text. */
  read(method: string, params: readonly unknown[], id: unknown, patienceMs: number): Promise<string>;
  /** A read's result. */
  call<T>(method: string, ...params: unknown[]): Promise<T>;
  /** Offers transactions for the next block; the refused ones by index. The pool is empty again after a refusal. */
  offer(raws: readonly Buffer[]): Promise<Map<number, string>>;
  /**
   * Journals a block of exactly the offered transactions and executes it; `onBlock` says what came of it.
   * Once the block is in the journal it will be executed, if need be by an engine started again.
   */
  seal(plan: BlockPlan): Promise<void>;
  /** Writes a snapshot of the head. */
  snapshot(): Promise<void>;
  close(): Promise<void>;
}

/** What a chain is made of. */
export interface ChainOptions {
  dataDir: string;
  meta: ChainMeta;
  journal: Journal;
  snapshots: Snapshots;
  log: Log;
  /** Called once for every block of this run, in order: those sealed and those found in the journal after a crash. */
  onBlock: (plan: BlockPlan, sealed: SealedBlock) => void;
}

/** Starts the engine and brings it to the journal's last block. @throws NodeError NODE_REPLAY_MISMATCH, … */
export async function openChain({ dataDir, meta, journal, snapshots, log, onBlock }: ChainOptions): Promise<Chain> {
  let engine: EngineProcess | undefined;
  let readers: Readers | undefined;
  let head: Head = { number: -1, hash: "", time: meta.genesisTime };
  let replayMs = 0;
  let version = "";
  let closing = false;
  let opening: Promise<void> | undefined;
  let failed: NodeError | undefined;

  /** Takes over what a block's execution gave; `known` is what the journal says about an earlier execution. */
  function settle(plan: BlockPlan, sealed: SealedBlock, known: SealedBlock | undefined): void {
    if (known && known.hash !== sealed.hash) {
      throw new EngineDeviation(`block ${plan.number} came out as ${sealed.hash}, recorded was ${known.hash}`);
    }
    if (!known && plan.number === journal.last) {
      // Not waited for: should it be missing later, the next block's parent hash says the same.
      journal.appendSealed(sealed).catch((error: unknown) => log.warn((error as Error).message));
    }
    if (plan.number <= head.number) return;
    head = { number: plan.number, hash: sealed.hash, time: plan.time };
    if (version) onBlock(plan, sealed);
  }

  async function open(): Promise<void> {
    replayMs = 0;
    const { engine: fresh, ms } = await startAtJournalEnd({ dataDir, meta, journal, snapshots, log, settle, onStart });
    replayMs = ms;
    adopt(fresh, await fresh.control.call<string>("web3_clientVersion"));
  }

  function onStart(start: Head): void {
    if (start.number > head.number) head = start;
  }

  function adopt(fresh: EngineProcess, name: string): void {
    engine = fresh;
    version = name;
    readers = createReaders(fresh.port);
    void fresh.ended.then((reason) => {
      readers?.close();
      if (closing || engine !== fresh) return;
      engine = undefined;
      log.warn(`The engine stopped (${reason}); it is started again at block ${journal.last}.`);
      opening = reopen();
      opening.catch(() => undefined);
    });
  }

  async function reopen(): Promise<void> {
    const started = performance.now();
    for (let attempt = 1; ; attempt++) {
      try {
        await open();
        opening = undefined;
        log.info(`The engine is back at block ${head.number} after ${Math.round(performance.now() - started)} ms.`);
        return;
      } catch (error) {
        if (closing) throw new NodeError("NODE_STOPPED", "The node is stopping.");
        const again = error instanceof EngineDown || (error as NodeError).code === "NODE_ENGINE_FAILED";
        if (again && attempt < RESTARTS) continue;
        failed =
          error instanceof NodeError
            ? error
            : new NodeError("NODE_ENGINE_FAILED", `The engine cannot be started again: ${String(error)}.`, error);
        log.error(failed.message);
        throw failed;
      }
    }
  }

  async function ready(): Promise<void> {
    while (!engine) {
      if (failed) throw failed;
      if (closing) throw new NodeError("NODE_STOPPED", "The node is stopping.");
      await opening;
    }
  }

  async function restarted(): Promise<void> {
    await engine?.kill();
    await ready();
  }

  async function read(method: string, params: readonly unknown[], id: unknown, patienceMs: number): Promise<string> {
    for (const until = Date.now() + patienceMs; ;) {
      const left = until - Date.now();
      if (!engine && !(await within(ready(), left))) throw new EngineDown("the engine is starting");
      try {
        if (!readers) throw new EngineDown("the engine is starting");
        return await readers.quietest().raw(method, params, id);
      } catch (error) {
        if (!(error instanceof EngineDown) || left <= 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  }

  /** The control connection of the engine, up to its death. */
  async function control(): Promise<EngineClient> {
    await ready();
    if (!engine) throw new EngineDown("the engine stopped");
    return engine.control;
  }

  await endOrphan(dataDir, log);
  for (let attempt = 1; ; attempt++) {
    try {
      await open();
      break;
    } catch (error) {
      if (!(error instanceof EngineDown) || attempt === RESTARTS) throw error;
    }
  }

  return {
    get head() {
      return head;
    },
    get enginePid() {
      return engine?.pid ?? -1;
    },
    get engineVersion() {
      return version;
    },
    get replayMs() {
      return replayMs;
    },
    ready,
    restarted,
    read,
    async call<T>(method: string, ...params: unknown[]): Promise<T> {
      const answer = JSON.parse(await read(method, params, 1, 10_000)) as {
        result: T;
        error?: { code: number; message: string };
      };
      if (answer.error) throw new RpcError(answer.error.code, answer.error.message);
      return answer.result;
    },
    async offer(raws) {
      const client = await control();
      const refused = await offer(client, raws);
      if (refused.size > 0) await clearPool(client);
      return refused;
    },
    async seal(plan) {
      const client = await control();
      try {
        await journal.appendBlock(plan);
      } catch (error) {
        await clearPool(client);
        throw error;
      }
      const started = performance.now();
      try {
        settle(plan, await mine(client, plan), undefined);
        replayMs += performance.now() - started;
        return;
      } catch (error) {
        if (!(error instanceof EngineDown || error instanceof EngineDeviation)) throw error;
        log.warn(`Block ${plan.number} is in the journal but not executed (${error.message}).`);
      }
      await restarted();
      if (head.number < plan.number) throw new EngineDown(`block ${plan.number} waits for the engine`);
    },
    async snapshot() {
      const client = await control();
      const journalAt = journal.position();
      const at = head;
      const hex = await client.call<string>("anvil_dumpState");
      replayMs = 0;
      await snapshots.save({ ...at, journal: journalAt, state: Buffer.from(hex.slice(2), "hex") });
    },
    async close() {
      closing = true;
      await opening?.catch(() => undefined);
      await engine?.kill();
      engine = undefined;
    },
  };
}
