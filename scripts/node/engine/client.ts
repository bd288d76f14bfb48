import { connect } from "node:net";
import type { Socket } from "node:net";
import { EngineDown, RpcError } from "../errors.ts";

/** JSON-RPC to the engine. Calls made one after the other are executed by it in that order. */
export interface EngineClient {
  /** The answer's JSON text as it came, with the given id. */
  raw(method: string, params: readonly unknown[], id?: unknown): Promise<string>;
  /** The answer's result. @throws RpcError, EngineDown */
  call<T = unknown>(method: string, ...params: unknown[]): Promise<T>;
  /** Calls that have no answer yet. */
  readonly pending: number;
  close(): void;
}

interface Waiting {
  resolve: (body: string) => void;
  reject: (error: Error) => void;
}

const HEADER_END = Buffer.from("\r\n\r\n");

/**
 * One connection to the engine with HTTP/1.1 pipelining. The engine serves a connection's requests in order, which
 * its JSON-RPC batches do not promise, and pipelining is as fast as they are.
 */
export function createEngineClient(port: number): EngineClient {
  let socket: Socket | undefined;
  let waiting: Waiting[] = [];
  let chunks: Buffer[] = [];
  let size = 0;
  let needed = 0;
  let bodyAt = 0;
  let closed = false;

  function fail(error: Error): void {
    const failed = waiting;
    waiting = [];
    chunks = [];
    size = 0;
    needed = 0;
    socket?.destroy();
    socket = undefined;
    for (const entry of failed) entry.reject(error);
  }

  function consume(): void {
    while (waiting.length > 0) {
      if (needed > 0 && size < needed) return;
      let all = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size);
      if (needed === 0) {
        const end = all.indexOf(HEADER_END);
        chunks = [all];
        if (end < 0) return;
        const length = /\r\ncontent-length: *(\d+)/i.exec(all.toString("latin1", 0, end));
        if (!length) return fail(new EngineDown("the engine answered without a length"));
        bodyAt = end + 4;
        needed = bodyAt + Number(length[1]);
        if (size < needed) return;
      }
      const body = all.toString("utf8", bodyAt, needed);
      all = all.subarray(needed);
      chunks = all.length > 0 ? [all] : [];
      size = all.length;
      needed = 0;
      waiting.shift()?.resolve(body);
    }
  }

  function open(): Socket {
    const fresh = connect({ port, host: "127.0.0.1", noDelay: true });
    fresh.on("data", (chunk: Buffer) => {
      if (fresh !== socket) return;
      chunks.push(chunk);
      size += chunk.length;
      consume();
    });
    fresh.on("error", (error) => fresh === socket && fail(new EngineDown("the engine's connection broke", error)));
    fresh.on("close", () => fresh === socket && fail(new EngineDown("the engine closed its connection")));
    return fresh;
  }

  function raw(method: string, params: readonly unknown[], id: unknown = 1): Promise<string> {
    return new Promise((resolve, reject) => {
      if (closed) return reject(new EngineDown("the engine is stopped"));
      const body = JSON.stringify({ jsonrpc: "2.0", id, method, params });
      const head = `POST / HTTP/1.1\r\nHost: engine\r\nContent-Type: application/json\r\n`;
      socket ??= open();
      waiting.push({ resolve, reject });
      socket.write(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
  }

  return {
    raw,
    async call<T>(method: string, ...params: unknown[]): Promise<T> {
      const answer = JSON.parse(await raw(method, params)) as {
        result?: T;
        error?: { code: number; message: string; data?: unknown };
      };
      if (answer.error) throw new RpcError(answer.error.code, answer.error.message, answer.error.data);
      return answer.result as T;
    },
    get pending() {
      return waiting.length;
    },
    close() {
      closed = true;
      fail(new EngineDown("the engine is stopped"));
    },
  };
}
