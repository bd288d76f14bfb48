import type { LedgerLog } from "../chain/logs.ts";

/** Joins readers of logs, each in order, into one in order; a log that several of them bring comes once. */
export async function* mergeLogs(
  readers: readonly AsyncIterator<LedgerLog, unknown>[],
): AsyncGenerator<LedgerLog, void> {
  const heads = await Promise.all(readers.map((reader) => reader.next()));
  for (;;) {
    const open = heads.flatMap((head) => (head.done ? [] : [head.value]));
    const next = open.reduce<LedgerLog | undefined>(
      (least, log) => (least && !before(log, least) ? least : log),
      undefined,
    );
    if (!next) return;
    yield next;
    await Promise.all(
      heads.map(async (head, i) => {
        const reader = readers[i];
        if (!head.done && reader && same(head.value, next)) heads[i] = await reader.next();
      }),
    );
  }
}

function before(a: LedgerLog, b: LedgerLog): boolean {
  return a.blockNumber === b.blockNumber ? a.logIndex < b.logIndex : a.blockNumber < b.blockNumber;
}

function same(a: LedgerLog, b: LedgerLog): boolean {
  return a.blockNumber === b.blockNumber && a.logIndex === b.logIndex;
}
