import { isFinished, openOperations, operationTable, type Operation } from "./operation.ts";
import type { HomeStore } from "../store/home.ts";

/** An unfinished operation with what is known of it in this process only. */
export interface OpenEntry {
  operation: Operation;
  /** When it may be sent again, milliseconds since 1970. */
  sendAt: number;
  attempts: number;
  /** Head at which its nonce was first seen finalised without it. */
  missingSince?: number;
}

/** The unfinished operations, by sender in the order of their nonces. */
export interface OpenQueue {
  add(operation: Operation): void;
  /** Replaces an operation by its new state, or drops it when finished. */
  update(entry: OpenEntry, operation: Operation): void;
  senders(): string[];
  of(sender: string): OpenEntry[];
  readonly size: number;
  /** How many of them clients without an API key handed in. */
  readonly publicSize: number;
}

/** Creates the queue; operations left unfinished by an earlier process are loaded first. */
export async function loadQueue(home: HomeStore): Promise<OpenQueue> {
  const bySender = new Map<string, OpenEntry[]>();
  let size = 0;
  let publicSize = 0;

  const add = (operation: Operation) => {
    const entries = bySender.get(operation.from) ?? [];
    bySender.set(operation.from, entries);
    const entry: OpenEntry = { operation, sendAt: 0, attempts: 0 };
    // Nonces nearly always come in order.
    let at = entries.length;
    while (at > 0 && entries[at - 1]!.operation.nonce > operation.nonce) at--;
    entries.splice(at, 0, entry);
    size++;
    if (operation.client === null) publicSize++;
  };

  for (const { row: id } of await home.list(openOperations)) {
    const operation = home.get(operationTable, id);
    if (operation !== undefined && !isFinished(operation)) add(operation);
  }

  return {
    add,
    update(entry, operation) {
      entry.operation = operation;
      if (!isFinished(operation)) return;
      const entries = bySender.get(operation.from)!;
      const at = entries.indexOf(entry);
      if (at < 0) return;
      entries.splice(at, 1);
      size--;
      if (operation.client === null) publicSize--;
      if (entries.length === 0) bySender.delete(operation.from);
    },
    senders: () => [...bySender.keys()],
    of: (sender) => [...(bySender.get(sender) ?? [])],
    get size() {
      return size;
    },
    get publicSize() {
      return publicSize;
    },
  };
}
