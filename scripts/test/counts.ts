/** How many tests of a suite ended how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const COLOURS = /\x1b\[[0-9;]*m/g;

/**
 * Reads the counts from the summary that mocha and Hardhat print ("12 passing (3s)", "1 failing", "2 pending").
 * A process that failed without reporting a failed test, or that ran no test at all, counts as one failure.
 */
export function readCounts(output: string, exitCode: number | null): Counts {
  const plain = output.replace(COLOURS, "");
  const sum = (word: string) =>
    [...plain.matchAll(new RegExp(`^ *(\\d+) ${word}(?: \\(.*\\))?$`, "gm"))].reduce(
      (n, match) => n + Number(match[1]),
      0,
    );
  const counts = { passed: sum("passing"), failed: sum("failing"), skipped: sum("(?:pending|skipped)") };
  const silent = (exitCode !== 0 || counts.passed === 0) && counts.failed === 0;
  return silent ? { ...counts, failed: 1 } : counts;
}

/** Whether all tests have run: the count of those that passed stands on a line of its own. */
export function hasSummary(output: string): boolean {
  return /^ *\d+ passing \(.*\)$/m.test(output.replace(COLOURS, ""));
}

/**
 * What mocha and Hardhat say of the tests that failed: the lines from the first "1 failing" on, at most `lines` of them;
 * of a suite that ended without such a line, its last lines.
 */
export function readFailures(output: string, lines = 60): string {
  const all = output.replace(COLOURS, "").trimEnd().split("\n");
  const from = all.findIndex((line) => /^ *\d+ failing$/.test(line));
  return (from < 0 ? all.slice(-lines) : all.slice(from, from + lines)).join("\n");
}
