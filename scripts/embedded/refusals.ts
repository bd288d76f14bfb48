import { join } from "node:path";
import { openHomeStore, recordRefusals, type ReportedRefusal } from "@data-voucher/gateway";
import type { Home } from "./home.ts";
import type { ToldAct } from "./told.ts";

/**
 * Hands the refusals of the history to the gateway, before it runs: why an act was refused can be found out only while
 * the node has the state of its block. What the gateway has already stays.
 */
export async function handInRefusals(home: Home, told: readonly ToldAct[]): Promise<void> {
  const refusals = told.flatMap(({ hash, block, refused, revertData }): ReportedRefusal[] => {
    if (refused === null) return [];
    return [revertData ? { hash, block, data: revertData } : { hash, block, code: refused }];
  });
  if (refusals.length === 0) return;
  const store = await openHomeStore({ folder: join(home.folders.gateway, "home") });
  try {
    await recordRefusals(store, refusals);
  } finally {
    await store.close();
  }
}
