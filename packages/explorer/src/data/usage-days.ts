import type { Usage } from "../api/shapes.ts";

const day = 86_400_000;
/** Most days that one chart shows, the latest. */
const most = 90;

/** The days from the first use to the last, those without one included. */
export function daysOfUse(byDay: Usage["byDay"]): { readonly day: string; readonly value: string }[] {
  const [first, last] = [byDay[0], byDay.at(-1)];
  if (first === undefined || last === undefined) return [];
  const units = new Map(byDay.map((one) => [one.day, one.units]));
  const end = Date.parse(last.day);
  const begin = Math.max(Date.parse(first.day), end - (most - 1) * day);
  return Array.from({ length: (end - begin) / day + 1 }, (_, i) => {
    const text = new Date(begin + i * day).toISOString().slice(0, 10);
    return { day: text, value: units.get(text) ?? "0" };
  });
}
