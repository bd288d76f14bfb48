import { crc32 } from "node:zlib";

/**
 * One record on disk: length (4 bytes), check of the length (4), check of the payload (4), payload, end mark (1).
 * The check of a payload continues that of the record before it, so a record that is missing, doubled or moved is
 * noticed as surely as one that is altered. The length has its own check because a flipped bit in it would otherwise
 * look like a record that the end of the file cut off.
 */
export const HEADER_BYTES = 12;
const END_MARK = 0xa5;
const LENGTH_SEED = 0x6c656e67;
/** No record is longer than this; a longer length is damage. */
export const MAX_PAYLOAD_BYTES = 256 * 1024 * 1024;

/** Frames a payload after a record whose check was `previous`; `check` is what the next record continues. */
export function encodeRecord(payload: Uint8Array, previous: number): { bytes: Buffer; check: number } {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + payload.length + 1);
  const check = crc32(payload, previous);
  bytes.writeUInt32BE(payload.length, 0);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 4), LENGTH_SEED), 4);
  bytes.writeUInt32BE(check, 8);
  bytes.set(payload, HEADER_BYTES);
  bytes[HEADER_BYTES + payload.length] = END_MARK;
  return { bytes, check };
}

/** What stands at the start of `window`: a whole record, the need for more bytes, or damage. */
export type Parsed =
  | { kind: "record"; payload: Buffer; check: number; size: number }
  | { kind: "short"; needed: number }
  | { kind: "bad"; needed: number; reason: string };

/** Reads the record at the start of `window`; `needed` says how many bytes the record claims to take. */
export function parseRecord(window: Buffer, previous: number): Parsed {
  if (window.length < HEADER_BYTES) return { kind: "short", needed: HEADER_BYTES };
  const length = window.readUInt32BE(0);
  if (window.readUInt32BE(4) !== crc32(window.subarray(0, 4), LENGTH_SEED) || length > MAX_PAYLOAD_BYTES) {
    return { kind: "bad", needed: HEADER_BYTES, reason: "the length of the record is damaged" };
  }
  const size = HEADER_BYTES + length + 1;
  if (window.length < size) return { kind: "short", needed: size };
  const payload = window.subarray(HEADER_BYTES, HEADER_BYTES + length);
  const check = crc32(payload, previous);
  if (window.readUInt32BE(8) !== check) {
    return { kind: "bad", needed: size, reason: "the checksum of the record is wrong" };
  }
  if (window[size - 1] !== END_MARK) return { kind: "bad", needed: size, reason: "the end of the record is damaged" };
  return { kind: "record", payload, check, size };
}
