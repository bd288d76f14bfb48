import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startStandIn } from "../national/stand-in.ts";
import type { DeskKeys } from "./desks.ts";
import { readIfThere, writeWhole } from "./files.ts";
import type { Home } from "./home.ts";
import type { Settings } from "./settings.ts";

/** The national service system of this ledger: the stand-in of this process, or the one that the settings name. */
export interface NationalPlace {
  readonly url: string;
  readonly tokenFile: string;
  stop(): Promise<void>;
}

/** Starts the stand-in (演示) with its own token, unless the settings name another system. */
export async function settleNational(home: Home, { national }: Settings): Promise<NationalPlace> {
  if (national !== undefined) return { ...national, stop: async () => undefined };
  const tokenFile = join(home.folders.keys, "national-token");
  const known = (await readIfThere(tokenFile))?.trim();
  const token = known || randomBytes(32).toString("hex");
  if (!known) await writeWhole(tokenFile, `${token}\n`);
  const { url, stop } = await startStandIn({ folder: home.folders.national, token, port: 0 });
  return { url, tokenFile, stop };
}

/** What is read of a reconciliation. */
interface Reconciled {
  readonly counts: Readonly<Record<"agree" | "waiting" | "missingHere", number>>;
}

const pauseMs = 250;
const attempts = 240;

/**
 * Waits until what the history owes the national service system is submitted and mirrored, so that who looks first sees
 * the whole. A system that does not answer is left to its queue: the ledger works without it.
 */
export async function tellNational(
  { home, gatewayUrl, keys, signal }: { home: Home; gatewayUrl: string; keys: DeskKeys; signal: AbortSignal },
  say: (line: string) => void,
): Promise<void> {
  if (!home.story) return;
  for (let attempt = 1; attempt <= attempts && !signal.aborted; attempt += 1) {
    const headers = { authorization: `Bearer ${keys.registry}` };
    const response = await fetch(`${gatewayUrl}/v1/national/reconciliation`, { headers }).catch(() => undefined);
    if (response?.ok) {
      const { agree, waiting, missingHere } = ((await response.json()) as Reconciled).counts;
      if (waiting + missingHere === 0) {
        if (home.fresh)
          say(`国家系统（演示）已回执 ${agree} 项 The stand-in of the national system answered to ${agree}`);
        return;
      }
    } else await response?.body?.cancel();
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
