import type { ErrorFacts } from "./error-facts.ts";
import { numberRules, type RpcErrorCode, statusRules, symbolRules, textRules } from "./rpc-rules.ts";

/**
 * The code of an RPC failure. A node's number comes first where it has one meaning only (-32008 lagging), then its
 * sentence, then its other numbers, then the connection, then the HTTP status.
 */
export function rpcCodeOf(facts: ErrorFacts): RpcErrorCode {
  const answered = facts.rpcCodes.length > 0;
  if (facts.rpcCodes.includes(-32008)) return "NODE_LAGGING";
  if (answered) {
    const known = textRule(facts.messages) ?? first(facts.rpcCodes, (code) => numberRules[code]);
    if (known) return known;
  }
  return (
    first(facts.symbols, (symbol) => symbolRules[symbol]) ??
    first(facts.statuses, (status) => statusRules[status]) ??
    (answered ? "RPC_FAILED" : (textRule(facts.messages) ?? connectionRule(facts.messages) ?? "RPC_FAILED"))
  );
}

function textRule(messages: readonly string[]): RpcErrorCode | undefined {
  return first(messages, (message) => textRules.find(([pattern]) => pattern.test(message))?.[1]);
}

/** Browsers and runtimes that give no code, only a sentence. */
function connectionRule(messages: readonly string[]): RpcErrorCode | undefined {
  return first(messages, (message) => {
    if (/timed? ?out|timeout/i.test(message)) return "NODE_TIMEOUT";
    return /socket hang up|fetch failed|failed to fetch|load failed|networkerror|missing response|terminated/i.test(
      message,
    )
      ? "NODE_UNREACHABLE"
      : undefined;
  });
}

function first<T, R>(values: readonly T[], rule: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = rule(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
