import { createAlarm, createBackoff, pause } from "../chain/wait.ts";
import { sentTable, transactionOrder, transactionTable } from "../index/rows.ts";
import type { Sync } from "../index/sync.ts";
import { key } from "../store/keys.ts";
import type { LedgerStore } from "../store/ledger.ts";
import type { Refusals } from "./refusals.ts";

/** How many blocks back a node may still have states; asking in vain is cheap. */
const reach = 128;
const atOnce = 50;
const list = "reverted";
const longestWaitMs = 60_000;

/** Looks at failed transactions as they appear, while nodes still have the state that tells why. Runs until aborted. */
export async function watchRefusals({ store, sync, refusals, log }: WatchOptions, signal: AbortSignal): Promise<void> {
  const alarm = createAlarm();
  const backoff = createBackoff(250, 10_000);
  let after = "";
  const off = store.onChange(({ kind, block }) => {
    // What was undone comes again, in another block.
    const last = block === undefined ? "" : transactionOrder(block.number, 0xffff_ffff);
    if (kind === "undone" && after > last) after = last;
    alarm.ring();
  });

  const step = async () => {
    const { head } = sync.status();
    const view = store.view();
    try {
      const from = transactionOrder(Math.max(0, (head ?? 0) - reach), 0);
      const start = after > from ? { after: key(list, after) } : { from: key(list, from) };
      const entries = await view.list(sentTable, { under: [list], ...start, limit: atOnce });
      if (entries.length === 0) return false;
      await refusals.of(
        view,
        entries.map(({ row }) => view.get(transactionTable, row)!),
      );
      after = entries.at(-1)!.key.slice(key(list, "").length);
      return entries.length === atOnce;
    } finally {
      view.release();
    }
  };

  try {
    while (!signal.aborted) {
      try {
        const more = await step();
        backoff.reset();
        if (!more && !signal.aborted) await alarm.wait(longestWaitMs, signal);
      } catch (error) {
        if (signal.aborted) return;
        log.warn({ err: error }, "cannot find out why transactions failed; trying again");
        await pause(backoff.next(), signal);
      }
    }
  } finally {
    off();
  }
}

/** What the watch works with. */
export interface WatchOptions {
  readonly store: LedgerStore;
  readonly sync: Sync;
  readonly refusals: Refusals;
  readonly log: { warn(fields: object, text: string): void };
}
