import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Pair } from "./pair.ts";

const script = fileURLToPath(new URL("../../packages/gateway/src/testing/measure.ts", import.meta.url));
const line = /^(.+): floor (\d+) (\S+)\/s, ours (\d+) \S+\/s, \d+ %$/;

/** What the floors of the gateway's own measurement are, and the targets, by its names. */
const known: Record<string, { floorIs: string; target: number }> = {
  indexing: { floorIs: "`eth_getLogs`, sliced words, four Level puts an event in batches", target: 0.5 },
  "page read": { floorIs: "bare Fastify with one Level `get`", target: 0.6 },
  "outbox acceptance": { floorIs: "single synced Level puts", target: 0.5 },
};

/**
 * Runs the gateway's own measurement as a process of its own.
 * @throws Error when it failed or said other things than it used to.
 */
export async function measureGateway(): Promise<Pair[]> {
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  const pairs: Pair[] = [];
  const closed = once(child, "close") as Promise<[number | null]>;
  for await (const text of createInterface({ input: child.stdout })) {
    const [, name, floor, unit, ours] = line.exec(text) ?? [];
    if (name === undefined || known[name] === undefined) continue;
    pairs.push({ name, ...known[name], unit: unit!, floor: Number(floor), ours: Number(ours) });
  }
  const [code] = await closed;
  if (code !== 0) throw new Error(`The gateway's measurement ended with ${code}.`);
  const missing = Object.keys(known).filter((name) => !pairs.some((pair) => pair.name === name));
  if (missing.length > 0) throw new Error(`The gateway's measurement says nothing of: ${missing.join(", ")}.`);
  return pairs;
}
