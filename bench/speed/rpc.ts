import { Agent, request } from "node:http";

/** Calls a JSON-RPC method over kept connections. @throws Error with what the chain answered */
export function createCaller(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { "content-type": "application/json" };
  const post = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = request(url, { method: "POST", agent, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
        response.on("end", () => resolve(text)).on("error", reject);
      });
      sent.on("error", reject).end(body);
    });
  return {
    async call(method: string, ...params: unknown[]): Promise<string> {
      const text = await post(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }));
      const { result, error } = JSON.parse(text) as { result?: string; error?: { message: string } };
      if (result === undefined) throw new Error(`${method}: ${error?.message ?? text}`);
      return result;
    },
    close: () => agent.destroy(),
  };
}
