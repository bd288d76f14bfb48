import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";

const script = join(import.meta.dirname, "../../../scripts/usage/measure.ts");

describe("The measurement of the access point, in short", function () {
  this.timeout(60_000);

  it("serves at its rate, bare and metered, and finds every use on the ledger by one receipt", async () => {
    const env = { ...process.env, SECONDS: "1", RATE: "300" };
    const { stdout } = await promisify(execFile)(process.execPath, [script], { env });
    expect(stdout).to.match(/600 uses were served, [1-9]\d* times signed for/);
    expect(stdout).to.include("the ledger counted 600.");
    expect(stdout).to.match(/\*\*added\*\*/);
  });
});
