import { access } from "node:fs/promises";
import { join } from "node:path";
import { type CastName, createPlayers, type Player } from "../story/cast.ts";
import type { DataFolder } from "./folder.ts";
import { settleSeed, writeKeys } from "./keys.ts";
import { type LedgerFile, newLedger, readLedgerFile, writeLedgerFile } from "./ledger-file.ts";
import { StartError } from "./start-error.ts";

/** The ledger that a data folder holds. */
export interface Home extends Pick<LedgerFile, "chainId" | "genesisTime" | "story"> {
  /** 32 random bytes from which parties and keys of this folder follow. */
  readonly seed: string;
  readonly players: Record<CastName, Player>;
  readonly folders: DataFolder["folders"];
  readonly deploymentFile: string;
  /** True when this start made it. */
  readonly fresh: boolean;
}

/**
 * Opens the ledger of a data folder, or makes one on first start.
 * @throws StartError DATA_DAMAGED when what cannot be made again is missing or damaged
 */
export async function openHome({ path, folders }: DataFolder, empty: boolean, now = Date.now()): Promise<Home> {
  const file = join(path, "ledger.json");
  const deploymentFile = join(path, "deployment.json");
  const known = await readLedgerFile(file);
  if (known === undefined) await refuseLeftovers(file, [join(folders.node, "chain.json"), deploymentFile]);
  const seed = await settleSeed(folders.keys, known !== undefined);
  const content = known ?? newLedger(empty, now);
  if (known === undefined) await writeLedgerFile(file, content);
  const players = createPlayers(seed);
  await writeKeys(folders.keys, players, content.story);
  return { ...content, seed, players, folders, deploymentFile, fresh: known === undefined };
}

/** The ledger file is written first: what stands without it is the rest of a ledger, not a new one. */
async function refuseLeftovers(file: string, others: readonly string[]): Promise<void> {
  for (const other of others) {
    const there = await access(other).then(
      () => true,
      () => false,
    );
    if (!there) continue;
    throw new StartError(
      "DATA_DAMAGED",
      `${file} is missing, but ${other} is there. Restore it from a backup, or set DATA_DIR to another folder to begin ` +
        `a new ledger.`,
    );
  }
}
