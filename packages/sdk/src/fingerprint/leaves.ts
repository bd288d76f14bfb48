import type { LeafReader } from "./grow.ts";

/** Reader that cuts pieces of any size into leaves. */
export function cutPieces(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): LeafReader {
  return async ({ leafSize, newBuffer, take }) => {
    const buffer = newBuffer();
    let filled = 0;
    for await (const piece of pieces) {
      for (let from = 0; from < piece.byteLength;) {
        const taken = piece.subarray(from, from + leafSize - filled);
        buffer.set(taken, 1 + filled);
        filled += taken.byteLength;
        from += taken.byteLength;
        if (filled < leafSize) continue;
        await take(buffer, filled);
        filled = 0;
      }
    }
    if (filled > 0) await take(buffer, filled);
  };
}
