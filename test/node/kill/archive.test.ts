import { expect } from "chai";
import { archive, createArchiveBench, filesOf, startArchive, verify } from "../../../scripts/archive/support.ts";

describe("The archive command, killed", function () {
  this.timeout(180_000);
  const bench = createArchiveBench();
  let ledger: Awaited<ReturnType<typeof bench.startLedger>>;

  before(async () => {
    ledger = await bench.startLedger();
  });
  after(() => bench.clean());

  it("goes on where it was, killed at any instant, and tells what it took away", async () => {
    let out = "";
    let removed = 0;
    for (let kill = 0; kill < 20; kill++) {
      if (kill % 5 === 0) out = await bench.newFolder();
      const run = startArchive(out, ledger, 2);
      const end = (withinMs: number) => setTimeout(() => run.child.kill("SIGKILL"), Math.random() * withinMs);
      // Every other one also before the first segment is whole.
      if (kill % 2 === 0) run.child.stdout.once("data", () => end(60));
      else end(1_200);
      const { said } = await run.ended();
      removed += said.split("Removed, unfinished").length - 1;
      await ledger.goOn(1);
    }
    const { code, said } = await archive(out, ledger, 2);
    expect(code, said).to.equal(0);
    expect((await filesOf(out)).filter((file) => file.endsWith(".unfinished"))).to.deep.equal([]);
    const checked = await verify(out);
    expect(checked.code, checked.said).to.equal(0);
    expect(checked.said).to.include(`blocks 0 to ${await ledger.provider.getBlockNumber()}`);
    // Kills that never met a file half written would prove nothing.
    expect(removed).to.be.greaterThan(0);
  });
});
