import { expect } from "chai";
import { hasSummary, readCounts, readFailures } from "./counts.ts";

describe("readCounts", () => {
  it("reads mocha's summary with colours and time", () => {
    const output = "\n  \x1b[92m \x1b[0m\x1b[32m 12 passing\x1b[0m\x1b[90m (3s)\x1b[0m\n  \x1b[36m 2 pending\x1b[0m\n";
    expect(readCounts(output, 0)).to.deep.equal({ passed: 12, failed: 0, skipped: 2 });
  });

  it("reads failures", () => {
    expect(readCounts("  3 passing (1m)\n  2 failing\n", 2)).to.deep.equal({ passed: 3, failed: 2, skipped: 0 });
  });

  it("ignores names of tests that only sound like a summary", () => {
    expect(readCounts("  ✔ 7 passing trucks\n  1 passing\n", 0).passed).to.equal(1);
  });

  it("counts a process that died before its summary as a failure", () => {
    expect(readCounts("Error: no such file\n", 1)).to.deep.equal({ passed: 0, failed: 1, skipped: 0 });
    expect(readCounts("  5 passing (1s)\n", 1)).to.deep.equal({ passed: 5, failed: 1, skipped: 0 });
  });

  it("counts a run without any test as a failure", () => {
    expect(readCounts("  0 passing (1ms)\n", 0).failed).to.equal(1);
  });
});

describe("hasSummary", () => {
  it("is true once the count of passed tests stands on a line of its own", () => {
    expect(hasSummary("  ✔ one\n  ✔ 7 passing (1s) trucks\n")).to.equal(false);
    expect(hasSummary("  ✔ one\n\n  \x1b[32m 1 passing\x1b[0m\x1b[90m (3m)\x1b[0m\n")).to.equal(true);
  });
});

describe("readFailures", () => {
  it("keeps what stands from the count of failures on, without colours", () => {
    const output =
      "  ✔ one\n\n  1 passing (1s)\n  \x1b[31m1 failing\x1b[0m\n\n  1) a title:\n     AssertionError: no\n";
    expect(readFailures(output)).to.equal("  1 failing\n\n  1) a title:\n     AssertionError: no");
  });

  it("keeps the last lines of a process that died before its summary", () => {
    expect(readFailures("one\ntwo\nError: three\n", 2)).to.equal("two\nError: three");
  });
});
