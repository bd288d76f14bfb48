import { type CalendarYear, type CalendarYearInput, packYear } from "@data-voucher/sdk";

/** A year for people: how many working days it has, and which days differ from the ordinary week. */
export function yearText(year: CalendarYearInput): string {
  const count = packYear(year).reduce((sum, word) => sum + word.toString(2).replaceAll("0", "").length, 0);
  return [
    `${year.year} 年 year ${year.year}: ${count} 个工作日 working days`,
    `  放假（周一至周五） weekdays off:    ${listText(year.holidays)}`,
    `  调休上班（周末） weekend days worked: ${listText(year.makeUpDays)}`,
  ].join("\n");
}

/** How a year differs from what the ledger has of it; empty when it does not. */
export function differences(year: CalendarYearInput, known: CalendarYear): string[] {
  return [
    ...changes(year.holidays, known.holidays, "放假 off"),
    ...changes(year.makeUpDays, known.makeUpDays, "调休上班 worked"),
  ];
}

function changes(given: readonly string[], known: readonly string[], what: string): string[] {
  const added = given.filter((day) => !known.includes(day)).map((day) => `+ ${day} ${what}`);
  const removed = known.filter((day) => !given.includes(day)).map((day) => `- ${day} ${what}`);
  return [...added, ...removed].sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1));
}

const listText = (days: readonly string[]) => (days.length === 0 ? "无 none" : days.join(" "));
