import { join } from "node:path";
import { NodeError } from "../errors.ts";
import { readIfThere, writeWhole } from "./files.ts";

/** Version of everything in the data folder: files, framing, and how blocks are made from it. */
export const FORMAT = 1;

/** What a data folder was made for; it never changes, because every block hash follows from it. */
export interface ChainMeta {
  format: number;
  chainId: number;
  /** Seconds since 1970 of block 0. */
  genesisTime: number;
  /** Gas limit of every block. */
  blockGasLimit: number;
  hardfork: string;
}

const FIELDS = ["format", "chainId", "genesisTime", "blockGasLimit", "hardfork"] as const;

/**
 * Reads the folder's description, or writes `wanted` into a new folder.
 * @throws NodeError NODE_DATA_MISMATCH when the folder is for another chain, NODE_DATA_FORMAT when unreadable
 */
export async function settleMeta(dataDir: string, wanted: ChainMeta): Promise<{ meta: ChainMeta; fresh: boolean }> {
  const path = join(dataDir, "chain.json");
  const bytes = await readIfThere(path);
  if (!bytes) {
    await writeWhole(path, [Buffer.from(`${JSON.stringify(wanted, undefined, 2)}\n`)]);
    return { meta: wanted, fresh: true };
  }
  const found = parse(bytes, path);
  for (const field of FIELDS) {
    if (found[field] === wanted[field]) continue;
    const what = `${path} says ${field} ${String(found[field])}, this start wants ${String(wanted[field])}`;
    throw new NodeError("NODE_DATA_MISMATCH", `The data folder belongs to another chain: ${what}.`);
  }
  return { meta: found, fresh: false };
}

/** The folder's description when there is one, so that a caller may start a node for the chain that is there. */
export async function readMeta(dataDir: string): Promise<ChainMeta | undefined> {
  const path = join(dataDir, "chain.json");
  const bytes = await readIfThere(path);
  return bytes && parse(bytes, path);
}

function parse(bytes: Buffer, path: string): ChainMeta {
  try {
    return JSON.parse(bytes.toString("utf8")) as ChainMeta;
  } catch (error) {
    const advice = "write the file again with the values that this chain was started with";
    throw new NodeError("NODE_DATA_FORMAT", `${path} cannot be read: ${advice}.`, error);
  }
}
