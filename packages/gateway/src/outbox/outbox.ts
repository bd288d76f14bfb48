import { randomBytes } from "node:crypto";
import { createAlarm, createBackoff, pause } from "../chain/wait.ts";
import type { Rpc } from "../chain/rpc.ts";
import { fault } from "../errors.ts";
import type { HomeStore, HomeWrite } from "../store/home.ts";
import { createFollower, type FollowRules } from "./follow.ts";
import type { Idempotency, RequestId } from "./idempotency.ts";
import * as op from "./operation.ts";
import { parseRaw, type ParsedRaw, type RawRules } from "./parse.ts";
import { loadQueue, type OpenEntry } from "./queue.ts";
import { createExplainer, type DecodeRevert } from "./revert.ts";

/** Takes signed transactions, keeps them on disk, and sends them until they are final or dead. */
export interface Outbox {
  /**
   * Takes a raw signed transaction. When it returns, the transaction is on disk and will be sent, whatever happens to
   * this process. The same transaction handed in again is the same operation.
   * @throws LedgerError those of {@link parseRaw}, IDEMPOTENCY_KEY_REUSED, NONCE_TAKEN, OVERLOADED, what `check` throws
   */
  accept(raw: string, options: AcceptOptions): Promise<{ operation: op.Operation; repeated: boolean }>;
  /** Takes a transaction that the gateway signed itself; `extra` is written in the same batch. */
  take(parsed: ParsedRaw, kind: op.Operation["kind"], client: string | null, extra: Extra): Promise<op.Operation>;
  get(id: string): op.Operation | undefined;
  byHash(hash: string): op.Operation | undefined;
  /** The operation once it reached one of the states (or finished), or as it is when the time is over. */
  wait(id: string, states: readonly op.OperationState[], ms: number, signal?: AbortSignal): Promise<op.Operation>;
  onChange(listener: (operation: op.Operation) => void): () => void;
  /** Sends and follows until aborted. */
  run(signal: AbortSignal): Promise<void>;
  /** Unfinished operations. */
  readonly open: number;
}

/** What else to write in the same batch as an operation. */
export type Extra = (operation: op.Operation) => HomeWrite[];

/** Who hands a transaction in. */
export interface AcceptOptions {
  readonly client: string | null;
  /** The request id, which is the sender's own: whoever signed has it to himself, behind whatever address he is. */
  readonly request?: RequestId;
  /** Called with a transaction that is new; may refuse it by throwing. */
  readonly check?: (parsed: ParsedRaw) => Promise<void>;
}

/** What the outbox works with. */
export interface OutboxOptions {
  readonly home: HomeStore;
  readonly rpc: Rpc;
  readonly idempotency: Idempotency;
  readonly rules: RawRules & FollowRules;
  readonly decodeRevert: DecodeRevert;
  readonly pollMs: number;
  /** Most unfinished operations of clients without an API key; beyond, they are told OVERLOADED. */
  readonly maxOpenPublic: number;
  readonly log: { warn(fields: object, text: string): void };
  readonly now?: () => number;
}

/** Creates the outbox and loads what an earlier process left unfinished. */
export async function createOutbox(options: OutboxOptions): Promise<Outbox> {
  const { home, rpc, idempotency, rules, pollMs, maxOpenPublic, log, now = Date.now } = options;
  const queue = await loadQueue(home);
  const listeners = new Set<(operation: op.Operation) => void>();
  const accepting = new Map<string, Promise<op.Operation>>();
  const alarm = createAlarm();
  /** Operations of the public that are being written, not yet in the queue. */
  let writingPublic = 0;

  const change = async (entry: OpenEntry, changed: op.Operation) => {
    const operation = { ...changed, updatedAt: now() };
    await home.note(op.writesOfChange(operation));
    queue.update(entry, operation);
    for (const listener of listeners) listener(operation);
  };
  const explain = createExplainer(rpc, options.decodeRevert);
  const follower = createFollower({ rpc, queue, rules, change, explain, now });

  const get = (id: string) => home.get(op.operationTable, id);
  const byHash = (hash: string) => {
    const id = home.get(op.operationByHash, hash);
    return id === undefined ? undefined : get(id);
  };

  const write = async (parsed: ParsedRaw, kind: op.Operation["kind"], client: string | null, extra: Extra) => {
    const holder = home.get(op.operationByNonce, op.nonceKey(parsed.from, parsed.nonce));
    if (holder !== undefined) {
      const message = `Nonce ${parsed.nonce} of ${parsed.from} belongs to operation ${holder}.`;
      throw fault("NONCE_TAKEN", message, { operation: holder, nonce: parsed.nonce });
    }
    const isPublic = client === null;
    if (isPublic && queue.publicSize + writingPublic >= maxOpenPublic) {
      throw fault("OVERLOADED", "Too many operations of clients without an API key are unfinished.");
    }
    const at = now();
    const id = newId(at);
    const operation: op.Operation = { ...parsed, id, kind, state: "accepted", client, acceptedAt: at, updatedAt: at };
    if (isPublic) writingPublic++;
    try {
      await home.commit([...op.writesOfNew(operation), ...extra(operation)]);
      queue.add(operation);
    } finally {
      if (isPublic) writingPublic--;
    }
    alarm.ring();
    return operation;
  };

  /** At most one acceptance per sender and nonce at a time; a second waits for the first and is then compared to it. */
  const take: Outbox["take"] = async (parsed, kind, client, extra) => {
    const place = op.nonceKey(parsed.from, parsed.nonce);
    for (let other = accepting.get(place); other !== undefined; other = accepting.get(place)) {
      await other.catch(() => undefined);
    }
    const known = byHash(parsed.hash);
    if (known !== undefined) {
      const writes = extra(known);
      if (writes.length > 0) await home.commit(writes);
      return known;
    }
    const writing = write(parsed, kind, client, extra).finally(() => accepting.delete(place));
    accepting.set(place, writing);
    return writing;
  };

  return {
    get,
    byHash,
    take,
    get open() {
      return queue.size;
    },

    async accept(raw, { client, request, check }) {
      const parsed = parseRaw(raw, rules);
      const scope = request && { ...request, client: parsed.from };
      let taken: op.Operation | undefined;
      let known = false;
      const { result, repeated } = await idempotency.once(scope, async (remember) => {
        const first = byHash(parsed.hash);
        known = first !== undefined;
        if (!known) await check?.(parsed);
        taken = await take(parsed, "raw", client, ({ id }) => remember(id));
        return taken.id;
      });
      return { operation: taken ?? get(result)!, repeated: repeated || known };
    },

    wait(id, states, ms, signal) {
      const start = get(id);
      if (start === undefined) return Promise.reject(fault("OPERATION_NOT_FOUND"));
      const reached = (operation: op.Operation) => states.includes(operation.state) || op.isFinished(operation);
      if (reached(start) || ms <= 0) return Promise.resolve(start);
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          listeners.delete(listener);
          signal?.removeEventListener("abort", end);
          resolve(get(id)!);
        };
        const listener = (operation: op.Operation) => {
          if (operation.id === id && reached(operation)) end();
        };
        const timer = setTimeout(end, ms);
        listeners.add(listener);
        signal?.addEventListener("abort", end);
      });
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async run(signal) {
      const backoff = createBackoff(250, 10_000);
      let followAt = 0;
      while (!signal.aborted) {
        try {
          if (queue.size > 0) await follower.send();
          if (queue.size > 0 && now() >= followAt) {
            await follower.follow();
            followAt = now() + pollMs;
          }
          backoff.reset();
          await alarm.wait(pollMs, signal);
        } catch (err) {
          if (signal.aborted) return;
          log.warn({ err }, "cannot reach the node; operations stay in the outbox");
          await pause(backoff.next(), signal);
        }
      }
    },
  };
}

/** A new operation id: 12 digits of time, so that ids sort by age, and 20 random ones. */
export function newId(at: number): string {
  return at.toString(16).padStart(12, "0") + randomBytes(10).toString("hex");
}
