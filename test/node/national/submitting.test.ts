import { expect } from "chai";
import { id } from "ethers";
import { digest, openNationalDesk, type NationalDesk } from "./desk.ts";
import { createStandInBench, startServer, token } from "./support.ts";

const evidenceDigest = digest("evidence stored");
/** What test applications come with. */
const applicationDigest = id("evidence");

describe("A gateway that submits to the national service system (articles 8, 24, 26)", function () {
  this.timeout(120_000);
  let bench: Awaited<ReturnType<typeof createStandInBench>>;
  let desk: NationalDesk;

  before(async () => {
    desk = await openNationalDesk(async (now) => {
      bench = await createStandInBench(now);
      return bench.url;
    });
  });
  after(async () => {
    await desk?.stop();
    await bench?.clean();
  });

  const held = async () => {
    const answer = await fetch(`${bench.url}/v1/submissions?limit=1000`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items } = (await answer.json()) as { items: { caseId: string; kind: string; submission: object }[] };
    return items;
  };

  it("submits a notice when it is published, and evidence and result when the certificate comes, each once", async () => {
    const caseId = await desk.published();
    const { notice } = await desk.mirrored(caseId, "notice");
    expect(notice!.answer).to.deep.include({ sample: true, material: digest(`notice of ${caseId}`) });
    expect(notice!.answer!.digest).to.equal(notice!.digest);
    expect(await desk.submissions(caseId)).to.have.all.keys("notice");
    await desk.passNotice(caseId);
    const done = await desk.step(caseId, "certify", { evidenceDigest, sample: true });
    expect(done.content.success).to.equal(true);
    const { evidence, result } = await desk.mirrored(caseId, "evidence", "result");
    for (const one of [evidence!, result!]) {
      expect(one.answer).to.deep.include({ sample: true, material: evidenceDigest, digest: one.digest });
      expect(one.answer!.receiptNumber).to.match(/^DEMO-/);
    }
    const mine = (await held()).filter((one) => one.caseId === caseId);
    expect(mine.map(({ kind }) => kind).sort()).to.deep.equal(["evidence", "notice", "result"]);
    const told = mine.find(({ kind }) => kind === "result")!.submission as Record<string, unknown>;
    const { content } = await desk.gateway.send("GET", `/v1/registrations/${caseId}`, {});
    expect(told).to.deep.include({ outcome: "certified", sample: true, ground: null, closedAt: content.closedAt });
    expect(told["certificates"]).to.deep.equal([{ number: content.certificate, holder: desk.firm.address }]);
    const names = content.steps.map(({ name }: { name: string }) => name);
    expect(names.filter((name: string) => name === "SubmissionMirrored")).to.have.length(3);
  });

  it("tells the end of a case whose notice it told, and nothing of one that was refused before", async () => {
    const caseId = await desk.published();
    await desk.mirrored(caseId, "notice");
    const decision = { ground: "openDispute", documentDigest: digest("refused") };
    await desk.step(caseId, "refuse", decision);
    const { result } = await desk.mirrored(caseId, "result");
    expect(result!.answer!.material).to.equal(digest("refused"));
    const early = await desk.applied();
    await desk.step(early, "refuse", decision);
    expect(await desk.submissions(early)).to.deep.equal({});

    const withdrawn = await desk.published();
    await desk.mirrored(withdrawn, "notice");
    await desk.withdraw(withdrawn);
    expect((await desk.mirrored(withdrawn, "result"))["result"]!.answer!.material).to.equal(applicationDigest);
  });

  it("has evidence confirmed beforehand; a stand-in's answer leaves the certificate a sample", async () => {
    const caseId = await desk.published();
    const body = { evidenceDigest };
    expect((await desk.step(caseId, "evidence", body, desk.keys.other)).code).to.equal("CASE_OF_ANOTHER_REGISTRY");
    expect((await desk.step(caseId, "evidence", body, desk.keys.firm)).code).to.equal("ROLE_NOT_ALLOWED");
    expect((await desk.step("999", "evidence", body)).code).to.equal("CASE_UNKNOWN");
    expect((await desk.step(await desk.applied(), "evidence", body)).code).to.equal("CASE_NOT_IN_STATE");
    expect((await desk.step(caseId, "evidence", { evidenceDigest: `0x${"0".repeat(64)}` })).code).to.equal(
      "DOCUMENT_MISSING",
    );
    const again = { ...desk.keys.registry, "idempotency-key": "evidence-handed-in" };
    const taken = await desk.step(caseId, "evidence", body, again);
    expect([taken.status, taken.content.evidenceDigest]).to.deep.equal([202, evidenceDigest]);
    const { evidence } = await desk.mirrored(caseId, "evidence");
    expect(evidence).to.deep.include({ dueAt: null, digest: null });
    expect((await desk.step(caseId, "evidence", body)).code).to.equal("SUBMISSION_MIRRORED_BEFORE");
    await desk.passNotice(caseId);
    const refused = await desk.step(caseId, "certify", { evidenceDigest, sample: false });
    expect(refused.code).to.equal("EVIDENCE_NOT_CONFIRMED");
    await desk.step(caseId, "certify", { evidenceDigest, sample: true });
    const after = await desk.mirrored(caseId, "result");
    expect(after["evidence"]!.answer).to.deep.equal(evidence!.answer);
    expect(after["evidence"]!.digest).to.equal(evidence!.answer!.digest);
    const repeated = await desk.step(caseId, "evidence", body, again);
    expect([repeated.status, repeated.content], "its first result").to.deep.equal([202, taken.content]);
  });

  it("waits while the system is down, says why, keeps the registry working, and loses nothing", async () => {
    await bench.stop();
    const caseId = await desk.published();
    await desk.passNotice(caseId);
    const done = await desk.step(caseId, "certify", { evidenceDigest, sample: true });
    expect(done.content.success).to.equal(true);
    const national = desk.gateway.services.national!;
    while ((national.progressOf({ caseId, kind: "notice" })?.failures ?? 0) === 0) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(national.progressOf({ caseId, kind: "notice" })!.problem).to.include("cannot be reached");
    expect((await desk.reconciliation()).code).to.equal("NATIONAL_SYSTEM_UNREACHABLE");
    const { body } = await desk.gateway.app.inject("/metrics");
    expect(Number(/^gateway_national_waiting (\d+)$/m.exec(body)![1])).to.be.greaterThan(0);
    await bench.start();
    await desk.mirrored(caseId, "notice", "evidence", "result");
  });
});

describe("A gateway and a system that is no stand-in", function () {
  this.timeout(120_000);
  let bench: Awaited<ReturnType<typeof createStandInBench>>;
  let real: Awaited<ReturnType<typeof startServer>>;
  let desk: NationalDesk;
  /** What the system answers besides; empty to answer as it should. */
  let bent: Record<string, unknown> = {};

  before(async () => {
    desk = await openNationalDesk(async (now) => {
      bench = await createStandInBench(now);
      // The stand-in behind another name, that does not call itself one.
      real = await startServer((request, response) => {
        const parts: Buffer[] = [];
        request.on("data", (part: Buffer) => parts.push(part));
        request.on("end", () => {
          const { method = "GET" } = request;
          const body = method === "GET" ? {} : { body: Buffer.concat(parts).toString() };
          const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
          void fetch(`${bench.url}${request.url}`, { method, headers, ...body }).then(async (answer) => {
            const content = (await answer.json()) as { items?: object[] };
            const told = { ...content, ...(content.items ? {} : { sample: false, ...bent }) };
            if (content.items) told.items = content.items.map((item) => ({ ...item, sample: false }));
            response.writeHead(answer.status).end(JSON.stringify(told));
          });
        });
      });
      return real.url;
    });
  });
  after(async () => {
    await desk?.stop();
    await real?.stop();
    await bench?.clean();
  });

  it("certifies without the mark 演示 what was confirmed, and no other evidence", async () => {
    const caseId = await desk.published();
    await desk.step(caseId, "evidence", { evidenceDigest });
    const { evidence } = await desk.mirrored(caseId, "evidence");
    expect(evidence!.answer!.sample).to.equal(false);
    await desk.passNotice(caseId);
    const other = await desk.step(caseId, "certify", { evidenceDigest: digest("other"), sample: false });
    expect(other.code).to.equal("EVIDENCE_NOT_CONFIRMED");
    const done = await desk.step(caseId, "certify", { evidenceDigest, sample: false });
    expect(done.content.success).to.equal(true);
    await desk.mirrored(caseId, "notice", "evidence", "result");
    const { content } = await desk.reconciliation();
    expect(content.counts).to.deep.equal({ differs: 0, missingThere: 0, missingHere: 0, waiting: 0, agree: 3 });
  });

  it("writes nothing down of an answer about another content, or with a time to come", async () => {
    const national = desk.gateway.services.national!;
    const waits = async (caseId: string, words: string) => {
      while (!national.progressOf({ caseId, kind: "notice" })?.problem?.includes(words)) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect((await desk.submissions(caseId))["notice"]!.answer).to.equal(null);
    };
    bent = { digest: digest("something else") };
    const first = await desk.published();
    await waits(first, "received");
    bent = { statedAt: "2999-01-01T00:00:00Z" };
    const second = await desk.published();
    await waits(second, "SUBMISSION_TIME_INVALID");
    bent = {};
    await desk.mirrored(first, "notice");
  });
});
