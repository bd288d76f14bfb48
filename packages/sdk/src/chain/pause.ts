import { LedgerError } from "../errors/ledger-error.ts";

/**
 * Waits some milliseconds.
 *
 * @throws LedgerError ABORTED as soon as the signal says so
 */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(new LedgerError("ABORTED", { cause: signal?.reason }));
    };
    if (signal?.aborted) return reject(new LedgerError("ABORTED", { cause: signal.reason }));
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", abort, { once: true });
  });
}
