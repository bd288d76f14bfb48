import { stat } from "node:fs/promises";
import { join } from "node:path";
import { NodeError } from "../errors.ts";
import type { Log } from "../log.ts";
import { createAppender } from "./appender.ts";
import type { Appender } from "./appender.ts";
import { writeWhole } from "./files.ts";
import { encodeRecord } from "./records.ts";
import { DamagedRecord, scanRecords } from "./scan.ts";

/** A transaction as the queue keeps it; sender and nonce are kept so that a restart recovers no signature again. */
export interface QueuedTransaction {
  hash: string;
  /** Sender, 0x and 40 lower-case hex digits. */
  from: string;
  nonce: number;
  raw: Buffer;
}

/** The transactions that were acknowledged and are not yet in a block, on disk. */
export interface QueueFile {
  /** Resolves when the transaction is on disk. */
  add(transaction: QueuedTransaction): Promise<void>;
  /** Writes down that a transaction was given up, and why. */
  drop(hash: string, reason: string): Promise<void>;
  /** Size in bytes. */
  size(): number;
  /** Replaces the file by one that holds `keep` only. Additions meanwhile wait. */
  compact(keep: () => readonly QueuedTransaction[]): Promise<void>;
  close(): Promise<void>;
}

const ADD = 1;
const DROP = 2;
const FIXED = 1 + 32 + 20 + 6;

function encodeAdd({ hash, from, nonce, raw }: QueuedTransaction): Buffer {
  const bytes = Buffer.allocUnsafe(FIXED + raw.length);
  bytes[0] = ADD;
  bytes.write(hash.slice(2), 1, 32, "hex");
  bytes.write(from.slice(2), 33, 20, "hex");
  bytes.writeUIntBE(nonce, 53, 6);
  bytes.set(raw, FIXED);
  return bytes;
}

function decodeAdd(payload: Buffer): QueuedTransaction {
  return {
    hash: `0x${payload.toString("hex", 1, 33)}`,
    from: `0x${payload.toString("hex", 33, 53)}`,
    nonce: payload.readUIntBE(53, 6),
    raw: Buffer.from(payload.subarray(FIXED)),
  };
}

/**
 * Opens the queue and returns what it holds, in order of arrival, without the given-up ones.
 * An unfinished last record was never acknowledged and is cut.
 * @throws NodeError NODE_QUEUE_CORRUPT
 */
export async function openQueueFile(
  dataDir: string,
  log: Log,
): Promise<{ file: QueueFile; transactions: QueuedTransaction[] }> {
  const path = join(dataDir, "queue.log");
  const found = new Map<string, QueuedTransaction>();
  if (!(await exists(path))) await writeWhole(path, []);
  const end = await scanQueue(path, (payload) => {
    if (payload[0] === DROP) {
      found.delete((JSON.parse(payload.toString("utf8", 1)) as { hash: string }).hash);
    } else {
      const transaction = decodeAdd(payload);
      found.set(transaction.hash, transaction);
    }
  });
  if (end.torn > 0) {
    log.warn(
      `The queue ended in an unfinished record of ${end.torn} bytes: it was cut; its transaction was never acknowledged.`,
    );
  }
  let appender: Appender = await createAppender(path, { offset: end.end, check: end.check });
  let switching: Promise<void> | undefined;

  async function append(payload: Buffer): Promise<void> {
    while (switching) await switching.catch(() => undefined);
    await appender.append(payload);
  }

  async function rewrite(keep: () => readonly QueuedTransaction[]): Promise<void> {
    await appender.close();
    let check = 0;
    let size = 0;
    const pieces: Buffer[] = [];
    for (const transaction of keep()) {
      const record = encodeRecord(encodeAdd(transaction), check);
      pieces.push(record.bytes);
      check = record.check;
      size += record.bytes.length;
    }
    try {
      await writeWhole(path, [Buffer.concat(pieces)]);
    } catch (error) {
      appender = await createAppender(path, appender.position());
      throw error;
    }
    appender = await createAppender(path, { offset: size, check });
  }

  return {
    transactions: [...found.values()],
    file: {
      add: (transaction) => append(encodeAdd(transaction)),
      drop: (hash, reason) =>
        append(Buffer.concat([Buffer.from([DROP]), Buffer.from(JSON.stringify({ hash, reason }))])),
      size: () => appender.position().offset,
      async compact(keep) {
        while (switching) await switching.catch(() => undefined);
        switching = rewrite(keep).finally(() => (switching = undefined));
        await switching;
      },
      async close() {
        while (switching) await switching.catch(() => undefined);
        await appender.close();
      },
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function scanQueue(path: string, visit: (payload: Buffer) => void) {
  try {
    return await scanRecords(path, ({ payload }) => visit(payload));
  } catch (error) {
    if (!(error instanceof DamagedRecord)) throw error;
    throw new NodeError(
      "NODE_QUEUE_CORRUPT",
      `The queue ${path} is damaged at byte ${error.offset}: ${error.message}. Acknowledged transactions may stand behind ` +
        `the damage, so the node does not start. Put back a copy of this data folder from before the damage, or, if their ` +
        `senders still hold their signed transactions and will send them again, move the file away.`,
      error,
    );
  }
}
