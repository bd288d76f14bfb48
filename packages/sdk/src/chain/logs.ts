import { LedgerError } from "../errors/ledger-error.ts";
import { toLedgerError } from "../errors/to-ledger-error.ts";
import { pause } from "./pause.ts";
import type { EngineProfile } from "./profile.ts";
import type { Rpc } from "./rpc.ts";

/** A log as the ledger's readers use it: numbers as numbers, hex in lower case as nodes give it. */
export type LedgerLog = {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly transactionHash: string;
  readonly transactionIndex: number;
  readonly logIndex: number;
};

/** All logs of a range of blocks, in order. */
export type LogRange = { readonly fromBlock: number; readonly toBlock: number; readonly logs: readonly LedgerLog[] };

/** Which logs to read. */
export type LogQuery = {
  readonly address?: string | readonly string[] | undefined;
  readonly topics?: readonly (string | readonly string[] | null)[] | undefined;
  readonly fromBlock: number;
  /** Last block, which the node must have. */
  readonly toBlock: number;
};

/** How to read them. */
export type LogOptions = {
  readonly rpc: Rpc;
  readonly profile: Pick<EngineProfile, "maxLogRange">;
  readonly signal?: AbortSignal | undefined;
};

const retries = 6;
/** Answers in a row after which a width that once failed is tried again. */
const forgetAfter = 16;

/**
 * Reads logs range by range. A range that the node finds too wide, too full or too slow is halved; ranges grow again
 * while answers come. Failures that may pass are tried again, with pauses.
 *
 * @throws LedgerError ABORTED; the node's error when one block is still too much, or after several tries
 */
export async function* readLogRanges(query: LogQuery, options: LogOptions): AsyncGenerator<LogRange, void> {
  const { rpc, profile, signal } = options;
  const width = createWidth(profile.maxLogRange);
  let failures = 0;
  for (let fromBlock = query.fromBlock; fromBlock <= query.toBlock;) {
    if (signal?.aborted) throw new LedgerError("ABORTED", { cause: signal.reason });
    const toBlock = Math.min(fromBlock + width.now() - 1, query.toBlock);
    const asked = toBlock - fromBlock + 1;
    let logs: readonly LedgerLog[];
    try {
      logs = await askLogs(rpc, query, fromBlock, toBlock);
    } catch (cause) {
      const error = toLedgerError(cause);
      if (tooMuch(error) && asked > 1) {
        width.refused(asked);
        continue;
      }
      if (!error.retryable || (failures += 1) > retries) throw error;
      await pause(Math.min(100 * 2 ** failures, 5_000), signal);
      continue;
    }
    failures = 0;
    width.answered(asked);
    yield { fromBlock, toBlock, logs };
    fromBlock = toBlock + 1;
  }
}

/** How many blocks to ask for: the node's limit is not known, and where logs are dense it is narrower than elsewhere. */
function createWidth(widest: number) {
  let width = widest;
  let good = 0;
  let bad = Number.POSITIVE_INFINITY;
  let answers = 0;
  return {
    now: () => width,
    refused(asked: number) {
      answers = 0;
      bad = asked;
      if (good >= asked) good = 0;
      width = Math.max(good, Math.floor(asked / 2));
    },
    answered(asked: number) {
      if (asked < width) return;
      good = width;
      answers += 1;
      if (answers % forgetAfter === 0) bad = Number.POSITIVE_INFINITY;
      if (bad === Number.POSITIVE_INFINITY) width = Math.min(width * 2, widest);
      // Between what was answered and what was refused, until the gain is not worth a refusal.
      else if (bad - width > bad / 8) width = Math.floor((width + bad) / 2);
    },
  };
}

/** The same logs one by one. */
export async function* readLogs(query: LogQuery, options: LogOptions): AsyncGenerator<LedgerLog, void> {
  for await (const { logs } of readLogRanges(query, options)) yield* logs;
}

function tooMuch({ code }: LedgerError): boolean {
  return ["LOG_RANGE_TOO_WIDE", "NODE_TIMEOUT", "BODY_TOO_LARGE"].includes(code);
}

async function askLogs(rpc: Rpc, { address, topics }: LogQuery, fromBlock: number, toBlock: number) {
  const filter = {
    ...(address !== undefined && { address }),
    ...(topics !== undefined && { topics }),
    fromBlock: `0x${fromBlock.toString(16)}`,
    toBlock: `0x${toBlock.toString(16)}`,
  };
  const answer = await rpc("eth_getLogs", [filter]);
  if (!Array.isArray(answer)) throw new LedgerError("RPC_ANSWER_MALFORMED", { details: { method: "eth_getLogs" } });
  const logs = answer.map(logOf);
  const outside = logs.find(({ blockNumber }) => !(blockNumber >= fromBlock && blockNumber <= toBlock));
  if (outside) throw new LedgerError("RPC_ANSWER_MALFORMED", { details: { method: "eth_getLogs", ...outside } });
  return logs.sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex);
}

function logOf(log: Record<string, unknown>): LedgerLog {
  return {
    address: log.address as string,
    topics: log.topics as readonly string[],
    data: log.data as string,
    blockNumber: Number(log.blockNumber),
    blockHash: log.blockHash as string,
    transactionHash: log.transactionHash as string,
    transactionIndex: Number(log.transactionIndex),
    logIndex: Number(log.logIndex),
  };
}
