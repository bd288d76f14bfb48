import { setTimeout as delay } from "node:timers/promises";

/** Waits, or returns at once when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

/** Grows from `first` to `most` milliseconds with each failure, with a little randomness; `reset` after a success. */
export function createBackoff(first: number, most: number): { next(): number; reset(): void } {
  let step = first;
  return {
    next() {
      const ms = step * (0.75 + Math.random() / 2);
      step = Math.min(step * 2, most);
      return ms;
    },
    reset() {
      step = first;
    },
  };
}

/** A pause that somebody may cut short; a ring before the pause is not lost. */
export function createAlarm(): { wait(ms: number, signal: AbortSignal): Promise<void>; ring(): void } {
  let rung = false;
  let sleeper: AbortController | undefined;
  return {
    async wait(ms, signal) {
      if (!rung) {
        sleeper = new AbortController();
        const end = () => sleeper?.abort();
        signal.addEventListener("abort", end);
        await pause(ms, sleeper.signal);
        signal.removeEventListener("abort", end);
      }
      sleeper = undefined;
      rung = false;
    },
    ring() {
      rung = true;
      sleeper?.abort();
    },
  };
}
