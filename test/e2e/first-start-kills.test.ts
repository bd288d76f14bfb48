import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { IAssetRegistry__factory } from "@data-voucher/sdk/contracts";
import type { ToldAct } from "../../scripts/embedded/told.ts";
import { call } from "../node/support.ts";
import { allBlocks, type SeenBlock } from "./chain.ts";
import { createBench, createRandom, freePort, type Launch } from "./launch.ts";

const KILLS = Number(process.env["KILLS"] ?? 4);
const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

const mirrorSelector = IAssetRegistry__factory.createInterface().getFunction("mirrorSubmission").selector;

const toldOf = async (dataDir: string) =>
  JSON.parse(await readFile(join(dataDir, "story/told.json"), "utf8")) as ToldAct[];

/** The acts without what differs from folder to folder. */
const plot = (acts: readonly ToldAct[]) => acts.map(({ id, title, refused }) => ({ id, title, refused }));

/**
 * The gateway holds every paper of the history and shows it to the registry: what is on the file of a case within an
 * inquiry only (article 30).
 */
async function expectPapers(dataDir: string, gateway: string): Promise<void> {
  const names = await readdir(join(dataDir, "story/papers"));
  const digests = names.flatMap((name) => /^([0-9a-f]{64})\.json$/.exec(name)?.[1] ?? []);
  expect(digests).to.have.length.greaterThan(40);
  const keys = JSON.parse(await readFile(join(dataDir, "keys/api-keys.json"), "utf8")) as { registry: string };
  const headers = { authorization: `Bearer ${keys.registry}` };
  const inquiryOf = await consultEveryFile(gateway, headers);
  expect(inquiryOf.size).to.be.greaterThan(20);
  for (const digest of digests) {
    const inquiry = inquiryOf.get(`0x${digest}`);
    const direct = await fetch(`${gateway}/v1/documents/${digest}?purpose=test`, { headers });
    expect(direct.status, digest).to.equal(inquiry === undefined ? 200 : 403);
    if (inquiry === undefined) continue;
    const within = await fetch(`${gateway}/v1/documents/${digest}?inquiry=${inquiry}`, { headers });
    expect(within.status, digest).to.equal(200);
  }
}

/** Inquiries of the registry within which the documents on its cases' files may be read, by digest. */
async function consultEveryFile(gateway: string, headers: Record<string, string>): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const json = async <T>(path: string, init: RequestInit) => (await (await fetch(gateway + path, init)).json()) as T;
  // A start that finds everything stored does not wait for its index.
  while ((await json<{ lag: { blocks: number } | null }>("/v1/status", {})).lag?.blocks !== 0) await delay(100);
  const { items } = await json<{ items: { caseId: string }[] }>("/v1/registrations?limit=200", {});
  for (const { caseId } of items) {
    const { id } = await json<{ id?: string }>(`/v1/registrations/${caseId}/inquiries`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", "idempotency-key": `papers-${caseId}` },
      body: JSON.stringify({ capacity: "registry", purpose: { code: "archive", words: "核对档案" } }),
    });
    // Cases at the other registry are not for this one to consult.
    if (id === undefined) continue;
    const file = await json<{ items: { digest: string }[] }>(
      `/v1/registrations/${caseId}/file?limit=200&inquiry=${id}`,
      { headers },
    );
    for (const { digest } of file.items) found.set(digest, id);
  }
  return found;
}

describe(`A first start that is cut off ${KILLS} times by each signal (SEED=${SEED})`, function () {
  this.timeout(600_000);
  const bench = createBench();
  const random = createRandom(SEED);
  let reference: ToldAct[];
  let lines: number;

  before(async () => {
    const dataDir = await bench.folder();
    lines = 0;
    const start = bench.launch({ dataDir, onLine: () => lines++ });
    const { took } = await start.ready();
    expect(await start.end("SIGINT")).to.equal(0);
    reference = await toldOf(dataDir);
    console.log(`      uninterrupted: ready in ${(took / 1000).toFixed(1)} s, ${reference.length} acts`);
  });
  after(() => bench.clean());

  /** Ends a start after a random line of its output and a moment. */
  async function cutOff(dataDir: string, rpcPort: number): Promise<Launch> {
    const target = Math.floor(random() * lines);
    let seen = 0;
    let reached: () => void;
    const isReached = new Promise<void>((resolve) => (reached = resolve));
    const onLine = () => seen++ === target && reached();
    const start = bench.launch({ dataDir, env: { RPC_PORT: String(rpcPort) }, onLine });
    await Promise.race([isReached, start.ready()]);
    await new Promise((resolve) => setTimeout(resolve, random() * 60));
    return start;
  }

  for (const signal of ["SIGKILL", "SIGINT", "SIGTERM"] as const) {
    it(`goes on to the same history after ${signal}, with every block that was there`, async () => {
      const dataDir = await bench.folder();
      const rpcPort = await freePort();
      const url = `http://127.0.0.1:${rpcPort}`;
      let before: SeenBlock[] = [];
      for (let kill = 0; kill < KILLS; kill++) {
        const start = await cutOff(dataDir, rpcPort);
        const seen = await allBlocks(url).catch(() => []);
        const code = await start.end(signal);
        if (signal !== "SIGKILL") expect(code, start.said()).to.equal(0);
        const common = Math.min(seen.length, before.length);
        expect(seen.slice(0, common), `blocks before cut ${kill}`).to.deep.equal(before.slice(0, common));
        if (seen.length > before.length) before = seen;
      }
      const start = bench.launch({ dataDir, env: { RPC_PORT: String(rpcPort) } });
      const { gateway } = await start.ready();
      const blocks = await allBlocks(url);
      expect(blocks.slice(0, before.length)).to.deep.equal(before);

      const acts = await toldOf(dataDir);
      expect(plot(acts)).to.deep.equal(plot(reference));
      const places = new Map(blocks.flatMap(({ number, transactions }) => transactions.map((hash) => [hash, number])));
      for (const { id, hash, block, time } of acts) {
        expect(places.get(hash), `block of ${id}`).to.equal(block);
        expect(blocks[block]!.time - Date.parse(time) / 1000, `seconds that ${id} is late`).to.be.within(0, 1);
      }
      const ofActs = new Set(acts.map(({ hash }) => hash));
      expect(ofActs.size).to.equal(reference.length);
      const others = [...places.keys()].filter((hash) => !ofActs.has(hash));
      const sent = await Promise.all(
        others.map((hash) => call<{ from: string; input: string }>(url, "eth_getTransactionByHash", hash)),
      );
      const mirrored = sent.filter(({ input }) => input.startsWith(mirrorSelector));
      const senders = sent.filter((one) => !mirrored.includes(one)).map(({ from }) => from);
      expect(new Set(senders).size, "only the deployer did anything besides").to.equal(1);
      // What the national system answered is written down by the registry, each answer once.
      expect(new Set(mirrored.map(({ from }) => from)).size).to.equal(1);
      const submissions = mirrored.map(({ input }) => input.slice(0, 10 + 2 * 64));
      expect(new Set(submissions).size, "answers that were mirrored").to.equal(mirrored.length);
      expect(mirrored.length).to.be.greaterThan(20);

      await expectPapers(dataDir, gateway);
      expect(await start.end("SIGTERM")).to.equal(0);
    });
  }

  it("stores the papers again, under new API keys, when the gateway's records are gone", async () => {
    const dataDir = await bench.told();
    const keysBefore = await readFile(join(dataDir, "keys/api-keys.json"), "utf8");
    await rm(join(dataDir, "gateway"), { recursive: true });
    const again = bench.launch({ dataDir });
    const { gateway } = await again.ready();
    expect(await readFile(join(dataDir, "keys/api-keys.json"), "utf8")).not.to.equal(keysBefore);
    await expectPapers(dataDir, gateway);
    await again.end("SIGINT");
  });

  it("writes the list of acts again when it is damaged, and acts no second time", async () => {
    const dataDir = await bench.told();
    const rpcPort = await freePort();
    const first = bench.launch({ dataDir, env: { RPC_PORT: String(rpcPort) } });
    await first.ready();
    const before = await allBlocks(`http://127.0.0.1:${rpcPort}`);
    await first.end("SIGINT");
    const list = join(dataDir, "story/told.json");
    const whole = await readFile(list, "utf8");
    await writeFile(list, whole.slice(0, 1_000));
    const again = bench.launch({ dataDir, env: { RPC_PORT: String(rpcPort) } });
    await again.ready();
    expect(await readFile(list, "utf8")).to.equal(whole);
    const now = await allBlocks(`http://127.0.0.1:${rpcPort}`);
    expect(now.slice(0, before.length)).to.deep.equal(before);
    expect(now.slice(before.length).flatMap(({ transactions }) => transactions)).to.deep.equal([]);
    await again.end("SIGINT");
  });
});
