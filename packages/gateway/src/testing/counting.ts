import type { RawLog } from "../chain/types.ts";
import type { Projection } from "../index/sync.ts";
import { defineTable } from "../store/table.ts";

/** Rows of the projection that tests use: how often a topic was seen and the sum of its values. */
export const sumTable = defineTable<{ count: number; sum: string; last: string }>("sum");

/** Every table that an index with {@link counting} fills. */
export const countingTables = ["sum", "event", "block", "transaction", "sent"];

/** Counts emissions of the emitter by topic. */
export const counting: Projection = {
  decode(log: RawLog) {
    if (log.data.length !== 66) return undefined;
    return { name: "Emitted", args: { topic: BigInt(log.topics[0]!).toString(), value: BigInt(log.data).toString() } };
  },
  project(event, tx) {
    const topic = event.args["topic"] as string;
    const before = tx.get(sumTable, topic) ?? { count: 0, sum: "0", last: "" };
    const sum = (BigInt(before.sum) + BigInt(event.args["value"] as string)).toString();
    tx.put(sumTable, topic, { count: before.count + 1, sum, last: event.id });
  },
};
