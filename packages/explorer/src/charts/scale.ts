import { grouped } from "../format/number.ts";

/** A bar of a chart, in pixels from the top left. */
export type Bar = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A round number at least as large as the value: 1, 2, 2.5 or 5 times a power of ten. At least 4. */
export function ceilNice(value: bigint): bigint {
  if (value <= 4n) return 4n;
  const power = 10n ** BigInt(value.toString().length - 1);
  for (const tenths of [10n, 20n, 25n, 50n, 100n]) {
    const nice = (power * tenths) / 10n;
    if (nice >= value && (power * tenths) % 10n === 0n) return nice;
  }
  return power * 10n;
}

/** Bars of values over a width, the highest value `top` high. A value above nothing is at least 2 pixels high. */
export function barsOf(values: readonly bigint[], top: bigint, width: number, height: number): Bar[] {
  const step = width / Math.max(1, values.length);
  const gap = step > 5 ? 2 : step > 3 ? 1 : 0;
  return values.map((value, i) => {
    const exact = top === 0n ? 0 : (Number((value * 10_000n) / top) / 10_000) * height;
    const tall = value === 0n ? 0 : Math.max(2, exact);
    return { x: i * step + gap / 2, y: height - tall, width: Math.max(1, step - gap), height: tall };
  });
}

/** Labels of an axis: nothing, half and all. */
export function ticksOf(top: bigint): readonly { readonly share: number; readonly text: string }[] {
  const half = top % 2n === 0n ? [{ share: 0.5, text: grouped(top / 2n) }] : [];
  return [{ share: 0, text: "0" }, ...half, { share: 1, text: grouped(top) }];
}
