import { codeOf } from "../errors/code-of.ts";
import { errorTable } from "../errors/table.ts";
import type { LedgerClient } from "./client.ts";

/** Whether something is allowed now; if not, the code with which it would be refused. */
export type Permission =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly title: string; readonly titleZh: string };

/** What a reason code of the contracts says: the selector of an error, or zero for allowed. */
export function reasonOf({ errors }: LedgerClient, selector: string): Permission {
  if (BigInt(selector) === 0n) return { ok: true };
  const name = errors.getError(selector)?.name;
  const code = name === undefined ? "CONTRACT_ERROR_UNKNOWN" : codeOf(name);
  const { title, titleZh } = errorTable[code] ?? { title: name ?? selector, titleZh: name ?? selector };
  return { ok: false, code, title, titleZh };
}
