/** A block as it is decided: everything that its execution depends on. */
export interface BlockPlan {
  number: number;
  /** Seconds since 1970. */
  time: number;
  parentHash: string;
  /** Signed transactions in order. */
  raws: readonly Buffer[];
}

/** A transaction that the engine did not include although its block was to hold it. */
export interface Excluded {
  hash: string;
  reason: string;
}

/** What the execution of a planned block gave. */
export interface SealedBlock {
  number: number;
  hash: string;
  excluded: readonly Excluded[];
}

/** One entry of the journal. */
export type Entry =
  { kind: "chain"; chainId: number } | { kind: "block"; plan: BlockPlan } | { kind: "sealed"; sealed: SealedBlock };

const CHAIN = 0;
const BLOCK = 1;
const SEALED = 2;

function withJson(type: number, value: unknown): Buffer {
  return Buffer.concat([Buffer.from([type]), Buffer.from(JSON.stringify(value))]);
}

/** Bytes of a journal entry. */
export function encodeEntry(entry: Entry): Buffer {
  if (entry.kind === "chain") return withJson(CHAIN, { chainId: entry.chainId });
  if (entry.kind === "sealed") return withJson(SEALED, entry.sealed);
  const { number, time, parentHash, raws } = entry.plan;
  const fixed = Buffer.alloc(1 + 6 + 6 + 32 + 4);
  fixed[0] = BLOCK;
  fixed.writeUIntBE(number, 1, 6);
  fixed.writeUIntBE(time, 7, 6);
  fixed.write(parentHash.slice(2), 13, 32, "hex");
  fixed.writeUInt32BE(raws.length, 45);
  const pieces: Buffer[] = [fixed];
  for (const raw of raws) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(raw.length);
    pieces.push(length, raw);
  }
  return Buffer.concat(pieces);
}

/** The entry in a record's payload; the payload's checksum has been verified, so a misfit is a foreign format. */
export function decodeEntry(payload: Buffer): Entry {
  const type = payload[0];
  if (type === BLOCK) return { kind: "block", plan: decodePlan(payload) };
  const value: unknown = JSON.parse(payload.toString("utf8", 1));
  if (type === CHAIN) return { kind: "chain", ...(value as { chainId: number }) };
  if (type === SEALED) return { kind: "sealed", sealed: value as SealedBlock };
  throw new Error(`unknown entry type ${type}`);
}

function decodePlan(payload: Buffer): BlockPlan {
  const raws: Buffer[] = [];
  let at = 49;
  for (let left = payload.readUInt32BE(45); left > 0; left--) {
    const length = payload.readUInt32BE(at);
    raws.push(Buffer.from(payload.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return {
    number: payload.readUIntBE(1, 6),
    time: payload.readUIntBE(7, 6),
    parentHash: `0x${payload.toString("hex", 13, 45)}`,
    raws,
  };
}
