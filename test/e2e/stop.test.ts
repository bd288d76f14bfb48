import { expect } from "chai";
import { createBench } from "./launch.ts";

describe("A ledger that is told to stop", function () {
  this.timeout(120_000);
  const bench = createBench();
  after(() => bench.clean());

  it("stops in order when npm and its shell are ended around it", async function () {
    if (process.platform === "win32") this.skip();
    const dataDir = await bench.folder();
    // As npm does it: a shell in between, which passes no signal on.
    const within = ["/bin/sh", "-c", '"$@"; true', "sh"];
    const start = bench.launch({ dataDir, args: ["--empty"], within, env: { npm_lifecycle_event: "start" } });
    await start.ready();
    // Resolves when the shell and what it started have closed their output.
    await start.end("SIGKILL");
    expect(start.said()).to.match(/Stopped\.\n$/);
    const again = bench.launch({ dataDir });
    await again.ready();
    expect(await again.end("SIGTERM")).to.equal(0);
  });
});
