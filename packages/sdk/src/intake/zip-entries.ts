import { Inflate } from "fflate";

/** An entry of a zip as its directory declares it; sizes in bytes. */
export type ZipEntry = {
  readonly name: string;
  /** Size in the zip. */
  readonly size: number;
  /** Size that it declares to unpack to. */
  readonly originalSize: number;
  /**
   * Unpacks it, and stops as soon as there is more than it declares.
   *
   * @throws Error when it is damaged, or unpacks to another size than it declares
   */
  unpack(): Uint8Array;
};

/** Signatures, read as little-endian numbers (APPNOTE 4.3). */
const signatures = { local: 0x0403_4b50, entry: 0x0201_4b50, end: 0x0605_4b50 } as const;
/** Bytes of the three records without their texts. */
const lengths = { local: 30, entry: 46, end: 22 } as const;
/** Longest comment at the end of a zip. */
const commentMost = 0xffff;
/** Bytes unpacked at once: deflate makes at most 1 032 of one, so no step makes more than 17 MB. */
const stepBytes = 16 * 1024;

/**
 * The entries of a zip by the directory at its end. Its declared sizes decide what is unpacked, so they are held to: a
 * directory may name one piece many times, or say 0 of a piece that unpacks to gigabytes.
 *
 * @throws Error when it has no whole directory
 */
export function* zipEntries(bytes: Uint8Array): Generator<ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + lengths.entry > end || view.getUint32(at, true) !== signatures.entry)
      throw new Error("its directory is cut");
    const nameEnd = at + lengths.entry + view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + lengths.entry, nameEnd));
    const method = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 20, true);
    const originalSize = view.getUint32(at + 24, true);
    const local = view.getUint32(at + 42, true);
    const unpack = () => unpacked(name, packedOf(view, bytes, { name, local, size }), method, originalSize);
    yield { name, size, originalSize, unpack };
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

/** Where the record at the end begins. */
function endOf(view: DataView): number {
  const last = view.byteLength - lengths.end;
  for (let at = last; at >= Math.max(0, last - commentMost); at -= 1) {
    if (view.getUint32(at, true) === signatures.end) return at;
  }
  throw new Error("it is cut: the zip has no end");
}

type Place = { readonly name: string; readonly local: number; readonly size: number };

/** The bytes of an entry in the zip. */
function packedOf(view: DataView, bytes: Uint8Array, { name, local, size }: Place): Uint8Array {
  const { byteLength } = view;
  if (local + lengths.local <= byteLength && view.getUint32(local, true) === signatures.local) {
    const start = local + lengths.local + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + size <= byteLength) return bytes.subarray(start, start + size);
  }
  throw new Error(`${name} is not whole`);
}

function unpacked(name: string, packed: Uint8Array, method: number, originalSize: number): Uint8Array {
  const wrong = (found: string) => new Error(`${name} declares ${originalSize} bytes and holds ${found}`);
  if (method === 0) {
    if (packed.length !== originalSize) throw wrong(String(packed.length));
    return packed;
  }
  if (method !== 8) throw new Error(`${name} is packed by method ${method}, not by deflate`);
  const whole = new Uint8Array(originalSize);
  let length = 0;
  const inflate = new Inflate((piece) => {
    if (length + piece.length > originalSize) throw wrong("more");
    whole.set(piece, length);
    length += piece.length;
  });
  for (let at = 0; at < packed.length; at += stepBytes) {
    inflate.push(packed.subarray(at, at + stepBytes), at + stepBytes >= packed.length);
  }
  if (length !== originalSize) throw wrong(String(length));
  return whole;
}
