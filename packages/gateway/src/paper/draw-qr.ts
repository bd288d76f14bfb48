import { encode } from "uqr";

/** The part of a document that this needs. */
interface Canvas {
  rect(x: number, y: number, width: number, height: number): Canvas;
  fill(colour: string): Canvas;
}

/** White around the symbol, in modules (ISO/IEC 18004). */
const quiet = 4;

/**
 * Draws a QR code, dark on white with its quiet zone.
 *
 * @param size of the whole, in points
 */
export function drawQr(canvas: Canvas, text: string, { x, y, size }: { x: number; y: number; size: number }): void {
  const { data } = encode(text, { ecc: "M", border: quiet });
  const module = size / data.length;
  canvas.rect(x, y, size, size).fill("#ffffff");
  for (const [row, modules] of data.entries()) {
    // Neighbours are drawn as one bar, so that no hairline shows between them.
    for (let start = 0; start < modules.length; start++) {
      if (!modules[start]) continue;
      let end = start;
      while (modules[end + 1]) end++;
      canvas.rect(x + start * module, y + row * module, (end - start + 1) * module, module);
      start = end;
    }
  }
  canvas.fill("#000000");
}
