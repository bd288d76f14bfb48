import type { Holding } from "../api/shapes.ts";
import { boundsOfDay } from "../format/time.ts";

/** The holdings that touch a day of Asia/Shanghai, in their order. A holding ends where the next one begins. */
export function holdersOn(day: string, holders: readonly Holding[]): readonly Holding[] {
  const bounds = boundsOfDay(day);
  if (!bounds) return [];
  return holders.filter(({ from, until }) => {
    const began = Date.parse(from) <= bounds.to;
    return began && (until === null || Date.parse(until) > bounds.from);
  });
}
