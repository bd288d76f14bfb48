import { errorTable, type ErrorEntry } from "./table.ts";

/** A custom error of a contract, decoded. */
export type DecodedRevert = {
  /** Name of the custom error, or `Error` and `Panic` for Solidity's own, or undefined when unknown. */
  readonly name: string | undefined;
  /** Arguments in order: bigint, string, boolean, hex bytes, arrays of these. */
  readonly args: readonly unknown[];
  /** The same by parameter name, where the interface names them. */
  readonly namedArgs: Readonly<Record<string, unknown>>;
  /** First four bytes, or `0x` when the contract gave none. */
  readonly selector: string;
  /** All bytes of the refusal, 0x hex. */
  readonly data: string;
};

/** Values that explain an error; the decoded refusal stands in `revert`. */
export type ErrorDetails = Readonly<Record<string, unknown>> & { readonly revert?: DecodedRevert };

/** How a {@link LedgerError} is made; what is left out comes from the table of codes. */
export type LedgerErrorOptions = {
  readonly message?: string;
  readonly details?: ErrorDetails;
  readonly cause?: unknown;
  readonly retryable?: boolean;
  /** Entry to use for codes that do not stand in `errorTable`, such as a contract's. */
  readonly entry?: ErrorEntry;
};

/**
 * The one error family of the ledger. Programs look at `code` and `retryable`, people at `message`.
 *
 * @example
 * try { await queue.send(request); } catch (error) {
 *   if (isLedgerError(error, "VOUCHER_LOCKED")) console.log(error.details.revert?.namedArgs);
 * }
 */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
  /** Stable code, such as `VOUCHER_LOCKED`. */
  readonly code: string;
  /** True when the same call, made again unchanged later, may succeed. */
  readonly retryable: boolean;
  /** Status that an HTTP answer with this error carries. */
  readonly httpStatus: number;
  /** Values that explain it. */
  readonly details: ErrorDetails;

  constructor(code: string, options: LedgerErrorOptions = {}) {
    const entry = options.entry ?? errorTable[code];
    super(options.message ?? entry?.title ?? code, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? entry?.retryable ?? false;
    this.httpStatus = entry?.httpStatus ?? 500;
    this.details = options.details ?? {};
  }

  /**
   * Goes down the chain of causes and returns the first error that the test accepts; without a test the last one.
   */
  walk(): unknown;
  walk(accept: (error: unknown) => boolean): unknown;
  walk(accept?: (error: unknown) => boolean): unknown {
    const seen = new Set<unknown>();
    let current: unknown = this;
    for (;;) {
      if (accept?.(current)) return current;
      seen.add(current);
      const next = current instanceof Error ? current.cause : undefined;
      if (next === undefined || next === null || seen.has(next)) return accept ? undefined : current;
      current = next;
    }
  }
}

/**
 * True for an error of this family, and of this code when one is given. Works across two copies of the package, where
 * `instanceof` does not.
 */
export function isLedgerError(error: unknown, code?: string): error is LedgerError {
  return (
    error instanceof Error &&
    error.name === "LedgerError" &&
    "code" in error &&
    (code === undefined || error.code === code)
  );
}
