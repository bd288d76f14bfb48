import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { createSnapshots } from "../../../scripts/node/disk/snapshots.ts";
import type { Snapshot } from "../../../scripts/node/disk/snapshots.ts";
import { createBench, createMemoryLog } from "../support.ts";

function snapshot(number: number): Snapshot {
  const journal = { offset: number * 100, check: number };
  return {
    number,
    hash: `0x${"ab".repeat(32)}`,
    time: 1_700_000_000 + number,
    journal,
    state: Buffer.alloc(60, number),
  };
}

describe("The snapshots", () => {
  const bench = createBench();
  let folder: string;
  let log = createMemoryLog();
  let snapshots = createSnapshots("", log);

  beforeEach(async () => {
    const dataDir = await bench.folder();
    folder = join(dataDir, "snapshots");
    log = createMemoryLog();
    snapshots = createSnapshots(dataDir, log);
  });
  after(() => bench.clean());

  it("are none at first", async () => {
    expect(await snapshots.list()).to.deep.equal([]);
  });

  it("come back as they were saved; the newest two are kept, and leftovers of a stop go", async () => {
    for (const number of [8, 9]) await snapshots.save(snapshot(number));
    await writeFile(join(folder, "block-10.snapshot.tmp"), "half");
    await snapshots.save(snapshot(11));
    expect(await snapshots.list()).to.deep.equal([11, 9]);
    expect(await readdir(folder)).to.have.length(2);
    expect(await snapshots.load(11)).to.deep.equal(snapshot(11));
  });

  it("cut off at any byte or with any byte altered, are refused with a sentence", async () => {
    await snapshots.save(snapshot(3));
    const path = join(folder, "block-3.snapshot");
    const whole = await readFile(path);
    for (let at = 0; at < whole.length; at++) {
      await writeFile(path, whole.subarray(0, at));
      expect(await snapshots.load(3), `cut at ${at}`).to.equal(undefined);
      const altered = Buffer.from(whole);
      altered[at] = (altered[at] as number) ^ 1;
      await writeFile(path, altered);
      expect(await snapshots.load(3), `altered at ${at}`).to.equal(undefined);
    }
    expect(log.lines).to.have.length(2 * whole.length);
    expect(log.lines[0]).to.include(`The snapshot ${path} cannot be used`);
  });
});
