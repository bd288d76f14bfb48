import { LedgerError } from "../errors/ledger-error.ts";

/** A number of places that are taken in the order of asking. */
export type Slots = {
  /** Waits for a place. Throws ABORTED when the caller gives up first, or the reason of `close`. */
  take(signal?: AbortSignal): Promise<void>;
  /** Gives a place back. */
  give(): void;
  /** Turns everybody away who waits or comes. */
  close(reason: LedgerError): void;
};

/** Makes a number of places; one place is a lock. */
export function createSlots(count: number): Slots {
  const waiting = new Set<{ readonly enter: () => void; readonly leave: (reason: LedgerError) => void }>();
  let free = count;
  let closed: LedgerError | undefined;

  return {
    async take(signal) {
      if (closed) throw closed;
      if (signal?.aborted) throw new LedgerError("ABORTED", { cause: signal.reason });
      if (free > 0) {
        free -= 1;
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const end = (settle: () => void) => {
          waiting.delete(entry);
          signal?.removeEventListener("abort", abort);
          settle();
        };
        const abort = () => end(() => reject(new LedgerError("ABORTED", { cause: signal?.reason })));
        const entry = { enter: () => end(resolve), leave: (reason: LedgerError) => end(() => reject(reason)) };
        waiting.add(entry);
        signal?.addEventListener("abort", abort, { once: true });
      });
    },
    give() {
      const [first] = waiting;
      if (first) first.enter();
      else free += 1;
    },
    close(reason) {
      closed = reason;
      for (const { leave } of [...waiting]) leave(reason);
    },
  };
}
