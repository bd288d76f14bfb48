import { createHash } from "node:crypto";
import { expect } from "chai";
import { digestOfSubmission, type NationalSubmission } from "../../../packages/sdk/src/index.ts";
import { createHttpSystem } from "../../../packages/gateway/src/national/http-system.ts";
import { NationalFault } from "../../../packages/gateway/src/national/system.ts";
import { createStandInBench, startServer, token } from "./support.ts";

const hash = (text: string) => `0x${createHash("sha256").update(text).digest("hex")}`;
const ledger = "1:0x00000000000000000000000000000000000000aa";
const { signal } = new AbortController();

function evidence(caseId: string, over: Partial<NationalSubmission> = {}): NationalSubmission {
  return {
    ledger,
    caseId,
    kind: "evidence",
    registration: "initial",
    registry: "0x00000000000000000000000000000000000000Bb",
    registryCode: "451",
    applicant: "0x00000000000000000000000000000000000000Cc",
    others: [],
    assetId: hash("asset"),
    assetName: "广西物流周转量",
    fingerprint: hash("fingerprint"),
    rights: ["hold"],
    material: hash(`evidence of ${caseId}`),
    ...over,
  } as NationalSubmission;
}

/** The kind and the words of a fault. */
async function faultOf(work: Promise<unknown>): Promise<[string, string]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof NationalFault) return [error.kind, error.message];
    throw error;
  }
  throw new Error("there was no fault");
}

describe("The national service system over HTTP, against its stand-in", () => {
  let bench: Awaited<ReturnType<typeof createStandInBench>>;
  const systemAt = (url: string, over = {}) => createHttpSystem({ url, token, ...over });
  before(async () => {
    bench = await createStandInBench();
  });
  after(() => bench.clean());

  it("answers with a number, a time, the digest of what it received, and the mark 演示", async () => {
    const submission = evidence("1");
    const before = Math.floor(Date.now() / 1000);
    const answer = await systemAt(bench.url).submit(submission, signal);
    expect(answer.receiptNumber).to.match(/^DEMO-\d{4}-0{7}1$/);
    expect(answer.sample).to.equal(true);
    expect(answer.digest).to.equal((await digestOfSubmission(submission)).sha256);
    expect(Date.parse(answer.statedAt) / 1000).to.be.within(before, before + 60);
  });

  it("answers the same to the same, however often and after a restart, and refuses another content", async () => {
    const system = systemAt(bench.url);
    const [first, ...more] = await Promise.all([1, 2, 3, 4].map(() => system.submit(evidence("2"), signal)));
    for (const again of more) expect(again).to.deep.equal(first);
    await bench.stop();
    await bench.start();
    expect(await system.submit(evidence("2"), signal)).to.deep.equal(first);
    const other = await faultOf(system.submit(evidence("2", { material: hash("other") }), signal));
    expect(other[0]).to.equal("refused");
    expect(other[1]).to.include("Another content was submitted as evidence of case 2");
    // A number is not given twice, also not after a restart.
    expect((await system.submit(evidence("3"), signal)).receiptNumber).to.match(/0{7}3$/);
  });

  it("lists what it holds of a ledger, in the order of arrival, from a place on", async () => {
    const system = systemAt(bench.url);
    await system.submit(evidence("9", { ledger: "2:0xbb" }), signal);
    const { items, next } = await system.list(ledger, undefined, signal);
    expect(items.map(({ caseId }) => caseId)).to.deep.equal(["1", "2", "3"]);
    expect(next).to.equal(null);
    expect(items[0]!.submission).to.deep.equal(evidence("1"));
    const later = await system.list(ledger, "2", signal);
    expect(later.items.map(({ caseId }) => caseId)).to.deep.equal(["3"]);
  });

  it("hands on its pages until the last", async () => {
    const answer = await fetch(`${bench.url}/v1/submissions?limit=2`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(((await answer.json()) as { next: string }).next).to.equal("2");
  });

  it("refuses who is not known, and what is malformed, by saying so", async () => {
    const stranger = createHttpSystem({ url: bench.url, token: "other" });
    expect((await faultOf(stranger.submit(evidence("4"), signal)))[1]).to.include("401");
    const put = async (path: string, body: string) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const answer = await fetch(`${bench.url}/v1/submissions/${path}`, { method: "PUT", headers, body });
      return [answer.status, ((await answer.json()) as { title: string }).title];
    };
    const path = `${encodeURIComponent(ledger)}/4/evidence`;
    expect(await put(path, "{")).to.deep.equal([422, "The body is no JSON."]);
    expect(await put(path, "[]")).to.deep.equal([422, "The path and the body differ in ledger."]);
    expect(await put(path, "null")).to.deep.equal([422, "The body is no object."]);
    const differs = await put(path, JSON.stringify(evidence("5")));
    expect(differs).to.deep.equal([422, "The path and the body differ in caseId."]);
    const rest: Partial<NationalSubmission> = { ...evidence("4"), material: undefined! };
    expect(await put(path, JSON.stringify(rest))).to.deep.equal([422, "The submission has no material."]);
    const other = await put(path.replace("evidence", "gift"), JSON.stringify({ ...rest, kind: "gift" }));
    expect(other).to.deep.equal([422, "There is no submission of kind gift."]);
    const result = { ...evidence("4"), kind: "result" };
    const incomplete = await put(path.replace("evidence", "result"), JSON.stringify(result));
    expect(incomplete).to.deep.equal([422, "The submission has no outcome."]);
    expect((await systemAt(bench.url).list(ledger, undefined, signal)).items).to.have.length(3);
    const query = await fetch(`${bench.url}/v1/submissions?after=x`, { headers: { authorization: `Bearer ${token}` } });
    expect(query.status).to.equal(422);
  });

  it("counts as unreachable while it is down, too slow, failing, or not speaking as agreed", async () => {
    const down = await startServer(() => undefined);
    await down.stop();
    expect((await faultOf(systemAt(down.url).submit(evidence("6"), signal)))[0]).to.equal("unreachable");
    const slow = await startServer(() => undefined);
    const late = await faultOf(systemAt(slow.url, { timeoutMs: 50 }).submit(evidence("6"), signal));
    expect(late).to.deep.equal(["unreachable", "The national service system gave no answer within 50 ms."]);
    await slow.stop();
    const answers: [number, string, string][] = [
      [500, "oh", "unreachable"],
      [503, "{}", "unreachable"],
      [429, "{}", "unreachable"],
      [200, "<html>", "unreachable"],
      [200, "{}", "unreachable"],
      [200, JSON.stringify({ receiptNumber: "", statedAt: "now", digest: "0x", sample: 1 }), "unreachable"],
      [403, "{}", "refused"],
      [422, "{}", "refused"],
    ];
    for (const [status, body, kind] of answers) {
      const server = await startServer((_request, response) => void response.writeHead(status).end(body));
      expect((await faultOf(systemAt(server.url).submit(evidence("6"), signal)))[0], `${status} ${body}`).to.equal(
        kind,
      );
      expect((await faultOf(systemAt(server.url).list(ledger, undefined, signal)))[0]).to.equal(kind);
      await server.stop();
    }
  });

  it("gives up when whoever asks does", async () => {
    const slow = await startServer(() => undefined);
    const stop = new AbortController();
    const asked = systemAt(slow.url).submit(evidence("7"), stop.signal);
    stop.abort(new Error("stopped"));
    expect(await asked.catch((error: Error) => error.message)).to.equal("stopped");
    await slow.stop();
  });
});
