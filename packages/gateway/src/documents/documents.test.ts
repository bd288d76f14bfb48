import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect } from "chai";
import type { Client, Role } from "../auth/client.ts";
import { readTable, type ReadRow } from "../inquiries/inquiry.ts";
import { openHomeStore, put as homePut, type HomeStore } from "../store/home.ts";
import type { Access } from "./access.ts";
import { accessTable, createDocuments, type Documents } from "./documents.ts";

const as = (role: Role, party: string | null = null): Client => ({ role, party, keyId: party ?? role });
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("the document store", () => {
  let folder: string;
  let home: HomeStore;
  let documents: Documents;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "documents-"));
    home = await openHomeStore({ folder: join(folder, "home") });
    documents = createDocuments({ folder: join(folder, "documents"), home, maxBytes: 100 });
  });

  afterEach(async () => {
    await home.close();
    await rm(folder, { recursive: true });
  });

  const store = (text: string, access: Access, client = as("party", "0xa1"), expected?: string) =>
    documents.store(Readable.from([Buffer.from(text)]), {
      mediaType: "text/plain",
      access,
      client,
      ...(expected === undefined ? {} : { expected }),
    });
  const code = (work: Promise<unknown>) =>
    work.then(
      () => "done",
      (error: { code: string }) => error.code,
    );
  const open: Access = { class: "public", parties: [] };

  it("names a document by its SHA-256 and gives its SM3, size and bytes", async () => {
    const row = await store("数据资产凭证", open);
    expect(row).to.include({ sha256: sha256("数据资产凭证"), size: 18 });
    expect(row.sm3).to.equal(createHash("sm3").update("数据资产凭证").digest("hex"));
    const opened = await documents.open(row.sha256, as("public"), {});
    expect((await opened.read().toArray()).join("")).to.equal("数据资产凭证");
    expect((await opened.read(3, 5).toArray()).join("")).to.equal("据");
  });

  it("refuses what is empty, oversized or not the announced document, and leaves nothing behind", async () => {
    expect(await code(store("", open))).to.equal("DOCUMENT_EMPTY");
    expect(await code(store("x".repeat(101), open))).to.equal("DOCUMENT_OVERSIZED");
    expect(await code(store("x", open, undefined, sha256("y")))).to.equal("DOCUMENT_DIGEST_DIFFERS");
    expect(await readdir(join(folder, "documents", "incoming"))).to.eql([]);
    expect(await code(documents.open(sha256("x"), as("public"), {}))).to.equal("DOCUMENT_NOT_FOUND");
  });

  it("lets exactly those read whom the class allows", async () => {
    const clients: [string, Client][] = [
      ["public", as("public")],
      ["operator", as("operator")],
      ["exchange", as("exchange", "0xe1")],
      ["regulator", as("regulator")],
      ["registry", as("registry")],
      ["owner", as("party", "0xa1")],
      ["named", as("party", "0xb2")],
      ["other", as("party", "0xc3")],
    ];
    const expected: Record<Access["class"], string[]> = {
      public: clients.map(([name]) => name),
      parties: ["regulator", "registry", "owner", "named"],
      registry: ["regulator", "registry", "owner"],
      personal: ["registry", "owner", "named"],
    };
    for (const kind of ["public", "parties", "registry", "personal"] as const) {
      const row = await store(`document of class ${kind}`, { class: kind, parties: ["0xb2"] });
      const readers: string[] = [];
      for (const [name, client] of clients) {
        const outcome = await code(documents.open(row.sha256, client, { purpose: "audit" }));
        if (outcome === "done") readers.push(name);
        else expect(outcome).to.equal(name === "public" ? "DOCUMENT_NOT_FOUND" : "DOCUMENT_NOT_ALLOWED");
      }
      expect(readers, kind).to.eql(expected[kind]);
    }
  });

  it("asks for a purpose before personal details are read, and writes down who read and who tried", async () => {
    const row = await store("a name", { class: "personal", parties: [] });
    expect(await code(documents.open(row.sha256, as("registry"), {}))).to.equal("PURPOSE_REQUIRED");
    await documents.open(row.sha256, as("registry"), { purpose: "examination" });
    await code(documents.open(row.sha256, as("regulator"), { purpose: "curious" }));
    const log = (await home.list(accessTable)).map(({ row: entry }) => [entry.role, entry.purpose, entry.allowed]);
    expect(log).to.have.deep.members([
      ["registry", "examination", true],
      ["regulator", "curious", false],
    ]);
  });

  it("writes down what the public tried without making the disk sync for it", async () => {
    const row = await store("secret", { class: "registry", parties: [] });
    const synced: number[] = [];
    const counted = {
      ...home,
      commit: (writes: Parameters<HomeStore["commit"]>[0]) => (synced.push(writes.length), home.commit(writes)),
    };
    const watched = createDocuments({ folder: join(folder, "documents"), home: counted, maxBytes: 100 });
    expect(await code(watched.open(row.sha256, as("public"), {}))).to.equal("DOCUMENT_NOT_FOUND");
    expect(synced).to.eql([]);
    expect((await home.list(accessTable)).map(({ row: entry }) => [entry.role, entry.allowed])).to.eql([
      ["public", false],
    ]);
    expect(await code(watched.open(row.sha256, as("operator"), {}))).to.equal("DOCUMENT_NOT_ALLOWED");
    expect(synced).to.eql([1]);
  });

  it("keeps every owner's grant when the same bytes are handed in twice", async () => {
    const row = await store("same", { class: "registry", parties: [] }, as("party", "0xa1"));
    await store("same", { class: "registry", parties: [] }, as("party", "0xb2"));
    for (const party of ["0xa1", "0xb2"]) await documents.open(row.sha256, as("party", party), {});
  });

  it("takes a bounded number of documents of a party for the file of a case, and a known one again (article 30)", async function () {
    // Each is on disk before the next.
    this.timeout(30_000);
    const file = "case:7";
    const put = (text: string, party: string) =>
      documents.store(Readable.from([Buffer.from(text)]), {
        mediaType: "text/plain",
        access: { class: "registry", parties: [] },
        client: as("party", party),
        file,
      });
    for (let i = 0; i < 500; i++) await put(`paper ${i}`, "0xa1");
    expect(await code(put("one more", "0xa1"))).to.equal("CASE_FILE_FULL");
    expect(await readdir(join(folder, "documents", "incoming"))).to.eql([]);
    expect(await code(documents.open(sha256("one more"), as("registry"), {}))).to.equal("DOCUMENT_NOT_FOUND");
    // What is there already may come again, and others have room of their own.
    await put("paper 0", "0xa1");
    await put("one more", "0xb2");
  });

  it("does the same work for a reader whether somebody else has read or not, unless everybody may read (article 30)", async () => {
    const hashed: string[] = [];
    const onHash = (digest: string) => hashed.push(digest);
    const watched = createDocuments({ folder: join(folder, "documents"), home, maxBytes: 100, onHash });
    const [holder, organ] = [as("party", "0xa1"), as("regulator")];
    const put = (text: string, kind: Access["class"], file?: string) =>
      watched.store(Readable.from([Buffer.from(text)]), {
        mediaType: "text/plain",
        access: { class: kind, parties: [] },
        client: holder,
        ...(file === undefined ? {} : { file }),
      });
    /** How often the file is hashed for each of four readings: organ, holder, organ, holder. */
    const work = async (sha256: string) => {
      const times: number[] = [];
      for (const client of [organ, holder, organ, holder]) {
        const before = hashed.length;
        const permission = {
          inquiryId: "1",
          purpose: "verify",
          opens: () => true,
          covers: () => true,
          record: (row: ReadRow) => homePut(readTable, "1", row),
        };
        await watched.open(sha256, client, { permission });
        times.push(hashed.length - before);
      }
      return times;
    };
    for (const kind of ["registry", "parties", "personal"] as const) {
      for (const file of [undefined, "case:7"]) {
        const { sha256: digest } = await put(`${kind} ${file}`, kind, file);
        expect(await work(digest), `${kind} ${file}`).to.eql([1, 1, 1, 1]);
        // The same bytes again: a new file on disk, and still nothing that another's reading would change.
        await put(`${kind} ${file}`, kind, file);
        expect(await work(digest), `${kind} ${file}, again`).to.eql([1, 1, 1, 1]);
      }
    }
    // Nor by laying open what is on a file: an organ may still ask for it there.
    const onFile = await put("on file", "registry", "case:7");
    await put("on file", "public");
    expect(await work(onFile.sha256)).to.eql([1, 1, 1, 1]);
    expect(await work((await put("public, on file", "public", "case:7")).sha256)).to.eql([1, 1, 1, 1]);
    const { sha256: everybodys } = await put("for everybody", "public");
    expect(await work(everybodys)).to.eql([1, 0, 0, 0]);
    // What was found whole before it came on a file is hashed from then on.
    await put("for everybody", "registry", "case:7");
    expect(await work(everybodys)).to.eql([1, 1, 1, 1]);
  });

  it("notices damaged bytes, also after it has served them whole", async () => {
    const row = await store("whole", open);
    await documents.open(row.sha256, as("public"), {});
    await writeFile(join(folder, "documents", row.sha256.slice(0, 2), row.sha256.slice(2)), "wrong");
    expect(await code(documents.open(row.sha256, as("public"), {}))).to.equal("DOCUMENT_DAMAGED");
  });
});
