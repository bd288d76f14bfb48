import { expect } from "chai";
import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseVoucherId } from "@data-voucher/sdk";
import {
  day,
  declare,
  mainland,
  paper,
  startLedgerChain,
  termsOver,
  type LedgerChain,
} from "../../packages/sdk/src/testing/ledger-chain.ts";
import { largestOf, startLedger, type StartedLedger } from "./sdk-ledger.ts";

const examples = join(import.meta.dirname, "../../packages/sdk/examples");

/** Runs an example as its own program; what it printed. */
function run(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const plain = { ...process.env, FORCE_COLOR: "0", ...env };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [join(examples, name), ...args], { env: plain }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${name} ended with ${error.code}: ${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
}

/** The group of a pattern in what was printed. */
function printed(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`${pattern} is not in: ${text}`);
  return found;
}

describe("The examples of the SDK", function () {
  this.timeout(120_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "data-voucher-examples-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("fingerprint-a-file prints the root of a file and proves its first leaf", async () => {
    const file = join(folder, "data.csv");
    const data = randomBytes((1 << 20) + 7);
    await writeFile(file, data);
    const sha256 = (...parts: readonly Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
    const leaves = [data.subarray(0, 1 << 20), data.subarray(1 << 20)].map((leaf) => sha256(Buffer.from([0]), leaf));
    const root = sha256(Buffer.from([1]), ...leaves).toString("hex");
    const text = await run("fingerprint-a-file.ts", [file]);
    expect(printed(text, /root: '0x([\da-f]{64})'/)).to.equal(root);
    expect(text)
      .to.match(/byteLength: 1048583\b/)
      .and.match(/proven: true/);
  });

  describe("against a ledger that was really started", () => {
    let started: StartedLedger;
    let logistics: string;
    let coldchain: string;
    before(async () => {
      started = await startLedger();
      logistics = (await started.desk("logistics")).party;
      coldchain = (await started.desk("coldchain")).party;
    });
    after(() => started?.stop());

    const as = (name: string, more: Readonly<Record<string, string>> = {}) => ({
      RPC_URL: started.rpc,
      DEPLOYMENT: join(started.dataDir, "deployment.json"),
      KEY_FILE: join(started.dataDir, "keys", `${name}.json`),
      ...more,
    });

    it("transfer-with-own-key moves the units of an order once, however often it runs", async () => {
      const { voucherId, units } = await largestOf(started, logistics);
      const order = [voucherId, coldchain, "3", "order-17"];
      const env = as("logistics", { STORE: join(folder, "sent.jsonl") });
      const first = await run("transfer-with-own-key.ts", order, env);
      expect(await run("transfer-with-own-key.ts", order, env)).to.equal(first);
      const received = await started.reader.vouchers.get(printed(first, /received: '(\d+)'/));
      expect(received).to.include({ holder: coldchain, units: 3n });
      expect((await started.reader.vouchers.get(voucherId)).units).to.equal(BigInt(units) - 3n);
      expect(await started.reader.client.provider.getTransaction(printed(first, /hash: '(\w+)'/))).to.not.equal(null);
    });

    it("transfer-with-own-key goes through the gateway, and says why the ledger refuses", async () => {
      const { voucherId } = await largestOf(started, coldchain);
      const env = as("coldchain", { GATEWAY_URL: started.gateway });
      const fresh = (await started.desk("fresh")).party;
      const done = await run("transfer-with-own-key.ts", [voucherId, fresh, "1", "order-18"], env);
      const hash = printed(done, /hash: '(\w+)'/);
      const { operations, close } = await started.open({ gateway: { url: started.gateway } });
      expect(await operations.get(hash, { waitSeconds: 10 })).to.include({ state: "final", success: true });
      close();
      const overseas = (await started.desk("overseas")).party;
      const refused = await run("transfer-with-own-key.ts", [voucherId, overseas, "1", "order-19"], env);
      expect(printed(refused, /refused: '(\w+)'/)).to.equal("OUTSIDE_TERRITORY");
    });

    it("parallel-transfers moves a hundred units in a hundred transactions", async () => {
      const { voucherId, units } = await largestOf(started, logistics);
      const text = await run("parallel-transfers.ts", [voucherId, coldchain], as("logistics"));
      expect(text).to.equal("100 vouchers of one unit\n");
      expect((await started.reader.vouchers.get(voucherId)).units).to.equal(BigInt(units) - 100n);
    });

    it("trace-a-voucher tells the history from the issue on", async () => {
      const { voucherId } = await largestOf(started, logistics);
      const sold = await run("transfer-with-own-key.ts", [voucherId, coldchain, "2", "order-20"], as("logistics"));
      const child = printed(sold, /received: '(\d+)'/);
      const block = printed(sold, /block: (\d+)/);
      const lines = (await run("trace-a-voucher.ts", [child], as("coldchain"))).trimEnd().split("\n");
      expect(lines[0]).to.match(/VoucherIssued by 0x[\da-fA-F]{40} in block \d+ \{.*\}$/);
      expect(lines.filter((line) => line.includes(` ${child} VoucherSplit `))).to.have.length(1);
      expect(lines.at(-1)).to.include(`in block ${block} `);
      const blocks = lines.map((line) => Number(printed(line, /in block (\d+)/)));
      expect(blocks).to.deep.equal([...blocks].sort((a, b) => a - b));
    });
  });

  describe("against a ledger whose clock is moved", () => {
    let chain: LedgerChain;
    before(async () => {
      chain = await startLedgerChain();
    });
    after(() => chain?.stop());

    it("certify-and-mint takes an application to its certificate and mints the grantor's order, once", async () => {
      const { alpha, beta, registry } = chain.parties;
      const files = { DEPLOYMENT: join(folder, "deployment.json"), KEY_FILE: join(folder, "registry.json") };
      await writeFile(files.DEPLOYMENT, JSON.stringify(chain.deployment));
      await writeFile(files.KEY_FILE, JSON.stringify({ privateKey: registry.key.privateKey }), { mode: 0o600 });
      const env = { ...files, RPC_URL: chain.url };
      registry.ledger.close();

      const until = (await chain.now()) + 400 * day;
      const claim = { until, territory: mainland, resale: true, purposes: ["logistics"] as const };
      const applied = await alpha.ledger.cases.apply({
        assetId: await declare(alpha),
        registry: registry.party,
        evidenceDigest: paper("evidence"),
        claims: (["hold", "use", "operate"] as const).map((right) => ({ ...claim, right })),
      });
      const { caseId } = await applied.wait();
      const certifying = run("certify-and-mint.ts", ["certify", String(caseId)], env);
      let ended = false;
      certifying.finally(() => (ended = true)).catch(() => undefined);
      while (!ended && (await alpha.ledger.cases.get(caseId)).state !== "published") await sleep(50);
      const { noticeUntil } = await alpha.ledger.cases.clock(caseId);
      await chain.passBy(noticeUntil ?? "");
      const said = await certifying;
      expect((await alpha.ledger.cases.get(caseId)).state).to.equal("certified");
      expect(Date.parse(printed(said, /public notice until (\S+)/))).to.equal(Date.parse(noticeUntil ?? ""));
      const number = printed(said, /certificateNumber: '(SJ\d{13})'/);
      const certificate = await alpha.ledger.certificates.get(number);
      expect(certificate).to.include({ holder: alpha.party, caseId });

      const terms = await termsOver(chain, certificate.certificateId);
      const { seriesId } = await (await alpha.ledger.series.open(terms)).wait();
      const items = [{ to: beta.party, units: "25", digest: paper("order") }];
      const deadline = (await chain.now()) + day;
      const order = join(folder, "order.json");
      await writeFile(
        order,
        JSON.stringify(await alpha.ledger.vouchers.signIssueRequest({ seriesId, items, deadline })),
      );
      const minted = await run("certify-and-mint.ts", ["mint", order], env);
      const voucherId = parseVoucherId(printed(minted, /voucherIds: \[ '(\d+)' \]/));
      expect(await alpha.ledger.vouchers.get(voucherId)).to.include({ holder: beta.party, units: 25n, seriesId });
      expect(await run("certify-and-mint.ts", ["mint", order], env)).to.include("refused: 'REQUEST_USED'");
    });
  });
});
