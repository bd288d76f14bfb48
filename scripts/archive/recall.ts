import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { segmentFile } from "./checkpoint.ts";
import type { Concerns, Told } from "./concerns.ts";

/** Takes in the events of the segments that an archive has, so that later ones find the registry of their case. */
export async function recall(out: string, segments: number, concerns: Concerns): Promise<void> {
  for (let sequence = 1; sequence <= segments; sequence++) {
    for await (const line of createInterface({ input: createReadStream(join(out, segmentFile(sequence))) })) {
      // Most blocks of a quiet ledger have no events, and need no reading.
      if (line.includes('"events":[]')) continue;
      concerns.learn((JSON.parse(line) as { readonly events: readonly Told[] }).events);
    }
  }
}
