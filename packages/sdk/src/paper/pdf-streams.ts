import { LedgerError } from "../errors/ledger-error.ts";

/** Most bytes of a PDF that is read as a certificate. */
export const mostPdfBytes = 4 * 1024 * 1024;
/** Most bytes that all of its streams together may unpack to. */
const mostUnpacked = 16 * 1024 * 1024;
/** Most streams: a certificate has some ten. */
const mostStreams = 200;
/** Most characters between an object's number and its stream. */
const longestDictionary = 2_000;

/** An object of a PDF that has a stream, unpacked. */
export type PdfStream = {
  /** Number of the object. */
  readonly object: number;
  /** Its dictionary as text. */
  readonly dictionary: string;
  readonly bytes: Uint8Array;
};

/** The parts of a PDF that a certificate needs. */
export type PdfParts = {
  /** The file with a character for each byte. */
  readonly text: string;
  readonly streams: readonly PdfStream[];
};

/**
 * Reads the streams of a PDF. Only what certificates use: plain objects, streams bare or deflated, no encryption.
 *
 * @throws LedgerError PAPER_UNREADABLE, PAPER_OVERSIZED
 */
export async function readPdf(pdf: Uint8Array): Promise<PdfParts> {
  if (pdf.length > mostPdfBytes) throw new LedgerError("PAPER_OVERSIZED");
  const text = new TextDecoder("latin1").decode(pdf);
  if (!text.startsWith("%PDF-")) throw new LedgerError("PAPER_UNREADABLE", { message: "Not a PDF" });
  const streams: PdfStream[] = [];
  let left = mostUnpacked;
  for (const { object, dictionary, start, end } of streamsIn(text)) {
    if (streams.length === mostStreams) throw tooMuch("has more streams");
    const stored = pdf.subarray(start, end);
    const bytes = dictionary.includes("/FlateDecode") ? await inflate(stored, left) : stored;
    if (bytes === undefined) continue;
    left -= bytes.length;
    streams.push({ object, dictionary, bytes });
  }
  return { text, streams };
}

type Place = { readonly object: number; readonly dictionary: string; readonly start: number; readonly end: number };

/** Where streams stand. One pass with bounded looks back, because the bytes may be made to slow down their reader. */
function* streamsIn(text: string): Generator<Place> {
  for (let at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 6)) {
    const [mark] = /^stream\r?\n/.exec(text.slice(at, at + 8)) ?? [];
    if (mark === undefined) continue;
    const before = text.slice(Math.max(0, at - longestDictionary), at);
    const from = before.lastIndexOf(" 0 obj");
    const [object] = from < 0 ? [] : (/\d{1,10}$/.exec(before.slice(Math.max(0, from - 10), from)) ?? []);
    if (object === undefined) continue;
    const start = at + mark.length;
    const end = text.indexOf("endstream", start);
    if (end < 0) return;
    yield { object: Number(object), dictionary: before.slice(from + 6), start, end };
    at = end + 3;
  }
}

function tooMuch(what: string): LedgerError {
  return new LedgerError("PAPER_OVERSIZED", { message: `The PDF ${what} than a certificate can have` });
}

/** Unpacks; undefined for what is damaged. @throws LedgerError PAPER_OVERSIZED when it would be more than allowed */
async function inflate(stored: Uint8Array, most: number): Promise<Uint8Array | undefined> {
  const unpacker = new DecompressionStream("deflate");
  const writer = unpacker.writable.getWriter();
  // What comes after the end of the packed bytes makes the writer fail; what was read before counts.
  writer
    .write(Uint8Array.from(stored))
    .then(() => writer.close())
    .catch(() => undefined);
  const reader = unpacker.readable.getReader() as {
    read(): Promise<{ done: boolean; value?: Uint8Array }>;
    cancel(): Promise<void>;
  };
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value === undefined) break;
      length += value.length;
      if (length > most) {
        await reader.cancel();
        throw tooMuch("unpacks to more bytes");
      }
      pieces.push(value);
    }
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    if (length === 0) return undefined;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
