import { readFile } from "node:fs/promises";
import { measure } from "../../test/gas/measure.ts";
import { acts, type Act, type Figures } from "./acts.ts";

interface Snapshot {
  readonly gas: Record<string, { readonly gas: number; readonly target?: number }>;
}

const file = new URL("../../test/gas/gas.json", import.meta.url);

/**
 * Gas of the ledger's acts through its real deployment, by the code that measures the committed snapshot, and the
 * targets from that snapshot.
 * @throws Error when a figure is not the committed one: the contracts were not rebuilt, or the snapshot is old.
 */
export async function measureLedger(): Promise<{ figures: Record<Act, number>; targets: Record<Act, number> }> {
  const measured = await measure();
  const { gas } = JSON.parse(await readFile(file, "utf8")) as Snapshot;
  for (const act of acts) {
    if (measured[act] === gas[act]?.gas) continue;
    throw new Error(
      `"${act}" uses ${measured[act]} gas, the committed snapshot says ${gas[act]?.gas}. ` +
        `Build the contracts (npm run build:contracts in the root); if they changed, commit test/gas first.`,
    );
  }
  const pick = (value: (act: Act) => number | undefined) =>
    Object.fromEntries(acts.map((act) => [act, value(act)])) as Figures as Record<Act, number>;
  return { figures: pick((act) => measured[act]), targets: pick((act) => gas[act]?.target) };
}
