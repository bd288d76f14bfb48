const zone = "Asia/Shanghai";
const parts = new Intl.DateTimeFormat("en-CA", {
  timeZone: zone,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** Day in Asia/Shanghai, `2026-11-23`, of an RFC 3339 time. */
export function dayOf(time: string): string {
  const found = split(time);
  return found ? `${found.year}-${found.month}-${found.day}` : time;
}

/** Day and time of day in Asia/Shanghai, `2026-11-23 16:00:05`. A text that is no time stays as it is. */
export function momentOf(time: string): string {
  const found = split(time);
  return found ? `${dayOf(time)} ${found.hour}:${found.minute}:${found.second}` : time;
}

/** The moment with its offset, `2026-11-23T16:00:05+08:00`; for `<time datetime>`. */
export function stampOf(time: string): string {
  return split(time) ? `${momentOf(time).replace(" ", "T")}+08:00` : time;
}

/** First and last moment of a day in Asia/Shanghai as milliseconds; undefined for a text that is no day. */
export function boundsOfDay(day: string): { readonly from: number; readonly to: number } | undefined {
  const from = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00+08:00`) : Number.NaN;
  return Number.isNaN(from) ? undefined : { from, to: from + 86_400_000 - 1 };
}

/** Whether a moment is the last second of its day in Asia/Shanghai: then the day says it all. */
export function isEndOfDay(time: string): boolean {
  return momentOf(time).endsWith(" 23:59:59");
}

type Fields = Record<"year" | "month" | "day" | "hour" | "minute" | "second", string>;

function split(time: string): Fields | undefined {
  const at = Date.parse(time);
  if (Number.isNaN(at)) return undefined;
  return Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value])) as Fields;
}
