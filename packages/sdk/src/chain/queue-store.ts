import { LedgerError } from "../errors/ledger-error.ts";

/** Where a queue keeps what it must not forget: any key-value store. A `put` must be durable when it returns. */
export type QueueStore = {
  get(key: string): Promise<string | undefined>;
  put(key: string, value: string): Promise<void>;
  /**
   * Puts several, in order, for stores to which one sync of many costs less than many. Durable when it returns; a crash
   * before may leave the first of them only.
   */
  putAll?(entries: readonly (readonly [key: string, value: string])[]): Promise<void>;
};

/** A signed transaction on record. */
export type QueueRecord = { readonly id: string; readonly hash: string; readonly raw: string };

/** Nonces of one key that are on their way: from `first`, and below `next`. */
export type QueueWindow = { readonly first: number; readonly next: number };

/** What is on record of one key on one chain. */
export type QueueJournal = {
  window(): Promise<QueueWindow | undefined>;
  /** The transaction of a nonce within what the window ever covered. */
  record(nonce: number): Promise<QueueRecord | undefined>;
  nonceOf(id: string): Promise<number | undefined>;
  /**
   * Puts a transaction on record, and the window that covers it after it: from that moment it counts.
   *
   * @param named true when the caller chose the request id and may ask for it again
   */
  putRecord(nonce: number, record: QueueRecord, named: boolean, window: QueueWindow): Promise<void>;
  /** Forgets the transaction of a nonce: no node took it. */
  dropRecord(nonce: number): Promise<void>;
  putWindow(window: QueueWindow): Promise<void>;
};

/**
 * The records of one key on one chain. The chain is named by its id and genesis, so that a chain that was started anew
 * does not inherit the nonces of the old one.
 *
 * @throws LedgerError STORE_FAILED from every method
 */
export function createQueueJournal(store: QueueStore, scope: string): QueueJournal {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw new LedgerError("STORE_FAILED", { cause, details: { scope } });
    }
  };
  const read = <T>(key: string) =>
    guarded(async () => {
      const text = await store.get(`${scope}/${key}`);
      return text ? ((JSON.parse(text) as T | null) ?? undefined) : undefined;
    });
  const write = (key: string, value: unknown) => guarded(() => store.put(`${scope}/${key}`, JSON.stringify(value)));
  const writeAll = (entries: readonly (readonly [key: string, value: unknown])[]) =>
    guarded(async () => {
      const texts = entries.map(([key, value]) => [`${scope}/${key}`, JSON.stringify(value)] as const);
      if (store.putAll) return store.putAll(texts);
      for (const [key, text] of texts) await store.put(key, text);
    });

  return {
    window: () => read<QueueWindow>("window"),
    record: (nonce) => read<QueueRecord>(`transaction/${nonce}`),
    nonceOf: (id) => read<number>(`request/${id}`),
    putRecord: (nonce, record, named, window) =>
      writeAll([
        [`transaction/${nonce}`, record],
        ...(named ? [[`request/${record.id}`, nonce] as const] : []),
        ["window", window],
      ]),
    dropRecord: (nonce) => write(`transaction/${nonce}`, null),
    putWindow: (window) => write("window", window),
  };
}
