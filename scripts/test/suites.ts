import { globSync } from "node:fs";

/** One group of tests that runs in a process of its own. */
export interface Suite {
  readonly name: string;
  /** What it covers, for the summary. */
  readonly about: string;
  /** Globs of its files. A suite without files counts as failed: an empty suite proves nothing. */
  readonly files: readonly string[];
  readonly exclude?: readonly string[];
  /** The program and its arguments before the files; programs come from node_modules/.bin. */
  readonly command: readonly string[];
  /** True when it measures time, so that nothing may run beside it. */
  readonly alone: boolean;
  /** A suite that runs longer hangs: it is stopped and counts as failed. Several times what it takes on 2 cores. */
  readonly limitMinutes: number;
  /**
   * Why its process may outlive the summary it has printed without that being a fault of ours. It is then stopped, and
   * its counts stand. Any other suite that lingers has left something running and fails.
   */
  readonly mayLinger?: string;
}

const KILLS = ["test/node/kill/**/*.test.ts", "packages/*/src/**/{kills,*.kill}.test.ts"];
const SPEED = ["packages/*/src/**/{speed,*-speed}.test.ts", "test/e2e/*-speed.test.ts"];
// Folders of test/ that start real processes; all others mirror contracts/ and run inside Hardhat.
const PROCESSES = ["test/node/**", "test/e2e/**", "test/network/**"];
const mocha = (timeoutMs: number) => ["mocha", "--timeout", String(timeoutMs)];

/** Every suite, in the order in which they run: the longest first, so that no core waits for one at the end. */
export const suites: readonly Suite[] = [
  {
    name: "e2e",
    about: "the whole ledger, started as users start it",
    files: ["test/e2e/**/*.test.ts"],
    exclude: SPEED,
    command: mocha(300_000),
    alone: false,
    limitMinutes: 30,
  },
  {
    name: "packages",
    about: "SDK, gateway and explorer",
    files: ["packages/*/src/**/*.test.ts", "packages/*/src/**/*.test.tsx"],
    exclude: [...KILLS, ...SPEED],
    command: mocha(30_000),
    alone: false,
    limitMinutes: 25,
  },
  {
    name: "contracts",
    about: "contracts: every function and refusal",
    files: ["test/**/*.test.ts"],
    exclude: PROCESSES,
    command: ["hardhat", "test", "mocha", "--no-compile"],
    alone: false,
    limitMinutes: 25,
    mayLinger: "Hardhat's simulated network, once in some twenty runs, does not let its process go after the last test",
  },
  {
    name: "kill",
    about: "processes killed at random",
    files: KILLS,
    command: mocha(600_000),
    alone: false,
    limitMinutes: 20,
  },
  {
    name: "node",
    about: "embedded node, deployment and checks",
    files: ["test/node/**/*.test.ts", "scripts/**/*.test.ts"],
    exclude: KILLS,
    command: mocha(60_000),
    alone: false,
    limitMinutes: 15,
  },
  {
    name: "fuzz",
    about: "contracts: fuzz tests and invariants in Solidity",
    files: ["test/**/*.t.sol", "contracts/**/*.t.sol"],
    command: ["hardhat", "test", "solidity", "--no-compile"],
    alone: false,
    limitMinutes: 10,
  },
  {
    name: "speed",
    about: "how fast it starts again, a long story and a long queue are told, and a file is fingerprinted",
    files: SPEED,
    command: mocha(240_000),
    alone: true,
    limitMinutes: 10,
  },
];

/** The files of a suite, sorted, so that a run is the same everywhere. */
export function filesOf({ files, exclude = [] }: Suite): string[] {
  return globSync([...files], { exclude: ["**/node_modules/**", "**/dist/**", ...exclude] }).sort();
}
