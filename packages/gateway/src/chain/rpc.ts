/** One JSON-RPC call. */
export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** An error the node answered with. */
export class RpcError extends Error {
  override readonly name = "RpcError";
  readonly code: number;
  readonly data: unknown;

  constructor(method: string, code: number, message: string, data: unknown) {
    super(`${method}: ${message}`);
    this.code = code;
    this.data = data;
  }
}

/** No usable answer: the node is down, unreachable, too slow or not speaking JSON-RPC. */
export class RpcUnreachable extends Error {
  override readonly name = "RpcUnreachable";
}

/** A client of one or several nodes of the same chain. */
export interface Rpc {
  call<T>(method: string, ...params: unknown[]): Promise<T>;
  /** Sends calls in as few requests as the batch size allows; each has its own outcome. */
  settle(calls: readonly RpcCall[]): Promise<PromiseSettledResult<unknown>[]>;
  /** As settle, but fails with the first error. */
  batch<T>(calls: readonly RpcCall[]): Promise<T[]>;
}

/** How to reach the nodes. */
export interface RpcOptions {
  /** Tried in order; on failure the next one becomes the first. */
  readonly urls: readonly string[];
  readonly timeoutMs?: number;
  readonly batchSize?: number;
  /** Ends every call under way. */
  readonly signal?: AbortSignal;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { code: number; message: string; data?: unknown };
}

/** Besu's answer when it lags behind a block it was asked about. */
const lagging = -32008;

/** Creates a JSON-RPC client over HTTP that batches and changes nodes on failure. */
export function createRpc({ urls, timeoutMs = 15_000, batchSize = 100, signal }: RpcOptions): Rpc {
  let current = 0;

  const post = async (url: string, calls: readonly RpcCall[]): Promise<Map<number, Answer>> => {
    const body = calls.map(({ method, params }, id) => ({ jsonrpc: "2.0", id, method, params }));
    const limits = [AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])];
    let answers: unknown;
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body.length === 1 ? body[0] : body),
        signal: AbortSignal.any(limits),
      });
      answers = await response.json();
    } catch (error) {
      signal?.throwIfAborted();
      throw new RpcUnreachable(`no answer from the node at ${new URL(url).origin}`, { cause: error });
    }
    const list = (Array.isArray(answers) ? answers : [answers]) as Answer[];
    const single = list.length === 1 && calls.length > 1 ? list[0] : undefined;
    if (single?.error !== undefined) throw new RpcError("batch", single.error.code, single.error.message, undefined);
    return new Map(list.map((answer) => [answer.id, answer]));
  };

  const send = async (calls: readonly RpcCall[]): Promise<Map<number, Answer>> => {
    let failure: unknown;
    for (let tried = 0; tried < urls.length; tried++) {
      try {
        const answers = await post(urls[current]!, calls);
        const behind = urls.length > 1 && [...answers.values()].some((answer) => answer.error?.code === lagging);
        if (!behind || tried === urls.length - 1) return answers;
      } catch (error) {
        if (!(error instanceof RpcUnreachable)) throw error;
        failure = error;
      }
      current = (current + 1) % urls.length;
    }
    throw failure;
  };

  const settle: Rpc["settle"] = async (calls) => {
    const outcomes: PromiseSettledResult<unknown>[] = [];
    for (let start = 0; start < calls.length; start += batchSize) {
      const part = calls.slice(start, start + batchSize);
      const answers = await send(part);
      part.forEach(({ method }, id) => outcomes.push(outcomeOf(method, answers.get(id))));
    }
    return outcomes;
  };

  const batch = async <T>(calls: readonly RpcCall[]): Promise<T[]> =>
    (await settle(calls)).map((outcome) => {
      if (outcome.status === "rejected") throw outcome.reason;
      return outcome.value as T;
    });

  return {
    settle,
    batch,
    async call<T>(method: string, ...params: unknown[]) {
      const [result] = await batch<T>([{ method, params }]);
      return result as T;
    },
  };
}

function outcomeOf(method: string, answer: Answer | undefined): PromiseSettledResult<unknown> {
  if (answer === undefined || typeof answer !== "object") {
    return { status: "rejected", reason: new RpcUnreachable(`${method}: the node gave no answer`) };
  }
  if (answer.error !== undefined) {
    const { code, message, data } = answer.error;
    return { status: "rejected", reason: new RpcError(method, code, message, data) };
  }
  return { status: "fulfilled", value: answer.result ?? null };
}
