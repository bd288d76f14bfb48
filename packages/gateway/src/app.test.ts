import { createHash } from "node:crypto";
import { once } from "node:events";
import { Agent, METHODS, request, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect } from "chai";
import { createSender, emission } from "./testing/emitter.ts";
import { startTestGateway, type TestGateway } from "./testing/gateway.ts";

describe("the gateway over HTTP", function () {
  this.timeout(30_000);
  let gateway: TestGateway;

  before(async () => {
    gateway = await startTestGateway();
    await gateway.indexed();
  });
  after(() => gateway.stop());

  const get = (url: string, headers: Record<string, string> = {}) => gateway.app.inject({ url, headers });
  const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
    gateway.app.inject({
      method: "POST",
      url,
      headers: { "content-type": "application/json", ...headers },
      payload: typeof payload === "string" || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
    });
  const raw = (value = 1) => gateway.sender.sign(gateway.emitter, emission(1, value));

  it("says that it lives and is ready, where it stands, and what it measures", async () => {
    expect((await get("/livez")).json()).to.eql({ status: "live" });
    expect((await get("/readyz")).json()).to.eql({ status: "ready" });
    expect((await get("/v1/status")).json()).to.deep.include({
      chainId: "31338",
      lag: { blocks: 0, seconds: 0 },
      failure: null,
      unknownLogs: 0,
    });
    const metrics = (await get("/metrics")).body;
    expect(metrics)
      .to.match(/^gateway_index_lag_blocks 0$/m)
      .and.to.match(/gateway_http_request_seconds_count\{method="GET"/);
  });

  it("takes a transaction, waits when asked, and shows the operation by id and hash", async () => {
    const accepted = await post("/v1/transactions", { raw: raw() });
    expect(accepted.statusCode).to.equal(202);
    const operation = accepted.json<{ id: string; hash: string; state: string }>();
    expect(accepted.headers["location"]).to.equal(`/v1/operations/${operation.id}`);
    const waiting = get(`/v1/operations/${operation.hash}`, { prefer: "wait=20" });
    await gateway.services.outbox.wait(operation.id, ["sent"], 5_000);
    await gateway.anvil.mine();
    expect((await waiting).json()).to.deep.include({ id: operation.id, state: "final", success: true, refusal: null });
    await gateway.indexed();
    const shown = (await get(`/v1/transactions/${operation.hash}`)).json<{ events: { name: string }[] }>();
    expect(shown).to.deep.include({
      hash: operation.hash,
      status: "success",
      toContract: "Emitter",
      method: null,
      error: null,
    });
    expect(shown.events.map((event) => event.name)).to.eql(["Emitted"]);
  });

  it("returns the first result for a repeated idempotency key and refuses another body", async () => {
    const headers = { "idempotency-key": "once" };
    const body = { raw: raw() };
    const [first, second] = await Promise.all([
      post("/v1/transactions", body, headers),
      post("/v1/transactions", body, headers),
    ]);
    expect(first.json<{ id: string }>().id).to.equal(second.json<{ id: string }>().id);
    const other = await post("/v1/transactions", { raw: raw() }, headers);
    expect([other.statusCode, other.json<{ code: string }>().code]).to.eql([409, "IDEMPOTENCY_KEY_REUSED"]);
    // Another account may use the same key.
    const own = createSender(gateway.anvil).sign(gateway.emitter, emission(1, 1));
    expect((await post("/v1/transactions", { raw: own }, headers)).statusCode).to.equal(202);
    await gateway.anvil.mine();
  });

  it("answers every error as a problem with its own code", async () => {
    const json = { "content-type": "application/json" };
    const cases: [string, number, Promise<{ statusCode: number; headers: object; body: string }>][] = [
      ["ROUTE_NOT_FOUND", 404, get("/v1/nothing")],
      ["METHOD_NOT_ALLOWED", 405, gateway.app.inject({ method: "DELETE", url: "/v1/transactions" })],
      [
        "METHOD_NOT_ALLOWED",
        405,
        gateway.app.inject({ method: "POST", url: "/v1/operations/abc", headers: json, payload: "{}" }),
      ],
      ["URL_MALFORMED", 400, get("/v1/operations/%ff")],
      ["JSON_MALFORMED", 400, post("/v1/transactions", "{")],
      ["JSON_MALFORMED", 400, post("/v1/transactions", Buffer.from([0x22, 0xff, 0x22]))],
      ["BODY_EMPTY", 400, post("/v1/transactions", "")],
      [
        "MEDIA_TYPE_NOT_SUPPORTED",
        415,
        gateway.app.inject({
          method: "POST",
          url: "/v1/transactions",
          headers: { "content-type": "text/xml" },
          payload: "<a/>",
        }),
      ],
      ["BODY_OVERSIZED", 413, post("/v1/transactions", { raw: "0x".padEnd(2_000_000, "0") })],
      ["REQUEST_INVALID", 422, post("/v1/transactions", {})],
      ["REQUEST_INVALID", 422, post("/v1/transactions", { raw: 1 })],
      ["REQUEST_INVALID", 422, post("/v1/transactions", "[".repeat(40) + "]".repeat(40))],
      ["NUMBER_UNSAFE", 422, post("/v1/transactions", '{"raw":9007199254740993}')],
      ["NUMBER_UNSAFE", 422, post("/v1/transactions", '{"raw":1e400}')],
      ["PROPERTY_NAME_REFUSED", 422, post("/v1/transactions", '{"__proto__":{"a":1}}')],
      ["TEXT_NUL", 400, post("/v1/transactions", '{"raw":"\\u0000"}')],
      ["TEXT_LONE_SURROGATE", 400, post("/v1/transactions", '{"raw":"\\ud800"}')],
      ["TEXT_BIDI_CONTROL", 400, post("/v1/transactions", { raw: "a\u202eb" })],
      ["TEXT_BIDI_CONTROL", 400, get(`/v1/documents/${encodeURIComponent("\u202e")}`)],
      ["TRANSACTION_MALFORMED", 400, post("/v1/transactions", { raw: "数据" })],
      ["CURSOR_INVALID", 400, get("/v1/blocks?cursor=AAAA")],
      ["REQUEST_INVALID", 422, get("/v1/blocks?limit=201")],
      ["ID_MALFORMED", 400, get("/v1/blocks/-1")],
      ["NOT_FOUND", 404, get("/v1/blocks/999999")],
      ["LAST_EVENT_ID_INVALID", 400, get("/v1/events?after=x")],
      ["OPERATION_NOT_FOUND", 404, get(`/v1/operations/${"0".repeat(32)}`)],
      ["API_KEY_MALFORMED", 401, get("/v1/keys", { authorization: "Basic abc" })],
      ["API_KEY_UNKNOWN", 401, get("/v1/keys", { "x-api-key": `dvk_${"0".repeat(16)}_${"A".repeat(43)}` })],
      ["AUTHENTICATION_REQUIRED", 401, get("/v1/keys")],
      ["ROLE_NOT_ALLOWED", 403, get("/v1/keys", await gateway.as("party"))],
      ["IDEMPOTENCY_KEY_MALFORMED", 400, post("/v1/transactions", { raw: "0x00" }, { "idempotency-key": "a b" })],
    ];
    for (const [code, status, answer] of cases) {
      const { statusCode, headers, body } = await answer;
      const problem = JSON.parse(body) as Record<string, unknown>;
      expect([problem["code"], statusCode], body).to.eql([code, status]);
      expect(headers).to.include({ "content-type": "application/problem+json; charset=utf-8" });
      expect(problem).to.include({ type: `/problems/${code}`, status });
      expect(problem["instance"]).to.match(/^urn:request:[0-9a-f-]{36}$/);
      expect((await get(`/problems/${code}`)).json()).to.include({ code, httpStatus: status });
    }
  });

  it("points at what is wrong with a request and shows the value", async () => {
    const { errors } = (await post("/v1/transactions", { raw: 7, more: 1 })).json<{ errors: unknown[] }>();
    expect(errors).to.have.deep.members([
      { pointer: "/raw", detail: "must be string", value: "7" },
      { pointer: "/more", detail: "is not a known property" },
    ]);
    const query = (await get("/v1/blocks?limit=x")).json<{ errors: unknown[] }>();
    expect(query.errors).to.eql([{ parameter: "limit", detail: "must be integer", value: "x" }]);
  });

  it("titles problems in Chinese for clients that ask for it", async () => {
    const { title } = (await get("/v1/nothing", { "accept-language": "zh-CN,zh;q=0.9" })).json<{ title: string }>();
    expect(title).to.equal("该路径不存在");
  });

  it("pages in a stable order, without gap or double, and refuses a cursor of another list", async () => {
    for (let i = 0; i < 5; i++) {
      await gateway.anvil.rpc.call("eth_sendRawTransaction", raw(i));
      await gateway.anvil.mine();
    }
    await gateway.indexed();
    type Page = { items: { number: number }[]; nextCursor: string | null; asOfBlock: { number: number } };
    const whole = (await get("/v1/blocks?limit=200")).json<Page>();
    const numbers: number[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Page = (await get(`/v1/blocks?limit=2${cursor && `&cursor=${cursor}`}`)).json<Page>();
      numbers.push(...page.items.map((item) => item.number));
      expect(page.asOfBlock).to.eql(whole.asOfBlock);
      cursor = page.nextCursor;
      if (cursor === null) break;
      const flipped = cursor.slice(0, -1) + (cursor.endsWith("A") ? "B" : "A");
      expect((await get(`/v1/blocks?cursor=${flipped}`)).json()).to.include({ code: "CURSOR_INVALID" });
    }
    expect(numbers).to.eql(whole.items.map((item) => item.number));
    expect(numbers).to.eql([...numbers].sort((a, b) => b - a));
  });

  it("tags ledger answers with their block and answers 304 until the next", async () => {
    const { headers } = await get("/v1/blocks");
    const etag = headers["etag"] as string;
    expect((await get("/v1/blocks", { "if-none-match": etag })).statusCode).to.equal(304);
    const other = await get("/v1/blocks", { "if-none-match": etag, ...(await gateway.as("registry")) });
    expect(other.statusCode).to.equal(200);
    await gateway.anvil.mine();
    await gateway.indexed();
    expect((await get("/v1/blocks", { "if-none-match": etag })).statusCode).to.equal(200);
  });

  it("stores documents and gives them, or a range, to those who may read them", async () => {
    const text = "登记材料";
    const digest = createHash("sha256").update(text).digest("hex");
    const owner = await gateway.as("party", "0xa1");
    const headers = { ...owner, "content-type": "text/plain; charset=utf-8" };
    const stored = await post(`/v1/documents?class=registry&sha256=${digest}`, text, headers);
    expect([stored.statusCode, stored.json<{ sha256: string }>().sha256]).to.eql([201, digest]);
    // Whoever hands in the same bytes later learns nothing of the first.
    const later = { ...(await gateway.as("party", "0xb2")), "content-type": "text/markdown" };
    const again = (await post("/v1/documents?class=registry", text, later)).json<{
      storedAt: string;
      mediaType: string;
    }>();
    expect(again.mediaType).to.equal("text/markdown");
    expect(Date.parse(again.storedAt)).to.be.above(Date.parse(stored.json<{ storedAt: string }>().storedAt));
    const hidden = await get(`/v1/documents/${digest}`);
    expect([hidden.statusCode, hidden.json<{ code: string }>().code]).to.eql([404, "DOCUMENT_NOT_FOUND"]);
    const whole = await get(`/v1/documents/${digest}`, await gateway.as("registry"));
    expect(whole.body).to.equal(text);
    expect(whole.headers["content-disposition"]).to.match(/^attachment/);
    const part = await get(`/v1/documents/${digest}`, { ...owner, range: "bytes=3-5" });
    expect([part.statusCode, part.body, part.headers["content-range"]]).to.eql([206, "记", "bytes 3-5/12"]);
    const outside = await get(`/v1/documents/${digest}`, { ...owner, range: "bytes=12-" });
    expect(outside.json()).to.include({ code: "RANGE_NOT_SATISFIABLE" });
    expect((await post("/v1/documents?class=public", "x", { "content-type": "text/plain" })).statusCode).to.equal(401);
    const registry = await gateway.as("registry");
    const none = await gateway.app.inject({ method: "POST", url: "/v1/documents?class=public", headers: registry });
    expect(none.json()).to.include({ code: "DOCUMENT_EMPTY" });
  });

  it("lets an operator make and revoke API keys of parties, and of nobody else", async () => {
    const operator = await gateway.as("operator");
    for (const role of ["registry", "exchange", "regulator", "operator"]) {
      const refused = await post(
        "/v1/keys",
        { role, label: "desk", days: 1 },
        { ...operator, "idempotency-key": role },
      );
      expect([refused.statusCode, refused.json<{ code: string }>().code]).to.eql([403, "KEY_ROLE_NOT_BY_HTTP"]);
    }
    const once = { ...operator, "idempotency-key": "desk-1" };
    const made = (await post("/v1/keys", { role: "party", label: "desk", days: 1 }, once)).json<{
      id: string;
      key: string;
    }>();
    expect((await get("/v1/keys", { "x-api-key": made.key })).json()).to.include({ code: "ROLE_NOT_ALLOWED" });
    const listed = (await get("/v1/keys", operator)).json<{ id: string; createdBy: string }[]>();
    const maker = operator.authorization.split("_")[1];
    expect(listed.find(({ id }) => id === made.id)).to.include({ role: "party", createdBy: maker });
    expect(listed.find(({ id }) => id === maker)).to.include({ role: "operator", createdBy: "cli" });
    const gone = await gateway.app.inject({ method: "DELETE", url: `/v1/keys/${made.id}`, headers: operator });
    expect(gone.statusCode).to.equal(204);
    expect((await get("/v1/keys", { "x-api-key": made.key })).json()).to.include({ code: "API_KEY_REVOKED" });
  });

  it("makes one API key for a request, whose secret a repeat does not tell", async () => {
    const operator = await gateway.as("operator");
    const body = { role: "party", label: "once", days: 1 };
    expect((await post("/v1/keys", body, operator)).json()).to.include({ code: "IDEMPOTENCY_KEY_MISSING" });
    const headers = { ...operator, "idempotency-key": "desk-2" };
    const answers = await Promise.all([1, 2, 3].map(() => post("/v1/keys", body, headers)));
    answers.push(await post("/v1/keys", body, headers));
    const made = answers.map((answer) => answer.json<{ id: string; key: string | null }>());
    expect(new Set(made.map(({ id }) => id)).size).to.equal(1);
    const [first, ...others] = answers.map(({ statusCode }, i) => [statusCode, made[i]!.key === null]);
    expect(first).to.eql([201, false]);
    expect(others).to.eql([1, 2, 3].map(() => [200, true]));
    const other = await post("/v1/keys", { ...body, days: 2 }, headers);
    expect(other.json()).to.include({ code: "IDEMPOTENCY_KEY_REUSED" });
    const listed = (await get("/v1/keys", operator)).json<{ label: string }[]>();
    expect(listed.filter(({ label }) => label === "once")).to.have.length(1);
  });

  it("describes itself in OpenAPI 3.1 and serves the page offline under a strict policy", async () => {
    const api = (await get("/openapi.json")).json<{ openapi: string; paths: Record<string, object> }>();
    expect(api.openapi).to.equal("3.1.0");
    expect(Object.keys(api.paths)).to.include.members(["/v1/transactions", "/v1/operations/{id}", "/v1/events"]);
    expect(JSON.stringify(api)).to.not.include('"nullable"');
    expect(await new Validator().validate(api)).to.deep.include({ valid: true });
    const page = await get("/docs/");
    expect(page.headers["content-security-policy"]).to.match(/default-src 'none';script-src 'self';style-src 'self'/);
    expect(page.body)
      .to.not.match(/https?:\/\//)
      .and.not.match(/<script>|<style>/);
  });

  it("tells of every route what it is for, what it answers and how it refuses", async () => {
    type Operation = { summary?: string; tags?: string[]; responses: Record<string, { content?: object }> };
    const api = (await get("/openapi.json")).json<{ paths: Record<string, Record<string, Operation>> }>();
    const lacking = Object.entries(api.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { summary, tags, responses }]) => {
        const fine = summary && tags?.length && Object.keys(responses).some((status) => /^[23]/.test(status));
        const refusals = ["4XX", "5XX"].every((status) => {
          const { content = {} } = responses[status] ?? {};
          return Object.keys(content).join() === "application/problem+json";
        });
        return fine && refusals ? [] : [`${method} ${path}`];
      }),
    );
    expect(lacking).to.eql([]);
  });

  it("tells of every answer whether it is the ledger's, with its block, or a home record", async () => {
    type Schema = { properties?: Record<string, Schema>; items?: Schema; "x-home-record"?: true };
    type Operation = { responses: Record<string, { content?: { "application/json"?: { schema?: Schema } } }> };
    const api = (await get("/openapi.json")).json<{ paths: Record<string, Record<string, Operation>> }>();
    const neither: string[] = [];
    const both: string[] = [];
    for (const [path, operations] of Object.entries(api.paths)) {
      for (const [method, { responses }] of Object.entries(operations)) {
        for (const [status, { content }] of Object.entries(responses)) {
          const schema = content?.["application/json"]?.schema;
          if (schema === undefined || !/^2/.test(status) || !path.startsWith("/v1/")) continue;
          const ledger = schema.properties?.["asOfBlock"] !== undefined;
          const home = (schema.items ?? schema)["x-home-record"] === true;
          if (!ledger && !home) neither.push(`${method} ${path}`);
          const inner = JSON.stringify(schema).includes('"x-home-record"');
          if (ledger && (home || inner)) both.push(`${method} ${path}`);
        }
      }
    }
    // Where this gateway stands.
    expect(neither).to.eql(["get /v1/status"]);
    // Why a transaction was refused, which is marked by itself.
    expect(both.sort()).to.eql(["get /v1/transactions", "get /v1/transactions/{hash}"]);
    const { properties } =
      api.paths["/v1/transactions/{hash}"]!["get"]!.responses["200"]!.content!["application/json"]!.schema!;
    const marked = Object.entries(properties!).filter(([, schema]) => schema["x-home-record"] === true);
    expect(marked.map(([name]) => name)).to.eql(["error", "errorUnavailable"]);
  });

  it("answers every method that Node reads, also those that no route takes", async () => {
    const url = new URL(await gateway.app.listen({ port: 0, host: "127.0.0.1" }));
    for (const method of METHODS.filter((name) => !["CONNECT", "GET", "HEAD"].includes(name))) {
      const sent = request({ host: url.hostname, port: url.port, path: "/v1/blocks", method }).end();
      const [answer] = (await once(sent, "response")) as [IncomingMessage];
      answer.resume();
      expect([method, answer.statusCode]).to.eql([method, 405]);
    }
  });

  it("names in OpenAPI only codes that the table of errors explains", async () => {
    const text = (await get("/openapi.json")).body;
    const listed = (await get("/problems")).json<{ code: string }[]>().map(({ code }) => code);
    const named = new Set(text.match(/\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\b/g));
    expect([...named].filter((code) => !listed.includes(code))).to.eql([]);
    const { components } = JSON.parse(text) as {
      components: { schemas: { Problem: { properties: { code: { enum: string[] } } } } };
    };
    expect(components.schemas.Problem.properties.code.enum).to.have.members(listed);
  });

  it("gathers no listeners on a kept connection", async () => {
    const kept = await startTestGateway();
    const counts: number[] = [];
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const sockets = new Set<Socket>();
    const watch = ({ socket }: IncomingMessage) => {
      sockets.add(socket);
      counts.push(socket.listenerCount("close"));
    };
    kept.app.server.on("request", watch);
    const { port } = new URL(await kept.app.listen({ port: 0, host: "127.0.0.1" }));
    const body = JSON.stringify({ raw: kept.sender.sign(kept.emitter, emission(1, 1)) });
    for (let i = 0; i < 20; i++) {
      const headers = { "content-type": "application/json", ...(i % 2 ? { prefer: "wait=1" } : {}) };
      const sent = request({ host: "127.0.0.1", port, path: "/v1/transactions", method: "POST", agent, headers });
      const [answer] = (await once(sent.end(body), "response")) as [IncomingMessage];
      expect(answer.statusCode).to.be.oneOf([200, 202]);
      const { id } = JSON.parse((await answer.toArray()).join("")) as { id: string };
      await kept.services.outbox.wait(id, ["sent"], 5_000);
      if (i === 0) await kept.anvil.mine();
    }
    agent.destroy();
    await kept.stop();
    expect([sockets.size, counts.length]).to.eql([1, 20]);
    expect(counts.at(-1)).to.equal(counts[1]);
  });

  it("limits each client by itself", async () => {
    const limited = await startTestGateway({ RATE_PER_MINUTE: "3" });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await limited.app.inject("/livez")).statusCode);
    expect(statuses).to.eql([200, 200, 200, 429]);
    const other = await limited.app.inject({ url: "/livez", headers: await limited.as("party") });
    expect(other.statusCode).to.equal(200);
    const problem = (await limited.app.inject("/livez")).json<{ code: string; retryable: boolean }>();
    expect(problem).to.include({ code: "RATE_EXCEEDED", retryable: true });
    await limited.stop();
  });
});
