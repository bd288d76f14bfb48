import { expect } from "chai";
import { createBench } from "./launch.ts";

describe("A ledger with its history", function () {
  this.timeout(240_000);
  const bench = createBench();
  after(() => bench.clean());

  for (const signal of ["SIGINT", "SIGKILL"] as const) {
    it(`is there again in seconds after ${signal}`, async () => {
      const dataDir = await bench.told();
      const first = bench.launch({ dataDir });
      await first.ready();
      await first.end(signal);
      const again = bench.launch({ dataDir });
      const { took } = await again.ready();
      await again.end("SIGINT");
      console.log(`      ${(took / 1000).toFixed(1)} s`);
      expect(took).to.be.lessThan(10_000);
    });
  }
});
