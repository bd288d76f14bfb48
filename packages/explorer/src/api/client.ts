import { ApiProblem, problemOf } from "./problem.ts";
import type { Names } from "./shapes.ts";

/** A question to the API; the type of its answer travels with it. */
export type Question<T> = { readonly path: string; readonly answer?: T };

/** The one place that talks to the gateway. */
export type ApiClient = {
  /** Asks, with the tag of the last answer: an unchanged answer is the same object again. */
  ask<T>(question: Question<T>, signal?: AbortSignal): Promise<T>;
  /** Asks with an API key. Nothing of the answer is kept: the next to look may have another key, or none. */
  askAs<T>(key: string, question: Question<T>, signal?: AbortSignal): Promise<T>;
  /** Does something with an API key. Sent again under the same request id, it is the same act and gives the same answer. */
  actAs<T>(key: string, question: Question<T>, body: unknown, requestId: string): Promise<T>;
  /** Hands in a file with an API key. */
  storeAs<T>(key: string, question: Question<T>, file: Blob): Promise<T>;
  /** Reads a document with an API key. */
  bytesAs(key: string, question: Question<never>): Promise<Blob>;
  /** The last answer, if it is still kept. */
  recall<T>(question: Question<T>): T | undefined;
  /** Sends a JSON body. */
  send<T>(question: Question<T>, body: unknown, signal?: AbortSignal): Promise<T>;
  /** Sends a file as it is. */
  sendFile<T>(question: Question<T>, file: Blob, mediaType: string): Promise<T>;
};

type Kept = { readonly tag: string | null; readonly body: unknown };
const mostKept = 100;

/**
 * Creates the client.
 *
 * @param base where `/v1` is; empty for the page's own origin
 * @param language told to the gateway with each call
 * @param onNames hears the institutions' names that an answer carries
 */
export function createApiClient(options: {
  readonly base?: string;
  readonly fetch?: typeof fetch;
  readonly language?: () => string;
  readonly onNames?: (names: Names) => void;
}): ApiClient {
  const { base = "", language = () => "zh-CN", onNames } = options;
  const call = options.fetch ?? ((url, init) => fetch(url, init));
  const kept = new Map<string, Kept>();

  const keep = (path: string, entry: Kept) => {
    kept.delete(path);
    kept.set(path, entry);
    const oldest = kept.keys().next().value;
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  };

  const request = async (path: string, init: RequestInit, signal: AbortSignal | undefined) => {
    try {
      return await call(base + path, { ...init, ...(signal && { signal }) });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new ApiProblem(0, {}, cause);
    }
  };

  const read = async (answer: Response): Promise<unknown> => {
    if (!answer.ok) throw await problemOf(answer);
    const body: unknown = await answer.json();
    const { names } = body as { names?: Names };
    if (names) onNames?.(names);
    return body;
  };

  return {
    async ask<T>({ path }: Question<T>, signal?: AbortSignal) {
      const known = kept.get(path);
      const headers: Record<string, string> = { accept: "application/json", "accept-language": language() };
      if (known?.tag) headers["if-none-match"] = known.tag;
      const answer = await request(path, { headers }, signal);
      if (answer.status === 304 && known) return known.body as T;
      const body = await read(answer);
      keep(path, { tag: answer.headers.get("etag"), body });
      return body as T;
    },

    async askAs<T>(key: string, { path }: Question<T>, signal?: AbortSignal) {
      const headers = { accept: "application/json", "accept-language": language(), authorization: `Bearer ${key}` };
      return (await read(await request(path, { headers, cache: "no-store" }, signal))) as T;
    },

    async actAs<T>(key: string, { path }: Question<T>, body: unknown, requestId: string) {
      const headers = {
        accept: "application/json",
        "accept-language": language(),
        "content-type": "application/json",
        authorization: `Bearer ${key}`,
        "idempotency-key": requestId,
        prefer: "wait=10",
      };
      return (await read(await request(path, { method: "POST", headers, body: JSON.stringify(body) }, undefined))) as T;
    },

    async storeAs<T>(key: string, { path }: Question<T>, file: Blob) {
      const headers = {
        accept: "application/json",
        "accept-language": language(),
        "content-type": file.type === "" ? "application/octet-stream" : file.type,
        authorization: `Bearer ${key}`,
      };
      return (await read(await request(path, { method: "POST", headers, body: file }, undefined))) as T;
    },

    async bytesAs(key: string, { path }: Question<never>) {
      const headers = { "accept-language": language(), authorization: `Bearer ${key}` };
      const answer = await request(path, { headers, cache: "no-store" }, undefined);
      if (!answer.ok) throw await problemOf(answer);
      return answer.blob();
    },

    recall: <T>({ path }: Question<T>) => kept.get(path)?.body as T | undefined,

    async sendFile<T>({ path }: Question<T>, file: Blob, mediaType: string) {
      const headers = { accept: "application/json", "accept-language": language(), "content-type": mediaType };
      return (await read(await request(path, { method: "POST", headers, body: file }, undefined))) as T;
    },

    async send<T>({ path }: Question<T>, body: unknown, signal?: AbortSignal) {
      const headers = {
        accept: "application/json",
        "accept-language": language(),
        "content-type": "application/json",
      };
      return (await read(await request(path, { method: "POST", headers, body: JSON.stringify(body) }, signal))) as T;
    },
  };
}
