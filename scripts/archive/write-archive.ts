import { join } from "node:path";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { canonicalJson, createRpc, isLedgerError, type JsonValue, readBlockBytes, type Rpc } from "@data-voucher/sdk";
import {
  IAccessManager__factory,
  IAssetRegistry__factory,
  ICertificateToken__factory,
  ILedger__factory,
  IPublicRecords__factory,
  IRegistrationProfiles__factory,
  IWorkingCalendar__factory,
} from "@data-voucher/sdk/contracts";
import { ArchiveError } from "./archive-error.ts";
import { createLineWriter } from "./block-line.ts";
import { type ArchivedFile, type Checkpoint, checkpointFile, FORMAT, segmentFile, sumsFile } from "./checkpoint.ts";
import { openFolder } from "./folder.ts";
import { writeSafely } from "./safe-file.ts";
import type { Settings } from "./settings.ts";

/** How far a run has come. */
export interface Progress {
  readonly checkpoint: Checkpoint;
  /** SHA-256 of the checkpoint file: what to keep elsewhere, so that nobody cuts the end off. */
  readonly digest: string;
  /** The newest block of the ledger. */
  readonly head: number;
}

/** What a run tells. */
export interface Told {
  readonly onRemoved: (file: string) => void;
  readonly onCheckpoint: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

const interfaces = {
  Ledger: ILedger__factory.abi,
  AssetRegistry: IAssetRegistry__factory.abi,
  Certificates: ICertificateToken__factory.abi,
  PublicRecords: IPublicRecords__factory.abi,
  WorkingCalendar: IWorkingCalendar__factory.abi,
  RegistrationProfiles: IRegistrationProfiles__factory.abi,
  AccessManager: IAccessManager__factory.abi,
};

/**
 * Appends to an archive what the ledger has that it has not, segment by segment. Ended at any instant it leaves whole
 * segments with their checkpoints, and at most a part that no checkpoint vouches for, which the next run takes away.
 *
 * @returns how far the archive reaches; undefined when it was told to stop before its first checkpoint
 * @throws ArchiveError for another ledger or another history than the archive has
 */
export async function writeArchive(settings: Settings, told: Told): Promise<Progress | undefined> {
  const { out, deployment, segmentBlocks } = settings;
  const rpc = createRpc(settings.rpcUrl);
  const head = await reach(rpc, settings);
  const folder = await openFolder(out);
  try {
    for (const file of folder.removed) told.onRemoved(file);
    let { last } = folder;
    if (last !== undefined) await requireSameLedger(rpc, settings, last.checkpoint);
    const write = createLineWriter(deployment);
    let next = last === undefined ? 0 : last.checkpoint.to.number + 1;
    while (next <= head && !told.signal.aborted) {
      const to = Math.min(next + segmentBlocks - 1, head);
      const written = await writeSegment({ rpc, settings, write, next, to, last, signal: told.signal });
      if (written === undefined) break;
      last = written;
      told.onCheckpoint({ ...written, head });
      next = to + 1;
    }
    return last && { ...last, head };
  } finally {
    folder.close();
  }
}

/** The newest block; every engine that the ledger runs on finalises a block with its creation. */
async function reach(rpc: Rpc, { rpcUrl, deployment }: Settings): Promise<number> {
  try {
    const chainId = String(BigInt((await rpc("eth_chainId", [])) as string));
    if (chainId !== String(deployment.chainId)) {
      throw new ArchiveError(`${rpcUrl} serves the chain ${chainId}, the deployment is of ${deployment.chainId}.`);
    }
    return Number(await rpc("eth_blockNumber", []));
  } catch (cause) {
    if (!isLedgerError(cause, "NODE_UNREACHABLE")) throw cause;
    throw new ArchiveError(`No node answers at ${rpcUrl}. Start it, or correct --rpc-url.`, { cause });
  }
}

async function requireSameLedger(rpc: Rpc, { out, deployment }: Settings, { chainId, to }: Checkpoint): Promise<void> {
  if (chainId !== String(deployment.chainId)) {
    throw new ArchiveError(`The archive ${out} is of the chain ${chainId}, not of ${deployment.chainId}.`);
  }
  const found = (await rpc("eth_getBlockByNumber", [`0x${to.number.toString(16)}`, false])) as { hash: string } | null;
  if (found?.hash === to.hash) return;
  const here = found === null ? "has no such block" : `has ${found.hash} there`;
  throw new ArchiveError(
    `The archive ${out} ends with block ${to.number}, ${to.hash}; this ledger ${here}. It is another ledger: ` +
      "archive it into another folder.",
  );
}

interface Segment {
  readonly rpc: Rpc;
  readonly settings: Settings;
  readonly write: ReturnType<typeof createLineWriter>;
  readonly next: number;
  readonly to: number;
  readonly last: { readonly checkpoint: Checkpoint; readonly digest: string } | undefined;
  readonly signal: AbortSignal;
}

async function writeSegment({ rpc, settings, write, next, to, last, signal }: Segment) {
  const { out, deployment } = settings;
  const sequence = (last?.checkpoint.sequence ?? 0) + 1;
  const counts = { blocks: 0, receipts: 0, events: 0 };
  const ends: { number: number; hash: string }[] = [];
  async function* lines() {
    for (let number = next; number <= to; number++) {
      // A segment is whole or not at all.
      if (signal.aborted) throw signal.reason;
      const block = await readBlockBytes(rpc, number);
      const line = write(block);
      counts.blocks += 1;
      counts.receipts += line.receipts;
      counts.events += line.events;
      if (number === next || number === to) ends.push({ number, hash: block.hash });
      yield line.text;
    }
  }
  let segment: ArchivedFile;
  try {
    segment = await writeSafely(out, segmentFile(sequence), lines());
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
  const files = last === undefined ? await writeCompanions(settings) : [];
  const checkpoint: Checkpoint = {
    format: FORMAT,
    sequence,
    previous: last?.digest ?? null,
    chainId: String(deployment.chainId),
    contracts: contractsOf(settings),
    from: ends[0]!,
    to: ends.at(-1)!,
    counts,
    segment,
    files,
  };
  const text = `${canonicalJson(checkpoint as unknown as JsonValue)}\n`;
  const digest = createHash("sha256").update(text).digest("hex");
  const sums = [...files, segment, { file: checkpointFile(sequence), sha256: digest }];
  // The sums first: a checkpoint without them would never be found whole.
  await writeSafely(out, sumsFile(sequence), [sums.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join("")]);
  await writeSafely(out, checkpointFile(sequence), [text]);
  return { checkpoint, digest };
}

function contractsOf({ deployment }: Settings): Record<string, string> {
  const names = Object.keys(interfaces).filter((name) => deployment.contracts[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, deployment.contracts[name]!.address]));
}

/** What makes an archive understandable and checkable without this project: its format, its verifier, its interfaces. */
async function writeCompanions({ out }: Settings): Promise<ArchivedFile[]> {
  const own = async (file: string) => readFile(join(import.meta.dirname, file), "utf8");
  const abi = `${canonicalJson(interfaces)}\n`;
  return [
    await writeSafely(out, "README.md", [await own("format.md")]),
    await writeSafely(out, "verify.mjs", [await own("verify.mjs")]),
    await writeSafely(out, "abi.json", [abi]),
  ];
}
