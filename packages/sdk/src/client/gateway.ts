import { isLedgerError, LedgerError } from "../errors/ledger-error.ts";
import { errorTable } from "../errors/table.ts";
import { toLedgerError } from "../errors/to-ledger-error.ts";
import { clientError } from "./client-errors.ts";

/** Where a gateway is and who asks. */
export type GatewayOptions = {
  /** Address of the gateway, such as `https://ledger.example.cn`. */
  readonly url: string;
  readonly apiKey?: string | undefined;
  /** Longest time for one answer; 30 seconds unless given. */
  readonly timeoutMs?: number | undefined;
};

/** What one request carries besides its path. */
export type GatewayRequest = {
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Asks a gateway; every failure is a `LedgerError` with the gateway's own code. */
export type Gateway = {
  get(path: string, request?: Omit<GatewayRequest, "body">): Promise<unknown>;
  post(path: string, request: GatewayRequest): Promise<unknown>;
  /** The bytes of an answer as they are. */
  bytes(path: string, request?: Omit<GatewayRequest, "body">): Promise<Uint8Array>;
};

type Problem = { code?: unknown; title?: unknown; detail?: unknown; retryable?: unknown; errors?: unknown };

/** Makes a plain client of a gateway: one request a call, no caches, no retries. */
export function createGateway({ url, apiKey, timeoutMs = 30_000 }: GatewayOptions): Gateway {
  const base = url.replace(/\/+$/, "");
  const ask = async <T>(
    method: string,
    path: string,
    { query = {}, body, headers, signal }: GatewayRequest,
    read: (answer: Response) => Promise<T>,
  ) => {
    const target = new URL(`${base}${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) target.searchParams.set(name, String(value));
    }
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await fetch(target, {
        method,
        headers: {
          accept: "application/json",
          ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      return await read(answer);
    } catch (error) {
      if (signal?.aborted && !isLedgerError(error)) throw new LedgerError("ABORTED", { cause: error });
      throw toLedgerError(error, { details: { path } });
    }
  };
  const json = (path: string) => async (answer: Response) => resultOf(await answer.text(), answer, path);
  return {
    get: (path, request = {}) => ask("GET", path, request, json(path)),
    post: (path, request) => ask("POST", path, request, json(path)),
    bytes: (path, request = {}) =>
      ask("GET", path, request, async (answer) => {
        if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
        return resultOf(await answer.text(), answer, path) as never;
      }),
  };
}

function resultOf(text: string, { ok, status }: Response, path: string): unknown {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    if (ok) throw clientError("GATEWAY_ANSWER_MALFORMED", { field: path, cause });
    throw toLedgerError({ status }, { details: { path } });
  }
  if (ok) return content;
  const { code, title, detail, retryable, errors } = content as Problem;
  if (typeof code !== "string") throw toLedgerError({ status }, { details: { path } });
  const known = errorTable[code];
  const entry = known ?? { httpStatus: status, retryable: false, title: String(title), titleZh: "", from: "gateway" };
  throw new LedgerError(code, {
    message: String(detail ?? title ?? code),
    retryable: retryable === true,
    details: { path, status, errors },
    entry,
  });
}
