/** A span of time on an axis, in milliseconds; an open end runs to the end of the axis. */
export type Span = { readonly from: number; readonly until: number | null };

/** Where a span stands on an axis, in whole pixels. */
export type Stretch = { readonly x: number; readonly width: number };

/** An axis of time. */
export type Axis = { readonly from: number; readonly until: number; readonly width: number };

/** Narrowest span that can still be seen. */
const leastWidth = 4;

/** The axis that holds all spans and a moment besides; an open span makes it a tenth longer, to be seen as open. */
export function axisOf(spans: readonly Span[], moment: number, width: number): Axis {
  const from = Math.min(...spans.map((span) => span.from));
  const last = Math.max(from + 1, moment, ...spans.map((span) => span.until ?? span.from));
  const open = spans.some((span) => span.until === null);
  const until = open ? last + Math.ceil((last - from) / 10) : last;
  return { from, until, width };
}

/** The pixel of a moment; moments off the axis stand at its ends. */
export function placeOn({ from, until, width }: Axis, moment: number): number {
  const at = Math.min(until, Math.max(from, moment));
  return Math.round(((at - from) * width) / (until - from));
}

/** Where a span stands, never too narrow to be seen and never beyond the axis. */
export function stretchOn(axis: Axis, { from, until }: Span): Stretch {
  const start = placeOn(axis, from);
  const end = until === null ? axis.width : placeOn(axis, until);
  const width = Math.max(leastWidth, end - start);
  return { x: Math.max(0, Math.min(start, axis.width - width)), width };
}
