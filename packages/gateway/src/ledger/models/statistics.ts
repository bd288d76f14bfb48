import { eventTable } from "../../index/rows.ts";
import type { EventJson } from "../../schemas/event.ts";
import { countTable, dayTable, noCounts, noDay, shanghaiDay } from "../project/count.ts";
import { showEvent, standardEvents } from "./event.ts";
import type { Reading } from "./reading.ts";

const daysShown = 60;
const latestShown = 10;

/** Numbers over the whole ledger, the last 60 days, and the latest events. */
export async function readStatistics(reading: Reading) {
  const { view, asOf } = reading;
  const { counts, units } = view.get(countTable, "all") ?? noCounts;
  const { issued, used, licensed, cancelled, expired } = units;
  const gone = [used, licensed, cancelled, expired].reduce((sum, part) => sum + BigInt(part), 0n);
  const days = Array.from({ length: daysShown }, (_, i) => {
    const day = shanghaiDay(asOf.time - (daysShown - 1 - i) * 86_400);
    return { day, ...(view.get(dayTable, day) ?? noDay) };
  });
  return {
    counts: { ...counts, blocks: asOf.number + 1 },
    units: { issued, live: String(BigInt(issued) - gone), used, licensed, cancelled, expired },
    days,
    latest: await latestEvents(reading),
  };
}

async function latestEvents(reading: Reading): Promise<EventJson[]> {
  // A domain event comes with at most a handful of standard ones.
  const entries = await reading.view.list(eventTable, { reverse: true, limit: latestShown * 10 });
  const own = entries.filter(({ row }) => !standardEvents.has(row.name)).slice(0, latestShown);
  return own.map(({ row }) => showEvent(reading, row));
}
