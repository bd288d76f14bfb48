import { createHash } from "node:crypto";
import { canonicalJson, type JsonValue, type LedgerDeployment, readBlockBytes, type Rpc } from "@data-voucher/sdk";
import type { createLineWriter } from "./block-line.ts";
import { type Checkpoint, checkpointFile, FORMAT, type Sealed, segmentFile, sumsFile } from "./checkpoint.ts";
import { contractsOf, writeCompanions } from "./companions.ts";
import { createLineTree } from "./merkle.ts";
import { writeSafely } from "./safe-file.ts";

/** What a segment is made of. */
export interface SegmentSource {
  readonly out: string;
  readonly rpc: Rpc;
  readonly deployment: LedgerDeployment;
  readonly lineOf: ReturnType<typeof createLineWriter>;
  /** First and last block. */
  readonly from: number;
  readonly to: number;
  /** What it follows; undefined for the first. */
  readonly last: Sealed | undefined;
  readonly signal: AbortSignal;
}

/**
 * Writes one segment and the checkpoint that vouches for it. A segment is whole or not at all.
 * @throws the signal's reason when it was told to stop before all blocks were read
 */
export async function writeSegment(source: SegmentSource): Promise<Sealed> {
  const { out, rpc, deployment, lineOf, from, to, last, signal } = source;
  const sequence = (last?.checkpoint.sequence ?? 0) + 1;
  const counts = { blocks: 0, receipts: 0, events: 0 };
  const ends: { number: number; hash: string }[] = [];
  const tree = createLineTree();
  async function* lines() {
    for (let number = from; number <= to; number++) {
      signal.throwIfAborted();
      const block = await readBlockBytes(rpc, number);
      const line = lineOf(block);
      counts.blocks += 1;
      counts.receipts += line.receipts;
      counts.events += line.events;
      tree.append(line.text);
      if (number === from || number === to) ends.push({ number, hash: block.hash });
      yield `${line.text}\n`;
    }
  }
  const segment = await writeSafely(out, segmentFile(sequence), lines());
  const files = last === undefined ? await writeCompanions(out) : [];
  const checkpoint: Checkpoint = {
    format: FORMAT,
    sequence,
    previous: last?.digest ?? null,
    chainId: String(deployment.chainId),
    contracts: contractsOf(deployment),
    from: ends[0]!,
    to: ends.at(-1)!,
    counts,
    segment,
    merkleRoot: tree.root(),
    files,
  };
  const text = `${canonicalJson(checkpoint as unknown as JsonValue)}\n`;
  const digest = createHash("sha256").update(text).digest("hex");
  const sums = [...files, segment, { file: checkpointFile(sequence), sha256: digest }];
  // The sums first: with its checkpoint a segment counts as written.
  await writeSafely(out, sumsFile(sequence), [sums.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join("")]);
  await writeSafely(out, checkpointFile(sequence), [text]);
  return { checkpoint, digest };
}
