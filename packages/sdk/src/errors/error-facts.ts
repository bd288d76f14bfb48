/** What can be read off an error of any library, at any depth. */
export type ErrorFacts = {
  /** Texts, the innermost first. */
  readonly messages: readonly string[];
  /** Numbers of JSON-RPC errors, the innermost first. */
  readonly rpcCodes: readonly number[];
  /** Codes of the operating system, of undici and of ethers, such as `ECONNREFUSED`. */
  readonly symbols: readonly string[];
  /** Statuses of HTTP answers. */
  readonly statuses: readonly number[];
  /** Hex bytes that stand where nodes put what a contract returned. */
  readonly returned: readonly string[];
};

/** What the caller asked stands under these names; it must never be taken for an answer. */
const asked = new Set(["transaction", "payload", "request", "params", "receipt", "invocation", "requestBody"]);
/** Places where nodes put the bytes of a refusal. */
const answered = new Set(["data", "result", "return", "output", "revertReason", "error"]);
const deepest = 12;

/**
 * Collects codes, texts and returned bytes from an error of ethers, fetch, Node or a bare JSON-RPC answer, through
 * `cause`, `error`, `info`, `data`, `errors` and bodies kept as text.
 */
export function errorFacts(error: unknown): ErrorFacts {
  const facts = { messages: [] as string[], rpcCodes: [] as number[], symbols: [] as string[] };
  const rest = { statuses: [] as number[], returned: [] as string[] };
  const seen = new Set<object>();

  const visit = (value: unknown, key: string, depth: number): void => {
    if (typeof value === "string") return visitText(value, key, depth);
    if (typeof value !== "object" || value === null || seen.has(value) || depth > deepest) return;
    seen.add(value);
    for (const name of ["cause", "errors", ...Object.keys(value)]) {
      if (!asked.has(name)) visit(Reflect.get(value, name), name, depth + 1);
    }
    const { code, message, shortMessage, status, name } = value as Record<string, unknown>;
    // The long message of ethers repeats the request, so the short one is read where there is one.
    const text = typeof shortMessage === "string" ? shortMessage : message;
    if (typeof text === "string") facts.messages.push(text);
    if (typeof code === "number") facts.rpcCodes.push(code);
    if (typeof code === "string") facts.symbols.push(code);
    if (typeof status === "number") rest.statuses.push(status);
    if (value instanceof Error && typeof name === "string") facts.symbols.push(name);
  };

  const visitText = (text: string, key: string, depth: number): void => {
    if (answered.has(key) && /^0x(?:[\da-f]{2})*$/i.test(text)) rest.returned.push(text.toLowerCase());
    else if (key === "responseStatus") rest.statuses.push(Number.parseInt(text, 10));
    else if (/^\s*[{[]/.test(text) && /body$/i.test(key)) visit(parsed(text), key, depth + 1);
    // Some nodes write the bytes into the sentence: "Reverted 0x08c379a0…".
    const written = /(?:revert|return data|custom error)[^]*?\b(0x[\da-f]{8}(?:[\da-f]{64})*)(?![\da-f])/i.exec(
      text,
    )?.[1];
    if (written && (key === "message" || key === "data" || key === "reason")) rest.returned.push(written.toLowerCase());
  };

  visit(error, "", 0);
  return { ...facts, ...rest };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
