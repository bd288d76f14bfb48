import { LedgerError } from "../errors/ledger-error.ts";

/** What can be fingerprinted: bytes, pieces of bytes that come one by one, a Blob or File, a web stream. */
export type FingerprintSource =
  Uint8Array | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The pieces of a source and, where it is known, the bytes to come. */
export function piecesOf(source: FingerprintSource): {
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly total: number | undefined;
} {
  if (source instanceof Uint8Array) return { pieces: [source], total: source.byteLength };
  if (typeof Blob === "function" && source instanceof Blob) {
    return { pieces: streamPieces(source.stream()), total: source.size };
  }
  if (isStream(source)) return { pieces: streamPieces(source), total: undefined };
  if (typeof source === "object" && source !== null && (Symbol.asyncIterator in source || Symbol.iterator in source)) {
    return { pieces: source, total: undefined };
  }
  throw new LedgerError("FINGERPRINT_OPTIONS_INVALID", { message: "This is nothing that can be fingerprinted" });
}

function isStream(source: FingerprintSource): source is ReadableStream<Uint8Array> {
  return typeof (source as ReadableStream<Uint8Array>)?.getReader === "function";
}

/** Not every browser can iterate a stream, but every one can read it. */
async function* streamPieces(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    ended = true;
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}
