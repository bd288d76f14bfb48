import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type StorageLayout, assertStorageUpgradeSafe, UpgradesError } from "@openzeppelin/upgrades-core";
import { readNamespaces } from "./namespaces.ts";
import { Problem, runCheck } from "./problem.ts";

const SNAPSHOT = join(import.meta.dirname, "storage-layout.json");
const UPDATE = "run `npm run layout -- --update` and commit the snapshot";

/** Fails when data written under `original` would be misread under `updated`; new members at the end are fine. */
function requireCompatible(original: StorageLayout, updated: StorageLayout): void {
  try {
    assertStorageUpgradeSafe(original, updated, false);
  } catch (error) {
    if (!(error instanceof UpgradesError)) throw error;
    throw new Problem(`The storage layout changed so that recorded data would be misread\n${error.message}`);
  }
}

runCheck("Storage layout", () => {
  const layout = readNamespaces();
  const text = `${JSON.stringify(layout, null, 1)}\n`;
  const count = `${Object.keys(layout.namespaces ?? {}).length} namespaces`;
  if (process.argv.includes("--update")) {
    writeFileSync(SNAPSHOT, text);
    return `${count} written to the snapshot`;
  }
  if (!existsSync(SNAPSHOT)) throw new Problem(`There is no snapshot yet: ${UPDATE}`);
  const snapshot = readFileSync(SNAPSHOT, "utf8");
  requireCompatible(JSON.parse(snapshot) as StorageLayout, layout);
  if (snapshot !== text) return `${count}, grown compatibly since the snapshot; before the next upgrade ${UPDATE}`;
  return `${count} as in the snapshot`;
});
