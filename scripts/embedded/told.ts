import { join } from "node:path";
import type { Outcome } from "../story/teller.ts";
import { readIfThere, writeWhole } from "./files.ts";

/** One act of the history as `told.json` lists it. */
export interface ToldAct {
  readonly id: string;
  readonly title: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  /** Name of the party that acted. */
  readonly by: string;
  readonly hash: string;
  readonly block: number;
  /** The code with which the ledger refused, or null. */
  readonly refused: string | null;
  /** The bytes that came with the refusal, or null. */
  readonly revertData: string | null;
}

const file = (folder: string) => join(folder, "told.json");

/** The summary for people. */
export const summaryFile = (folder: string): string => join(folder, "summary.md");

/** The acts of a history that was told to its end; undefined when it was not, or its list cannot be read. */
export async function readTold(folder: string): Promise<ToldAct[] | undefined> {
  const text = await readIfThere(file(folder));
  if (text === undefined) return undefined;
  try {
    const acts = JSON.parse(text) as ToldAct[];
    return Array.isArray(acts) ? acts : undefined;
  } catch {
    return undefined;
  }
}

/** Writes what was told: a summary for people first, then the list, which also says that the history is complete. */
export async function writeTold(folder: string, outcomes: readonly Outcome[]): Promise<ToldAct[]> {
  const acts = outcomes.map(({ id, title, time, by, hash, block, refused, revertData }) => {
    const when = new Date(time * 1000).toISOString().replace(".000Z", "Z");
    return { id, title, time: when, by, hash, block, refused, revertData };
  });
  await writeWhole(summaryFile(folder), summaryOf(acts), 0o644);
  await writeWhole(file(folder), `${JSON.stringify(acts, null, 2)}\n`, 0o644);
  return acts;
}

const shanghai = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "short",
});

function summaryOf(acts: readonly ToldAct[]): string {
  const refused = acts.filter((act) => act.refused !== null).length;
  const rows = acts.map((act, index) => {
    const result = act.refused === null ? "✓" : `✗ \`${act.refused}\``;
    const when = shanghai.format(new Date(act.time));
    return `| ${index + 1} | ${when} | ${act.by} | ${act.title} | ${result} | ${act.block} | \`${act.hash}\` |`;
  });
  return `# 首次启动的历史 · History of the first start

${acts.length} 笔交易，其中 ${refused} 笔被账本拒绝并留痕。机构均为虚构（演示），数据为真实公开数据。时间为北京时间。

${acts.length} transactions, of which the ledger refused ${refused}: these stand in their blocks as reverted. The
institutions are invented (演示), the data is real and public. Times are Beijing time.

| # | 时间 time | 主体 by | 事项 act | 结果 result | 区块 block | 交易 transaction |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
