import { once } from "node:events";
import { access, mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createPapers, papersFolder } from "../story/papers.ts";
import type { Home } from "./home.ts";
import { storePapers } from "./papers.ts";

describe("storePapers", () => {
  let folder: string;
  let home: Home;
  let server: Server;
  let url: string;
  let answers: number[];
  let asked: string[];
  const { signal } = new AbortController();
  const marked = async () =>
    access(join(folder, "papers-stored")).then(
      () => true,
      () => false,
    );

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "data-voucher-papers-"));
    home = { story: true, folders: { story: folder, gateway: folder } } as unknown as Home;
    const papers = await createPapers(papersFolder(folder));
    await papers.write("one", { page: 1 });
    await papers.write("two", { page: 2 });
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(answers.shift() ?? 201).end("said");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  it("asks again while the gateway is too busy, and marks that all are stored", async () => {
    answers = [503, 429, 201, 201];
    await storePapers(home, url, { registry: "key" }, signal);
    expect(asked).to.have.length(4);
    expect(asked.slice(0, 3)).to.deep.equal([asked[0], asked[0], asked[0]]);
    expect(await marked()).to.equal(true);
    await storePapers(home, url, { registry: "key" }, signal);
    expect(asked, "a second time").to.have.length(4);
  });

  for (const [status, code] of [
    [422, "DATA_DAMAGED"],
    [401, "PAPERS_NOT_STORED"],
  ] as const) {
    it(`says ${code} when the answer is ${status}, and leaves no mark`, async () => {
      answers = [201, status];
      const error = await storePapers(home, url, { registry: "key" }, signal).then(
        () => undefined,
        (reason: { code: string; message: string }) => reason,
      );
      expect(error?.code).to.equal(code);
      expect(error?.message).to.include(asked[1]?.slice(-64)).and.include("said");
      expect(await marked()).to.equal(false);
    });
  }

  it("ends without an error when the start is interrupted while it waits", async () => {
    answers = Array.from({ length: 9 }, () => 503);
    const controller = new AbortController();
    server.once("request", () => setImmediate(() => controller.abort()));
    await storePapers(home, url, { registry: "key" }, controller.signal);
    expect(asked).to.have.length.below(3);
    expect(await marked()).to.equal(false);
  });
});
