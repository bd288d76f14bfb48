import type { UsageJson } from "../../schemas/usage.ts";
import { fromHex } from "../../store/keys.ts";
import { prohibitedTable, usageDayTable, usageTable, type UsageRow, type UsageSubject } from "../project/usage.ts";
import { lastPart, type Reading } from "./reading.ts";
import { rfc3339 } from "./time.ts";

/** Most days that an answer tells, the latest. */
const daysShown = 366;

/** What was used of a subject: in all, by purpose, and by day. */
export async function readUsage({ view }: Reading, subject: UsageSubject): Promise<UsageJson> {
  const purposes = await view.list(usageTable, { under: [subject] });
  const days = await view.list(usageDayTable, { under: [subject], reverse: true, limit: daysShown });
  const sum = (total: UsageRow, { row }: { row: UsageRow }): UsageRow => ({
    units: (BigInt(total.units) + BigInt(row.units)).toString(),
    receipts: total.receipts + row.receipts,
  });
  return {
    ...purposes.reduce(sum, { units: "0", receipts: 0 }),
    byPurpose: purposes.map(({ key, row }) => ({ purpose: Number(fromHex(lastPart(key))), ...row })),
    byDay: days.map(({ key, row }) => ({ day: lastPart(key), ...row })).reverse(),
  };
}

/** Which kinds of analysis are prohibited, and by whom. */
export function readProhibited({ view }: Reading) {
  const row = view.get(prohibitedTable, "now");
  if (row === undefined) return { analyses: [], byParty: null, since: null, documentDigest: null };
  const { analyses, byParty, since, documentDigest } = row;
  return { analyses: [...analyses], byParty, since: rfc3339(since), documentDigest };
}
