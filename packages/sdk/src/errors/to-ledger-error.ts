import { Interface } from "ethers";
import { codeOf } from "./code-of.ts";
import { decodeRevert, findRevertData } from "./decode-revert.ts";
import { errorFacts } from "./error-facts.ts";
import { isLedgerError, LedgerError, type DecodedRevert, type ErrorDetails } from "./ledger-error.ts";
import { rpcCodeOf } from "./rpc-code-of.ts";
import { errorTable, type ErrorTable } from "./table.ts";

/** What helps to explain a failure. */
export type ExplainOptions = {
  /** Interface with the custom errors of the contracts; without it only Solidity's own errors have names. */
  readonly interface?: Interface | undefined;
  /** Table in which the codes of custom errors stand. */
  readonly table?: ErrorTable | undefined;
  /** Values to put beside what the error itself tells. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
};

const noErrors = new Interface([]);

/**
 * Turns whatever a node, ethers, fetch or Node raised into the one error family.
 *
 * Only for failures of calls that reach a node: a mistake in our own code should stay what it is.
 * Texts of nodes go to `details.node` in one short line, never into the message.
 */
export function toLedgerError(error: unknown, options: ExplainOptions = {}): LedgerError {
  if (isLedgerError(error)) return error;
  if (error instanceof Error && error.name === "AbortError") return new LedgerError("ABORTED", { cause: error });

  const data = findRevertData(error, options.interface);
  const facts = errorFacts(error);
  const node = { message: oneLine(facts.messages[0]), code: facts.rpcCodes[0], status: facts.statuses[0] };
  const details = { ...options.details, node };
  const code = rpcCodeOf(facts);
  const refused = data !== undefined && (data.length >= 10 || code === "EXECUTION_REVERTED");
  if (refused) return revertError(data, { ...options, details }, error);
  return new LedgerError(code, { cause: error, details });
}

/**
 * The error of a contract's refusal.
 *
 * @param data bytes of the refusal, 0x hex; `0x` for none
 */
export function revertError(data: string, options: ExplainOptions = {}, cause?: unknown): LedgerError {
  const revert = decodeRevert(data, options.interface ?? noErrors);
  const details: ErrorDetails = { ...options.details, revert };
  if (revert.selector === "0x") return new LedgerError("EXECUTION_REVERTED", { details, cause });
  if (revert.name === undefined) {
    const message = `A contract refused with the unknown error ${revert.selector}`;
    return new LedgerError("CONTRACT_ERROR_UNKNOWN", { message, details, cause });
  }
  if (revert.name === "Error") {
    return new LedgerError("CONTRACT_REFUSED", { message: oneLine(String(revert.args[0])) ?? "", details, cause });
  }
  if (revert.name === "Panic") {
    const message = `A contract failed an internal check (panic ${String(revert.args[0])})`;
    return new LedgerError("CONTRACT_PANIC", { message, details, cause });
  }
  const code = codeOf(revert.name);
  const entry = (options.table ?? errorTable)[code] ?? {
    httpStatus: 409,
    retryable: false,
    title: revert.name,
    titleZh: "合约拒绝执行",
    from: revert.name,
  };
  return new LedgerError(code, { message: sentence(entry.title, revert), details, cause, entry });
}

function sentence(title: string, { namedArgs }: DecodedRevert): string {
  const values = Object.entries(namedArgs).map(([name, value]) => `${name} ${String(value)}`);
  return values.length ? `${title} (${values.join(", ")})` : title;
}

function oneLine(text: string | undefined): string | undefined {
  const line = text
    ?.split(/[\r\n]/, 1)[0]
    ?.replace(/\p{Cc}+/gu, " ")
    .trim();
  return line && line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
