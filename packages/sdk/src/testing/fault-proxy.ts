import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to one request: it passes, the line breaks before or after the node has it, or something answers. */
export type Fault =
  | "pass"
  | "break-before"
  | "break-after"
  | { readonly status: number }
  | { readonly error: { readonly code: number; readonly message: string } };

/** A line to a real node that breaks when told so. */
export type FaultProxy = {
  readonly url: string;
  /** Decides over each request; everything passes at first. */
  setRule(rule: (method: string, params: readonly unknown[]) => Fault): void;
  /** Methods that came through, in order. */
  readonly methods: string[];
  stop(): Promise<void>;
};

/** Starts a line to the node at `target`, on `port` or a free one. */
export async function startFaultProxy(target: string, port = 0): Promise<FaultProxy> {
  let rule: (method: string, params: readonly unknown[]) => Fault = () => "pass";
  const methods: string[] = [];

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { id, method, params } = JSON.parse(body) as { id: number; method: string; params: unknown[] };
    methods.push(method);
    const fault = rule(method, params);
    if (fault === "break-before") return void request.socket.destroy();
    if (typeof fault === "object") {
      response.writeHead("status" in fault ? fault.status : 200, { "content-type": "application/json" });
      return void response.end("error" in fault ? JSON.stringify({ jsonrpc: "2.0", id, error: fault.error }) : "");
    }
    const answer = await fetch(target, { method: "POST", headers: { "content-type": "application/json" }, body });
    const text = await answer.text();
    if (fault === "break-after") return void request.socket.destroy();
    response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setRule: (next) => void (rule = next),
    methods,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
