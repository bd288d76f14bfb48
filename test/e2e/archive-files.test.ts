import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Decrypter, generateIdentity, identityToRecipient } from "age-encryption";
import { expect } from "chai";
import type { Entry } from "../../scripts/archive/files/entry.ts";
import { createBench, type Addresses } from "./launch.ts";

const run = promisify(execFile);
const command = join(import.meta.dirname, "../../scripts/archive/files/main.ts");
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Runs a program; what it said comes with its end. */
const end = (file: string, args: readonly string[], program = process.execPath, cwd?: string) =>
  run(program, [file, ...args], { ...(cwd !== undefined && { cwd }) }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      said: error.stdout + error.stderr,
    }),
  );

describe("The archive of a registry's files (articles 13, 38)", function () {
  this.timeout(240_000);
  const bench = createBench();
  let dataDir: string;
  let at: Addresses;
  let folder: string;
  let identity: string;
  let recipient: string;

  before(async () => {
    dataDir = await bench.told();
    at = await bench.launch({ dataDir }).ready();
    folder = await bench.folder();
    identity = await generateIdentity();
    recipient = await identityToRecipient(identity);
  });
  after(() => bench.clean());

  const options = (out: string, ...more: string[]) => [
    ...["--out", out, "--gateway", at.gateway, "--api-key", join(dataDir, "keys/api-keys.json")],
    ...["--rpc-url", at.rpc, "--deployment", join(dataDir, "deployment.json"), ...more],
  ];
  const archive = (out: string, ...more: string[]) => end(command, options(out, ...more));
  const verify = (out: string, ...more: string[]) => end(join(out, "verify.mjs"), more);
  const entriesOf = async (out: string): Promise<Entry[]> => {
    const names = (await readdir(join(out, "lists"))).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(out, "lists", name), "utf8")));
    return texts.flatMap((text) => text.trimEnd().split("\n")).map((line) => JSON.parse(line) as Entry);
  };
  const lastOf = (said: string) => /Last checkpoint ([0-9a-f]{64})/.exec(said)![1]!;
  const digests = async (out: string): Promise<Record<string, string>> => {
    const found: Record<string, string> = {};
    for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile()) found[file.slice(out.length)] = sha256(await readFile(file));
    }
    return found;
  };

  it("holds every document of every case that the registry keeps, sealed for who is to open it", async () => {
    const out = join(folder, "sealed");
    const { code, said } = await archive(out, "--recipient", recipient);
    expect(code, said).to.equal(0);
    const entries = await entriesOf(out);
    expect(entries.length).to.be.greaterThan(40);
    const checked = await verify(out, "--last", lastOf(said));
    expect(checked.code, checked.said).to.equal(0);
    expect((await end("--quiet", ["-c", "checkpoints/000001.sha256"], "sha256sum", out)).code).to.equal(0);

    const papers = join(dataDir, "story/papers");
    for (const { digest, kept } of entries) {
      const bytes = await readFile(join(out, kept.file));
      expect(bytes.includes("{"), "nothing is readable").to.satisfy(() => !bytes.toString().includes('"title"'));
      const opener = new Decrypter();
      opener.addIdentity(identity);
      const plain = await opener.decrypt(bytes);
      expect(sha256(plain)).to.equal(digest);
      const paper = await readFile(join(papers, `${digest}.json`)).catch(() => undefined);
      if (paper !== undefined) expect(Buffer.from(plain).equals(paper)).to.equal(true);
    }
    const stranger = new Decrypter();
    stranger.addIdentity(await generateIdentity());
    const closed = await readFile(join(out, entries[0]!.kept.file));
    expect(await stranger.decrypt(closed).catch((error: Error) => error.message)).to.match(/identit/i);

    // What is in it stands on the ledger: the documents that the events of a case name.
    const steps = await (await fetch(`${at.gateway}/v1/registrations/${entries[0]!.case}`)).text();
    expect(steps).to.include(`0x${entries[0]!.digest}`);
  });

  it("records each look in the case's list of inquiries (article 30)", async () => {
    const { registry } = JSON.parse(await readFile(join(dataDir, "keys/api-keys.json"), "utf8")) as {
      registry: string;
    };
    const [{ case: caseId }] = (await entriesOf(join(folder, "sealed"))) as [Entry];
    const answer = await fetch(`${at.gateway}/v1/registrations/${caseId}/inquiries`, {
      headers: { authorization: `Bearer ${registry}` },
    });
    const { items } = (await answer.json()) as { items: { purpose: { code: string }; capacity: string }[] };
    expect(items.map(({ purpose, capacity }) => `${capacity} ${purpose.code}`)).to.include("registry archive");
  });

  it("adds what came since, touches nothing that is there, and says when nothing came", async () => {
    const out = join(folder, "plain");
    const first = await archive(out, "--plain");
    expect(first.code, first.said).to.equal(0);
    const before = await digests(out);
    const none = await archive(out, "--plain");
    expect([none.code, none.said]).to.satisfy(
      ([code, said]: [number, string]) => code === 0 && said.includes("Nothing new"),
    );
    expect(await digests(out)).to.deep.equal(before);

    const { registry } = JSON.parse(await readFile(join(dataDir, "keys/api-keys.json"), "utf8")) as {
      registry: string;
    };
    const [{ case: caseId }] = (await entriesOf(out)) as [Entry];
    const note = Buffer.from("补充归档的文件\n");
    const stored = await fetch(`${at.gateway}/v1/documents?class=registry&sha256=${sha256(note)}&case=${caseId}`, {
      method: "POST",
      headers: { authorization: `Bearer ${registry}`, "content-type": "text/plain" },
      body: note,
    });
    expect(stored.ok, await stored.text()).to.equal(true);
    const second = await archive(out, "--plain");
    expect(second.said).to.include("Checkpoint 2: 1 份文件 documents, 1 个案件 cases");
    const after = await digests(out);
    expect(Object.fromEntries(Object.keys(before).map((file) => [file, after[file]]))).to.deep.equal(before);
    expect(await readFile(join(out, (await entriesOf(out)).at(-1)!.kept.file))).to.deep.equal(note);
    const checked = await verify(out, "--last", lastOf(second.said));
    expect(checked.said).to.include("2 checkpoints");
    // Cut off at its end, it is whole in itself: only the digest that was kept elsewhere shows it.
    for (const file of ["checkpoints/000002.json", "checkpoints/000002.sha256", "lists/000002.jsonl"]) {
      await rm(join(out, file));
    }
    await rm(join(out, "documents", sha256(note).slice(0, 2), sha256(note)));
    expect((await verify(out)).code).to.equal(0);
    expect((await verify(out, "--last", lastOf(second.said))).said).to.include("The last checkpoint is");
    const again = await archive(out, "--plain");
    expect(lastOf(again.said)).to.equal(lastOf(second.said));
  });

  it("takes away what an interrupted run left, and goes on", async () => {
    const out = join(folder, "left");
    await cp(join(folder, "plain"), out, { recursive: true });
    await mkdir(join(out, "documents/zz"), { recursive: true });
    await writeFile(join(out, "documents/zz", "zz.unfinished"), "half");
    await writeFile(join(out, "lists/000003.jsonl"), "{}\n");
    const { code, said } = await archive(out, "--plain");
    expect(code, said).to.equal(0);
    expect(said).to.include("documents/zz/zz.unfinished").and.to.include("lists/000003.jsonl");
    expect((await verify(out)).code).to.equal(0);
  });

  it("keeps a whole document whose checkpoint was lost, and refuses to go on without it", async () => {
    const out = join(folder, "lost");
    await cp(join(folder, "plain"), out, { recursive: true });
    for (const file of ["checkpoints/000002.json", "checkpoints/000002.sha256", "lists/000002.jsonl"]) {
      await rm(join(out, file));
    }
    // The gateway still has what that checkpoint vouched for.
    expect((await archive(out, "--plain")).said).to.include("Checkpoint 2: 1 份文件 documents");
    expect((await verify(out)).code).to.equal(0);
    const alien = join(out, "documents/ff", "f".repeat(64));
    await mkdir(join(out, "documents/ff"), { recursive: true });
    await writeFile(alien, "the only copy");
    const refused = await archive(out, "--plain");
    expect(refused.code).to.equal(1);
    expect(refused.said).to.include(`documents/ff/${"f".repeat(64)} of ${out} is in no list`);
    expect(await readFile(alien, "utf8")).to.equal("the only copy");
  });

  it("finds and names every damage", async () => {
    const [{ kept, case: caseId }] = (await entriesOf(join(folder, "plain"))) as [Entry];
    const damages: [string, (out: string) => Promise<unknown>][] = [
      [kept.file, (out) => appendFile(join(out, kept.file), " ")],
      [`${kept.file} is missing`, (out) => rm(join(out, kept.file))],
      ["lists/000001.jsonl", (out) => appendFile(join(out, "lists/000001.jsonl"), "{}\n")],
      ["checkpoints/000002.json", (out) => rm(join(out, "checkpoints/000001.json"))],
      [
        "documents/aa/more is named by no checkpoint",
        async (out) => {
          await mkdir(join(out, "documents/aa"), { recursive: true });
          await writeFile(join(out, "documents/aa/more"), "more");
        },
      ],
      ["README.md", (out) => appendFile(join(out, "README.md"), "\n")],
      [
        "checkpoints/000001",
        async (out) => {
          const file = join(out, "checkpoints/000001.json");
          await writeFile(file, (await readFile(file, "utf8")).replace(/"lines":\d+/, '"lines":1'));
        },
      ],
      [
        "lists/000001.jsonl",
        async (out) => {
          const file = join(out, "lists/000001.jsonl");
          await writeFile(file, (await readFile(file, "utf8")).replace(`"case":"${caseId}"`, '"case":"999"'));
        },
      ],
    ];
    for (const [names, damage] of damages) {
      const out = join(folder, "damaged");
      await rm(out, { recursive: true, force: true });
      await cp(join(folder, "plain"), out, { recursive: true });
      await damage(out);
      const { code, said } = await verify(out);
      expect(code, names).to.equal(1);
      expect(said)
        .to.match(/WRONG: /)
        .and.to.include(names.startsWith("checkpoints/000002") ? "checkpoints/00000" : names);
    }
  });

  it("says what is missing or wrong, and leaves other folders alone", async () => {
    const said = async (...args: string[]) => (await end(command, args)).said;
    expect(await said()).to.include("Name who may open the documents");
    expect(await said("--plain")).to.include("--out is missing");
    expect((await archive(join(folder, "x"), "--recipient", "age1x")).said).to.include("is no public key of age");
    expect((await archive(join(folder, "x"), "--plain", "--recipient", recipient)).said).to.include("not both");
    expect((await archive(dataDir, "--plain")).said).to.include("which is no part of an archive of files");
    const { regulator } = JSON.parse(await readFile(join(dataDir, "keys/api-keys.json"), "utf8")) as {
      regulator: string;
    };
    await writeFile(join(folder, "regulator"), regulator);
    const wrong = options(join(folder, "x"), "--plain").map((one) =>
      one.endsWith("api-keys.json") ? join(folder, "regulator") : one,
    );
    expect((await end(command, wrong)).said).to.include("The API key has the role regulator");
  });
});
