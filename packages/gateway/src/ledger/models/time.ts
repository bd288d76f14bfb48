import { rfc3339 as format } from "../../http/time.ts";

const known = new Map<number, string>();
const most = 16_384;

/** RFC 3339 time, in UTC, of seconds since 1970. Remembers recent ones: one answer says the same time many times. */
export function rfc3339(seconds: number): string {
  let text = known.get(seconds);
  if (text === undefined) {
    text = format(seconds);
    if (known.size >= most) known.clear();
    known.set(seconds, text);
  }
  return text;
}
