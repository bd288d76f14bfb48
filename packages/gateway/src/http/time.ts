/** RFC 3339 time, in UTC, of seconds since 1970. */
export function rfc3339(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** RFC 3339 time, in UTC, of milliseconds since 1970. */
export function rfc3339ms(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
