import type { Act, Outcome } from "./teller.ts";

/** Tells acts of several strands of the story in the order of their times. */
export interface Schedule {
  readonly tell: (act: Act) => Promise<Outcome>;
  /** Runs strands side by side. Each awaits its own acts one after another. */
  together(strands: readonly (() => Promise<void>)[]): Promise<void>;
}

interface Waiting {
  readonly act: Act;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Acts of one moment have an order too: every run of the story is the same. */
const comesBefore = (a: Act, b: Act) => a.time < b.time || (a.time === b.time && a.id < b.id);

/**
 * Creates a schedule over a teller. An act is told once every strand that still runs waits with an act of its own:
 * then the earliest of them is next, whatever order the strands were written in or came to wait in.
 */
export function createSchedule(tellNow: (act: Act) => Promise<Outcome>): Schedule {
  let running = 0;
  let busy = false;
  const waiting: Waiting[] = [];

  const next = () => {
    if (busy || waiting.length === 0 || waiting.length < running) return;
    const earliest = waiting.reduce((a, b) => (comesBefore(b.act, a.act) ? b : a));
    waiting.splice(waiting.indexOf(earliest), 1);
    busy = true;
    tellNow(earliest.act)
      .then(earliest.resolve, earliest.reject)
      .finally(() => {
        busy = false;
        // The strand that was answered goes on first; it may wait with its next act then.
        setImmediate(next);
      });
  };

  const tell = (act: Act) =>
    new Promise<Outcome>((resolve, reject) => {
      waiting.push({ act, resolve, reject });
      next();
    });

  return {
    tell: async (act) => (running === 0 ? tellNow(act) : tell(act)),
    async together(strands) {
      running = strands.length;
      const ended = () => {
        running -= 1;
        next();
      };
      try {
        await Promise.all(strands.map((strand) => strand().finally(ended)));
      } finally {
        running = 0;
      }
    },
  };
}
