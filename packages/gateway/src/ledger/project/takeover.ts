import { u64 } from "../../store/keys.ts";
import type { Tx } from "../../store/tx.ts";
import { caseTable } from "./case-row.ts";
import type { Handlers } from "./handlers.ts";
import { remember } from "./history.ts";
import { successorTable } from "./keeper.ts";
import { enlist, listedTable } from "./listed.ts";
import { placeAll } from "./queue.ts";
import { tally } from "./tally.ts";

/** Enters what stands in a registry's list into its successor's too; returns the ids. */
async function passOn(tx: Tx, list: string, registry: string, successor: string): Promise<string[]> {
  const entries = await tx.list(listedTable, { under: [list, `registry:${registry}`] });
  for (const { key, row } of entries) {
    enlist(tx, list, [`registry:${successor}`], key.slice(key.lastIndexOf("\u0000") + 1), row);
  }
  return entries.map(({ row }) => row);
}

/** The takeover of a registry's records and duties by another (articles 13 and 38). */
export const takeoverHandlers: Handlers = {
  async RegistryTakenOver({ registry, successor, byParty }, event, tx) {
    tx.put(successorTable, registry, successor);
    remember(tx, event, "party", registry, successor, byParty);
    await passOn(tx, "certificate", registry, successor);
    await passOn(tx, "review", registry, successor);
    const caseIds = await passOn(tx, "case", registry, successor);
    tally(tx, successor, "cases", caseIds.length);
    const open = caseIds.filter((caseId) => tx.get(caseTable, u64(caseId))!.closedAt === null);
    await placeAll(tx, event.time, open);
  },
};
