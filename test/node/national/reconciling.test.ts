import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { canonicalJson, createLedger, digestOf } from "../../../packages/sdk/src/index.ts";
import { digest, openNationalDesk, type NationalDesk } from "./desk.ts";
import { createStandInBench, token } from "./support.ts";

const run = promisify(execFile);
const command = join(import.meta.dirname, "../../../scripts/national/reconcile.ts");
const evidenceDigest = digest("evidence stored");

interface Item {
  agreement: string;
  caseId: string;
  kind: string;
  keeper: string | null;
  receiptNumber: string | null;
  problem: string | null;
  differences: { field: string; ledger: unknown; system: unknown }[];
}

describe("The reconciliation with the national service system", function () {
  this.timeout(120_000);
  let bench: Awaited<ReturnType<typeof createStandInBench>>;
  let desk: NationalDesk;
  let folder: string;
  let url: string;
  let agreed: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "reconciling-"));
    desk = await openNationalDesk(async (now) => {
      bench = await createStandInBench(now);
      return bench.url;
    });
    url = await desk.gateway.app.listen({ host: "127.0.0.1", port: 0 });
    agreed = await desk.published();
    await desk.passNotice(agreed);
    await desk.step(agreed, "certify", { evidenceDigest, sample: true });
    await desk.mirrored(agreed, "notice", "evidence", "result");
  });
  after(async () => {
    await desk?.stop();
    await bench?.clean();
    await rm(folder, { recursive: true, force: true });
  });

  const itemsOf = async (query = "", key = desk.keys.regulator): Promise<Item[]> =>
    (await desk.reconciliation(key, query)).content.items;
  const find = async (caseId: string, kind: string) =>
    (await itemsOf()).find((one) => one.caseId === caseId && one.kind === kind)!;

  /** Puts something into the national service system, past the gateway. */
  const put = async (submission: Record<string, unknown>) => {
    const { ledger, caseId, kind } = submission as Record<string, string>;
    const path = [ledger!, caseId!, kind!].map(encodeURIComponent).join("/");
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(`${bench.url}/v1/submissions/${path}`, {
      method: "PUT",
      headers,
      body: canonicalJson(submission as never),
    });
    expect(answer.ok, await answer.clone().text()).to.equal(true);
    return (await answer.json()) as { receiptNumber: string; statedAt: string; digest: string; sample: boolean };
  };
  const held = async (caseId: string, kind: string) => {
    const answer = await fetch(`${bench.url}/v1/submissions?limit=1000`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items } = (await answer.json()) as { items: { caseId: string; kind: string; submission: object }[] };
    return items.find((one) => one.caseId === caseId && one.kind === kind)!.submission as Record<string, unknown>;
  };
  const cli = async (...args: string[]) => {
    const options = ["--gateway", url, ...args];
    return run(process.execPath, [command, ...options]).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        said: error.stdout + error.stderr,
      }),
    );
  };

  it("agrees where both have the same, and the command ends with 0", async () => {
    const { status, content } = await desk.reconciliation();
    expect(status).to.equal(200);
    expect(content.counts).to.deep.equal({ differs: 0, missingThere: 0, missingHere: 0, waiting: 0, agree: 3 });
    expect(content.names[desk.registry.address]).to.equal("广西数据登记中心");
    const keyFile = join(folder, "key");
    await writeFile(keyFile, desk.keys.regulator["authorization"]!.slice(7));
    const { code, said } = await cli("--key-file", keyFile);
    expect([code, said]).to.satisfy(([end, text]: [number, string]) => end === 0 && text.includes("一致 agree: 3"));
  });

  it("is for registries about their own cases, for authority and operator about all, and for nobody else", async () => {
    expect((await desk.reconciliation(desk.keys.nobody)).code).to.equal("AUTHENTICATION_REQUIRED");
    expect((await desk.reconciliation(desk.keys.firm)).code).to.equal("ROLE_NOT_ALLOWED");
    const elsewhere = await desk.reconciliation(desk.keys.other, `?registry=${desk.registry.address}`);
    expect(elsewhere.code).to.equal("PARTY_NOT_OWN");
    expect(await itemsOf("", desk.keys.other)).to.deep.equal([]);
    expect(await itemsOf("", desk.keys.registry)).to.have.length(3);
    expect(await itemsOf(`?registry=${desk.other.address}`, desk.keys.operator)).to.deep.equal([]);
    expect(await itemsOf(`?registry=${desk.registry.address}`, desk.keys.operator)).to.have.length(3);
  });

  it("looks at what became due between two moments", async () => {
    const { result, notice } = await desk.submissions(agreed);
    const of = async (query: string) => (await itemsOf(query)).map(({ kind }) => kind).sort();
    expect(await of(`?from=${result!.dueAt}`)).to.deep.equal(["evidence", "result"]);
    expect(await of(`?to=${notice!.dueAt}`)).to.deep.equal(["notice"]);
    expect(await of("?from=2099-01-01T00:00:00Z")).to.deep.equal([]);
    expect((await desk.reconciliation(desk.keys.regulator, "?from=yesterday")).code).to.equal("REQUEST_INVALID");
  });

  it("names what another registry, of another gateway, has still to submit", async () => {
    const caseId = await desk.applied(desk.other);
    for (const [method, text] of [
      ["acceptRegistration", "accepted"],
      ["examineRegistration", "examined"],
      ["publishRegistration", "notice"],
    ] as const) {
      await desk.chain.call("assets", desk.other.key, method, BigInt(caseId), digest(text));
    }
    const item = await find(caseId, "notice");
    expect(item).to.include({ agreement: "waiting", keeper: desk.other.address, problem: null });
    // It was submitted, and the answer was lost: the system has it, the ledger does not.
    const known = await held(agreed, "notice");
    const facts = { ...known, caseId, registry: desk.other.address, registryCode: "452", material: digest("notice") };
    const given = await put(facts);
    expect(await find(caseId, "notice")).to.include({ agreement: "missingHere", receiptNumber: given.receiptNumber });
  });

  it("names what the system holds of a case that the ledger does not have", async () => {
    const known = await held(agreed, "notice");
    await put({ ...known, caseId: "777" });
    expect(await find("777", "notice")).to.include({ agreement: "missingHere", keeper: null });
    for (const caseId of ["no case", "9".repeat(30)]) {
      await put({ ...known, caseId });
      expect(await find(caseId, "notice")).to.include({ agreement: "missingHere", keeper: null });
    }
    // What it holds of another ledger is none of ours.
    await put({ ...known, ledger: "9:0xff", caseId: "778" });
    expect(await find("778", "notice")).to.equal(undefined);
  });

  it("names an answer on the ledger of which the system knows nothing", async () => {
    const caseId = await desk.applied(desk.other);
    const { other, chain } = desk;
    for (const method of ["acceptRegistration", "examineRegistration", "publishRegistration"]) {
      await chain.call("assets", other.key, method, BigInt(caseId), digest(method));
    }
    const answer = {
      receiptNumber: "made up",
      statedAt: await chain.now(),
      sample: true,
      material: digest("publishRegistration"),
      digest: (await desk.submissions(caseId))["notice"]!.digest,
    };
    await chain.call("assets", other.key, "mirrorSubmission", BigInt(caseId), 1, answer);
    expect(await find(caseId, "notice")).to.include({ agreement: "missingThere", receiptNumber: "made up" });
  });

  it("shows field by field where the two say different things, and agrees again once it is corrected", async () => {
    const { notice } = await desk.submissions(agreed);
    const right = notice!.answer!;
    const wrong = { ...right, receiptNumber: "mistyped", sample: false, material: digest("wrong") };
    const documentDigest = digest("why");
    const correct = (answer: object) => desk.step(agreed, "submissions/notice/correct", { ...answer, documentDigest });
    expect((await correct(wrong)).content.success).to.equal(true);
    const item = await find(agreed, "notice");
    expect(item.agreement).to.equal("differs");
    expect(item.differences).to.deep.equal([
      { field: "material", ledger: digest("wrong"), system: right.material },
      { field: "receiptNumber", ledger: "mistyped", system: right.receiptNumber },
      { field: "sample", ledger: false, system: true },
    ]);
    const keyFile = join(folder, "key");
    const csv = join(folder, "all.csv");
    const differs = await cli("--key-file", keyFile, "--csv", csv);
    expect(differs.code).to.equal(2);
    expect(differs.said).to.include(`receiptNumber: 账本 ledger "mistyped"`);
    const lines = (await readFile(csv, "utf8")).trimEnd().split("\r\n");
    expect(lines[0]).to.include("agreement,caseId,kind");
    expect(lines[1]).to.match(
      new RegExp(`^differs,${agreed},notice,.*receiptNumber: mistyped / ${right.receiptNumber}`),
    );

    await correct(right);
    expect((await find(agreed, "notice")).agreement).to.equal("agree");
    expect((await desk.submissions(agreed))["notice"]!.corrections).to.equal(2);
  });

  it("believes neither side's digest", async () => {
    // Evidence that was handed in, confirmed, and then replaced by another when the case was certified.
    const caseId = await desk.published();
    await desk.step(caseId, "evidence", { evidenceDigest });
    await desk.mirrored(caseId, "evidence");
    await desk.passNotice(caseId);
    await desk.step(caseId, "certify", { evidenceDigest: digest("replaced"), sample: true });
    await desk.mirrored(caseId, "notice", "result");
    const item = await find(caseId, "evidence");
    expect(item.agreement).to.equal("differs");
    expect(item.differences.map(({ field }) => field)).to.deep.equal(["submission.material", "expected"]);

    // A system whose content does not have the digest that it states.
    const { system } = desk.gateway.services.national!;
    const list = system.list.bind(system);
    const other = { ...(await held(agreed, "result")), assetName: "另一数据" };
    Object.assign(system, {
      list: async (...args: Parameters<typeof list>) => {
        const page = await list(...args);
        const bend = (one: (typeof page.items)[number]) =>
          one.caseId === agreed && one.kind === "result" ? { ...one, submission: other } : one;
        return { ...page, items: page.items.map(bend) };
      },
    });
    const bent = await find(agreed, "result");
    Object.assign(system, { list });
    expect(bent.differences.map(({ field }) => field)).to.deep.equal(["submission.assetName", "content"]);
    expect(bent.differences[1]!.system).to.equal((await digestOf(other)).sha256);
  });

  it("is asked for, and evidence handed in, through the SDK", async () => {
    const ledgerAs = (key: Record<string, string>) =>
      createLedger({
        rpcUrl: desk.chain.anvil.url,
        deployment: desk.deployment,
        gateway: { url, apiKey: key["authorization"]!.slice(7) },
      });
    const regulator = await ledgerAs(desk.keys.regulator);
    const registry = await ledgerAs(desk.keys.registry);
    try {
      const { counts, items } = await regulator.national.reconcile();
      const { content } = await desk.reconciliation();
      expect(counts).to.deep.equal(content.counts);
      expect(items).to.deep.equal(content.items);
      const none = await regulator.national.reconcile({ registry: desk.other.address, from: new Date("2090-01-01") });
      expect(none.items).to.deep.equal([]);
      const caseId = await desk.published();
      const evidence = { caseId, evidenceDigest: digest("through the SDK") };
      await desk.gateway.indexed();
      const first = await registry.national.handIn(evidence, { id: "one" });
      expect(await registry.national.handIn(evidence, { id: "one" })).to.deep.equal(first);
      const { evidence: answered } = await desk.mirrored(caseId, "evidence");
      const mirrored = await regulator.national.get({ caseId, kind: "evidence" });
      expect(mirrored).to.deep.include(answered!.answer);
    } finally {
      regulator.close();
      registry.close();
    }
  });

  it("is a command that says what is missing", async () => {
    expect((await cli()).said).to.include("--key-file is needed");
    expect((await cli("--colour", "red")).said).to.include("Unknown option '--colour'");
    expect((await cli("--key-file", join(folder, "none"))).said).to.include("cannot be read (ENOENT)");
    await writeFile(join(folder, "keys.json"), JSON.stringify({ registry: "x" }));
    expect((await cli("--key-file", join(folder, "keys.json"))).said).to.include("no key of the role regulator");
    const bad = await cli("--key-file", join(folder, "keys.json"), "--role", "registry");
    expect([bad.code, bad.said]).to.satisfy(([code, said]: [number, string]) => code === 1 && /API_KEY_/.test(said));
    const away = await cli("--key-file", join(folder, "key"), "--gateway", "http://127.0.0.1:9");
    expect(away.said).to.include("The gateway at http://127.0.0.1:9 does not answer");
  });
});
