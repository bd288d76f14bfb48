import { randomBytes } from "node:crypto";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { hexlify } from "ethers";
import type { CastName, Player } from "../story/cast.ts";
import { readIfThere, writeWhole } from "./files.ts";
import { StartError } from "./start-error.ts";

/**
 * Reads the 32 random bytes from which parties and keys of a data folder follow, or makes them for a new ledger. They
 * are on disk before the ledger file is, so a ledger without them is a loss, not a first start.
 * @throws StartError DATA_DAMAGED
 */
export async function settleSeed(folder: string, mustExist: boolean): Promise<string> {
  const file = join(folder, "seed");
  const known = await readIfThere(file);
  if (known !== undefined && /^0x[0-9a-f]{64}\n?$/.test(known)) {
    await chmod(file, 0o600);
    return known.trim();
  }
  if (mustExist) {
    throw new StartError(
      "DATA_DAMAGED",
      `${file} is missing or damaged; without it the keys of this ledger's desks are lost. Restore it from a backup.`,
    );
  }
  const seed = hexlify(randomBytes(32));
  await writeWhole(file, `${seed}\n`);
  return seed;
}

/** One file a key, readable by its owner only. A file that is missing or not whole is written again from the seed. */
export async function writeKeys(folder: string, players: Record<CastName, Player>, story: boolean): Promise<void> {
  for (const { castName, name, partyId, key, second, narrow } of Object.values(players)) {
    if (!story && castName !== "governance" && castName !== "authority") continue;
    const keys = {
      [castName]: key,
      ...(second && { [`${castName}-second`]: second }),
      ...(narrow && { [`${castName}-${narrow.may}`]: narrow.key }),
    };
    for (const [fileName, { address, privateKey }] of Object.entries(keys)) {
      const file = join(folder, `${fileName}.json`);
      const text = `${JSON.stringify({ name, partyId, account: address, privateKey }, null, 2)}\n`;
      if ((await readIfThere(file)) === text) await chmod(file, 0o600);
      else await writeWhole(file, text);
    }
  }
}
