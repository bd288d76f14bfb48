import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { createKeys } from "../auth/keys.ts";
import { folders } from "../open.ts";
import { openHomeStore } from "../store/home.ts";
import { startChild } from "../testing/child.ts";
import { startLedgerChain, type LedgerChain, type TestParty } from "../testing/ledger-chain.ts";
import { apply, declare } from "../testing/ledger-history.ts";
import { createRandom, seedOf } from "../testing/random.ts";
import { inquiryTable, readTable } from "./inquiry.ts";
import { inquiryListTable } from "./lists.ts";

const kills = Number(process.env["KILLS"] ?? 6);
const seed = seedOf();

/** Asks and reads while the gateway is killed: what was answered, and every byte that left, is on record afterwards. */
describe(`the record of who looked, killed ${kills} times at random instants (article 30, SEED=${seed})`, function () {
  this.timeout(120_000 + kills * 10_000);
  const random = createRandom(seed);
  let chain: LedgerChain;
  let firm: TestParty;
  let caseId: bigint;
  let folder: string;
  let options: string[];
  let authorization: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "inquiry-kills-"));
    chain = await startLedgerChain();
    const registry = await chain.admitRegistry("登记中心");
    await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
    firm = await chain.admit();
    caseId = await apply(chain, firm, registry, await declare(chain, firm));
    const home = await openHomeStore({ folder: join(folder, folders.home) });
    const party = firm.address.toLowerCase();
    const made = { role: "party", party, label: "kill", expiresAt: Date.now() + 3_600_000 } as const;
    authorization = `Bearer ${(await createKeys(home).add(made)).text}`;
    await home.close();
    const contracts = Object.fromEntries(
      Object.entries(chain.addresses).map(([name, address]) => [name, { address, block: chain.startBlock }]),
    );
    const deployment = join(folder, "deployment.json");
    await writeFile(deployment, JSON.stringify({ chainId: chain.anvil.chainId, contracts }));
    options = Object.entries({
      "data-dir": folder,
      deployment,
      "rpc-url": chain.anvil.url,
      port: "0",
      "poll-ms": "10",
      "log-level": "silent",
      "rate-per-minute": "0",
      "max-delay-ms": "0",
    }).map(([name, value]) => `--${name}=${value}`);
  });
  after(async () => {
    await chain?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("holds every inquiry that was answered, once, and every reading of which a byte was seen", async () => {
    const asked = new Map<string, string>();
    const reads: { readonly inquiry: string; readonly sha256: string }[] = [];
    let sha256 = "";
    let wanted = 0;

    const ask = async (url: string, id: string) => {
      const response = await fetch(`${url}/v1/registrations/${caseId}/inquiries`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json", "idempotency-key": id },
        body: JSON.stringify({ capacity: "applicant", purpose: { code: "verify", words: id } }),
      }).catch(() => undefined);
      const text = await response?.text().catch(() => undefined);
      if (response === undefined || text === undefined) return;
      expect(response.status, text).to.equal(201);
      const { id: inquiry } = JSON.parse(text) as { id: string };
      expect(asked.get(id) ?? inquiry, "a request has one inquiry for ever").to.equal(inquiry);
      asked.set(id, inquiry);
      const read = await fetch(`${url}/v1/documents/${sha256}?inquiry=${inquiry}`, { headers: { authorization } })
        .then((answer) => answer.body?.getReader().read())
        .catch(() => undefined);
      if (read?.value !== undefined) reads.push({ inquiry, sha256 });
    };

    for (let round = 0; round < kills; round++) {
      let url = "";
      const child = await startChild("gateway-child", options, (line) => (url = line));
      for (;;) {
        const ready = await fetch(`${url}/v1/registrations/${caseId}`).catch(() => undefined);
        if (ready?.status === 200) break;
        await delay(20);
      }
      const bytes = randomBytes(64);
      const stored = await fetch(`${url}/v1/documents?class=registry&case=${caseId}`, {
        method: "POST",
        headers: { authorization, "content-type": "application/octet-stream" },
        body: bytes,
      });
      ({ sha256 } = (await stored.json()) as { sha256: string });
      const open: Promise<void>[] = [];
      // What was not answered is asked for again, as a client would.
      for (let i = 1; i <= wanted; i++) if (!asked.has(`ask-${i}`)) open.push(ask(url, `ask-${i}`));
      const until = asked.size + 1 + Math.floor(random() * 12);
      const read = reads.length;
      const latest = Date.now() + 5_000;
      do {
        open.push(ask(url, `ask-${++wanted}`));
        await delay(random() * 10);
      } while ((asked.size < until || reads.length === read) && Date.now() < latest);
      await child.kill();
      await Promise.all(open);
    }

    const home = await openHomeStore({ folder: join(folder, folders.home) });
    try {
      const rows = await home.list(inquiryTable);
      const byWords = new Map(rows.map(({ key, row }) => [row.purpose.words, key]));
      expect(byWords.size, "no request made two").to.equal(rows.length);
      for (const [id, inquiry] of asked) expect(byWords.get(id), id).to.equal(inquiry);
      const listed = (await home.list(inquiryListTable, { under: ["caseOpen", String(caseId)] })).map(({ row }) => row);
      expect(new Set(listed)).to.eql(new Set(rows.map(({ key }) => key)));
      for (const read of reads) {
        const known = (await home.list(readTable, { under: [read.inquiry] })).map(({ row }) => row.digest);
        expect(known, read.inquiry).to.include(`0x${read.sha256}`);
      }
      expect(asked.size, "answered before a kill").to.be.at.least(kills);
      expect(reads.length, "read before a kill").to.be.at.least(1);
      console.log(`      ${wanted} asked, ${asked.size} answered, ${reads.length} read`);
    } finally {
      await home.close();
    }
  });
});
