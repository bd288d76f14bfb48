import { LedgerError } from "../errors/ledger-error.ts";
import type { SdkErrorCode } from "../errors/sdk-errors.ts";
import { errorTable } from "../errors/table.ts";

/** Where an input was wrong. */
type Fault = { readonly field?: string; readonly value?: string; readonly cause?: unknown };

/** An error of the typed client; the message names field and value where they are given. */
export function clientError(code: SdkErrorCode, { field, value, cause }: Fault = {}): LedgerError {
  const title = errorTable[code]?.title ?? code;
  const message = field ? `${title}: ${field}${value === undefined ? "" : ` is ${value}`}` : title;
  return new LedgerError(code, { message, details: { field, value }, cause });
}
