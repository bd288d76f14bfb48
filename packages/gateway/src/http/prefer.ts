/** Longest time that a client may ask a request to wait. */
export const longestWaitSeconds = 60;

/** Milliseconds that `Prefer: wait=N` (RFC 7240) asks for; 0 when it does not. */
export function preferredWait(header: string | string[] | undefined): number {
  const text = Array.isArray(header) ? header.join(",") : (header ?? "");
  const [, seconds] = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})\b/i.exec(text) ?? [];
  return seconds === undefined ? 0 : Math.min(Number(seconds), longestWaitSeconds) * 1000;
}
