import { expect } from "chai";
import { createApiClient } from "./client.ts";
import { ApiProblem } from "./problem.ts";
import { questions } from "./questions.ts";

type Call = { readonly url: string; readonly init: RequestInit };

/** A client whose gateway gives these answers in turn. */
function clientOf(...answers: (Response | Error)[]) {
  const calls: Call[] = [];
  const names: unknown[] = [];
  const client = createApiClient({
    language: () => "en",
    onNames: (found) => names.push(found),
    fetch: async (url, init = {}) => {
      calls.push({ url: String(url), init });
      const answer = answers.shift();
      if (!answer || answer instanceof Error) throw answer ?? new Error("no answer is left");
      return answer;
    },
  });
  return { client, calls, names };
}

const json = (body: unknown, init: ResponseInit = {}) => Response.json(body, init);
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as ApiProblem,
  );

describe("The API client", () => {
  it("sends the tag of the last answer and gives the same object when nothing changed", async () => {
    const { client, calls } = clientOf(
      json({ n: 1 }, { headers: { etag: '"a"' } }),
      new Response(null, { status: 304 }),
    );
    const question = questions.asset("0x1");
    const first = await client.ask(question);
    expect(await client.ask(question)).to.equal(first);
    expect(client.recall(question)).to.equal(first);
    expect(calls[0]?.init.headers).not.to.have.property("if-none-match");
    expect(calls[1]?.init.headers).to.include({ "if-none-match": '"a"', "accept-language": "en" });
  });

  it("tells the names that an answer carries", async () => {
    const { client, names } = clientOf(json({ names: { "0x1": "桂南" } }));
    await client.ask(questions.party("0x1"));
    expect(names).to.deep.equal([{ "0x1": "桂南" }]);
  });

  it("turns problems into errors with code, title and advice", async () => {
    const body = { title: "No such voucher", status: 404, code: "VOUCHER_NOT_FOUND", detail: "9", retryable: false };
    const { client } = clientOf(json(body, { status: 404 }));
    const problem = await failure(client.ask(questions.provenance("9")));
    expect(problem).to.be.instanceOf(ApiProblem);
    expect(problem).to.include({
      code: "VOUCHER_NOT_FOUND",
      message: "No such voucher",
      advice: "notFound",
      detail: "9",
    });
  });

  it("survives a refusal that is no JSON, and a network that fails", async () => {
    const { client } = clientOf(new Response("<html>", { status: 502 }), new TypeError("failed to fetch"));
    expect(await failure(client.ask(questions.status()))).to.include({
      code: "HTTP_502",
      advice: "later",
      retryable: true,
    });
    expect(await failure(client.ask(questions.status()))).to.include({ code: "NETWORK", advice: "network" });
  });

  it("gives up when asked to, without calling it a problem", async () => {
    const controller = new AbortController();
    controller.abort();
    const { client } = clientOf(new DOMException("aborted", "AbortError"));
    expect(await failure(client.ask(questions.status(), controller.signal))).to.include({ name: "AbortError" });
  });

  it("asks for subjects and filters in their written form", () => {
    expect(questions.asset("a/b?").path).to.equal("/v1/assets/a%2Fb%3F");
    expect(questions.vouchers({ series: "3", holder: null, state: "", limit: 25 }).path).to.equal(
      "/v1/vouchers?series=3&limit=25",
    );
  });

  it("asks with a key, and keeps nothing of the answer", async () => {
    const { client, calls } = clientOf(json({ items: [1] }, { headers: { etag: '"a"' } }), json({ items: [] }));
    const question = questions.inquiries("7", { limit: 25, cursor: null });
    await client.askAs("dvk_key", question);
    expect(client.recall(question)).to.equal(undefined);
    await client.ask(question);
    expect(calls[0]).to.deep.include({ url: "/v1/registrations/7/inquiries?limit=25" });
    expect(calls[0]?.init).to.include({ cache: "no-store" });
    expect(calls[0]?.init.headers).to.include({ authorization: "Bearer dvk_key" });
    expect(calls[1]?.init.headers).not.to.have.any.keys("authorization", "if-none-match");
  });

  it("sends JSON", async () => {
    const { client, calls } = clientOf(json({ matches: true, differences: [] }));
    await client.send(questions.verifyCertificate(), { number: "SJ1" });
    expect(calls[0]?.init).to.include({ method: "POST", body: '{"number":"SJ1"}' });
  });

  it("sends a file as it is", async () => {
    const { client, calls } = clientOf(json({ matches: true, differences: [] }));
    const file = new Blob(["%PDF-"]);
    await client.sendFile(questions.verifyPaper(), file, "application/pdf");
    expect(calls[0]?.init).to.include({ method: "POST", body: file });
    expect(calls[0]?.init.headers).to.include({ "content-type": "application/pdf" });
  });

  it("keeps no more than the last hundred answers", async () => {
    const { client } = clientOf(...Array.from({ length: 101 }, (_, n) => json({ n })));
    for (let n = 0; n <= 100; n += 1) await client.ask(questions.block(String(n)));
    expect(client.recall(questions.block("0"))).to.equal(undefined);
    expect(client.recall(questions.block("100"))).to.deep.equal({ n: 100 });
  });
});
