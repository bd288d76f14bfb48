import { expect } from "chai";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startTestGateway } from "../testing/gateway.ts";

describe("the explorer's files", function () {
  this.timeout(60_000);
  let folder: string;
  let gateway: Awaited<ReturnType<typeof startTestGateway>>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "explorer-"));
    await mkdir(join(folder, "assets"));
    await writeFile(join(folder, "index.html"), "<!doctype html><title>page</title>");
    await writeFile(join(folder, "assets/index.js"), "export {};");
    // Any delay is too much.
    gateway = await startTestGateway({ EXPLORER_DIR: folder, MAX_DELAY_MS: "1" });
  });
  after(async () => {
    await gateway?.stop();
    await rm(folder, { recursive: true });
  });

  const get = (url: string, accept = "*/*") => gateway.app.inject({ url, headers: { accept } });

  it("are answered while requests to the API are turned away, so that the page can say so", async () => {
    let busy = await get("/v1/status");
    for (let tries = 0; busy.statusCode !== 503 && tries < 20; tries++) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_200);
      await wait(1);
      busy = await get("/v1/status");
    }
    expect([busy.statusCode, busy.json<{ code: string }>().code]).to.eql([503, "OVERLOADED"]);
    expect(busy.headers["retry-after"]).to.equal("1");
    const html = "text/html";
    const answers = [await get("/", html), await get("/vouchers/1-1", html), await get("/assets/index.js")];
    expect(answers.map(({ statusCode }) => statusCode)).to.eql([200, 200, 200]);
    expect((await get("/v1/status")).statusCode).to.equal(503);
  });
});
