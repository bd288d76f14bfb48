import { LedgerError } from "../errors/ledger-error.ts";
import type { DigestAlgorithm, Hasher } from "./hasher.ts";

/** Bytes of a leaf unless another size is asked for: 1 MiB. */
export const defaultLeafSize = 1 << 20;
const largestLeafSize = 1 << 28;

/** How far a fingerprint has come. `totalBytes` is undefined for a stream of unknown length. */
export type FingerprintProgress = { readonly doneBytes: number; readonly totalBytes: number | undefined };

/** How to fingerprint. */
export type FingerprintOptions = {
  /** `sha256` unless asked otherwise. */
  readonly algorithm?: DigestAlgorithm | undefined;
  /** Bytes of a leaf; 1 MiB unless asked otherwise. Another size gives another root. */
  readonly leafSize?: number | undefined;
  /** Hasher to use instead of the fastest one for the algorithm. */
  readonly hasher?: Hasher | undefined;
  /** Called after each leaf. */
  readonly onProgress?: ((progress: FingerprintProgress) => void) | undefined;
  /** Ends the work with the code ABORTED. */
  readonly signal?: AbortSignal | undefined;
};

/**
 * The leaf size to use.
 *
 * @throws LedgerError FINGERPRINT_OPTIONS_INVALID when it is no whole number from 1 to 256 MiB
 */
export function leafSizeOf({ leafSize = defaultLeafSize }: FingerprintOptions): number {
  if (Number.isInteger(leafSize) && leafSize >= 1 && leafSize <= largestLeafSize) return leafSize;
  const message = `A leaf has 1 to ${largestLeafSize} bytes, not ${String(leafSize)}`;
  throw new LedgerError("FINGERPRINT_OPTIONS_INVALID", { message, details: { leafSize } });
}

/** Throws ABORTED when the caller gave up. */
export function checkAbort(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new LedgerError("ABORTED", { cause: signal.reason });
}
