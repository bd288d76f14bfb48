import { randomBytes } from "node:crypto";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { encryptKeystoreJson } from "ethers";
import type { CastName } from "../story/cast.ts";
import { readIfThere, writeWhole } from "./files.ts";
import type { Home } from "./home.ts";

/** Where the gateway finds the keys of the desks on this machine, and the password they are encrypted with. */
export interface CustodyFolder {
  readonly folder: string;
  readonly passwordFile: string;
}

/** Enough against guessing a random password of 256 bits; a higher cost would only slow every start. */
const scrypt = { N: 1 << 13, r: 8, p: 1 };

/**
 * Puts the signing keys of desks into encrypted keystores for the gateway, on first start. Firms' keys never go there.
 */
export async function settleCustody(home: Home, desks: readonly CastName[]): Promise<CustodyFolder> {
  const folder = join(home.folders.keys, "custody");
  const passwordFile = join(home.folders.keys, "custody-password");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const known = await readIfThere(passwordFile);
  const password = known?.trim() || randomBytes(32).toString("hex");
  if (known === undefined) await writeWhole(passwordFile, `${password}\n`);
  const there = new Set(known === undefined ? [] : await readdir(folder));
  for (const desk of desks) {
    if (there.has(`${desk}.json`)) continue;
    const { address, privateKey } = home.players[desk].key;
    await writeWhole(
      join(folder, `${desk}.json`),
      await encryptKeystoreJson({ address, privateKey }, password, { scrypt }),
    );
  }
  return { folder, passwordFile };
}
