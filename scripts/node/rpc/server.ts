import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { NodeError, RpcError } from "../errors.ts";
import type { CallMethod } from "./methods.ts";

/** Longest request body in bytes, and the most calls in one batch. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;
export const MAX_BATCH = 1_000;

/** The public JSON-RPC endpoint. */
export interface RpcServer {
  readonly port: number;
  readonly url: string;
  /** Stops listening and waits for the answers under way. */
  close(): Promise<void>;
}

interface Call {
  id?: unknown;
  method?: unknown;
  params?: unknown;
}

/** Listens for JSON-RPC over HTTP POST, single calls and batches. @throws NodeError NODE_PORT_BUSY */
export async function startRpcServer(host: string, port: number, call: CallMethod): Promise<RpcServer> {
  const server = createServer((request, response) => {
    void handle(request, response, call);
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE" && error.code !== "EACCES") return reject(error);
      const what = error.code === "EACCES" ? "may not be used" : "is already in use by another program";
      const message = `Port ${port} on ${host} ${what}: stop that program or choose another port.`;
      reject(new NodeError("NODE_PORT_BUSY", message, error));
    });
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const shown = host.includes(":") ? `[${host}]` : host;
  return {
    port: bound,
    url: `http://${shown}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, call: CallMethod): Promise<void> {
  if (request.method !== "POST") {
    response.setHeader("Allow", "POST");
    return send(response, 405, failure(null, new RpcError(-32_600, "send JSON-RPC by POST")));
  }
  // Without these two, any page open in a browser on this machine could call the ledger unasked.
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    return send(response, 415, failure(null, new RpcError(-32_600, "send JSON-RPC as application/json")));
  }
  if (isLoopback(request.socket.localAddress) && !isLoopback(hostOf(request))) {
    return send(response, 403, failure(null, new RpcError(-32_600, "this address serves its own machine only")));
  }
  let body: string;
  try {
    body = await readBody(request);
  } catch (error) {
    response.setHeader("Connection", "close");
    return send(response, 413, failure(null, error as RpcError));
  }
  send(response, 200, await answer(body, call));
}

function hostOf(request: IncomingMessage): string | undefined {
  return URL.parse(`http://${request.headers.host ?? ""}`)?.hostname;
}

function isLoopback(host: string | undefined): boolean {
  if (host === undefined) return false;
  return host === "localhost" || /^(::ffff:)?127\./.test(host) || host === "::1" || host === "[::1]";
}

/** The response text to a request body; empty when there is nothing to say (notifications). */
async function answer(body: string, call: CallMethod): Promise<string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return failure(null, new RpcError(-32_700, "parse error: the body is not JSON"));
  }
  if (!Array.isArray(parsed)) return answerOne(parsed, call);
  if (parsed.length === 0) return failure(null, new RpcError(-32_600, "invalid request: the batch is empty"));
  if (parsed.length > MAX_BATCH) {
    return failure(null, new RpcError(-32_600, `invalid request: the batch has more than ${MAX_BATCH} calls`));
  }
  const answers = await Promise.all(parsed.map((one: unknown) => answerOne(one, call)));
  const said = answers.filter((text) => text !== "");
  return said.length === 0 ? "" : `[${said.join(",")}]`;
}

async function answerOne(one: unknown, call: CallMethod): Promise<string> {
  if (typeof one !== "object" || one === null || Array.isArray(one)) {
    return failure(null, new RpcError(-32_600, "invalid request: expected an object"));
  }
  const { id, method, params = [] } = one as Call;
  if (id !== undefined && id !== null && typeof id !== "string" && typeof id !== "number") {
    return failure(null, new RpcError(-32_600, "invalid request: the id is neither a string nor a number"));
  }
  try {
    if (typeof method !== "string") throw new RpcError(-32_600, "invalid request: the method is missing");
    if (!Array.isArray(params)) throw new RpcError(-32_602, "invalid params: expected an array");
    const text = await call(method, params, id ?? null);
    return id === undefined ? "" : text;
  } catch (error) {
    return id === undefined && typeof method === "string" ? "" : failure(id ?? null, error as RpcError);
  }
}

function failure(id: unknown, { code, message, data }: RpcError): string {
  return JSON.stringify({ jsonrpc: "2.0", id, error: { code, message, ...(data === undefined ? {} : { data }) } });
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) return chunks.push(chunk);
      chunks.length = 0;
      request.pause();
      reject(new RpcError(-32_600, `the request is larger than ${MAX_BODY_BYTES} bytes`));
    });
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    request.on("error", () => reject(new RpcError(-32_600, "the request broke off")));
  });
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) });
  response.end(text);
}
