import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import {
  casesByAsset,
  cellsOf,
  createIntakeLedger,
  declaredCount,
  listOf,
  readReport,
  type IntakeLedger,
} from "../intake-ledger.ts";
import { createBench } from "../support.ts";

const main = join(import.meta.dirname, "../../../scripts/intake/main.ts");
const KILLS = Number(process.env["KILLS"] ?? 6);
const LINES = 150;

describe("An import that is killed", function () {
  this.timeout(600_000);
  const bench = createBench();
  let intake: IntakeLedger;
  let folder: string;

  before(async () => {
    const node = await bench.start(await bench.folder(), { mode: "auto", blockSeconds: 0.2 });
    folder = await bench.folder();
    intake = await createIntakeLedger(node.url, folder);
  });
  after(async () => {
    intake?.close();
    await bench.clean();
  });

  /** Starts the command, and hears when it is past its checks. */
  function start(list: string) {
    const child = spawn(process.execPath, [main, list, ...intake.where], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    let told: () => void;
    const sending = new Promise<void>((resolve) => (told = resolve));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.includes("已申报 declared")) told();
      });
    }
    const ended = once(child, "close");
    return { child, sending, ended, said: () => said };
  }

  it("makes one application of every line, however often it is killed and run again", async () => {
    const now = Math.floor(Date.now() / 1000);
    const list = join(folder, "list.csv");
    await writeFile(list, listOf(Array.from({ length: LINES }, (_, i) => cellsOf(i + 1, now))));
    let kills = 0;
    for (; kills < KILLS; kills += 1) {
      const run = start(list);
      await Promise.race([run.sending, run.ended]);
      // From the first request on, at any moment of a run's first seconds.
      await Promise.race([delay(Math.random() * 1_500), run.ended]);
      if (run.child.exitCode !== null) break;
      run.child.kill("SIGKILL");
      await run.ended;
    }
    expect(kills, "kills before it was through").to.be.above(1);

    const last = start(list);
    await last.ended;
    expect(last.child.exitCode, last.said()).to.equal(0);
    const report = readReport(await readFile(`${list}.intake/report.csv`, "utf8"));
    const cases = await casesByAsset(intake);
    expect([report.size, cases.size, await declaredCount(intake)]).to.deep.equal([LINES, LINES, LINES]);
    for (const [lineKey, { assetId, caseId }] of report) expect(cases.get(assetId), lineKey).to.deep.equal([caseId]);
  });

  it("stops in order when it is told to, and goes on", async () => {
    const now = Math.floor(Date.now() / 1000);
    const list = join(folder, "stopped.csv");
    const before = await declaredCount(intake);
    await writeFile(list, listOf(Array.from({ length: LINES }, (_, i) => cellsOf(5_000 + i, now))));
    const run = start(list);
    await run.sending;
    run.child.kill("SIGTERM");
    await run.ended;
    expect(run.child.exitCode, run.said()).to.equal(1);
    expect(run.said()).to.include("Stopped; run the same command to go on.");
    const second = start(list);
    await second.sending;
    const third = start(list);
    await third.ended;
    expect(third.said()).to.include("INTAKE_RUNNING");
    await second.ended;
    expect(second.child.exitCode, second.said()).to.equal(0);
    expect((await declaredCount(intake)) - before).to.equal(LINES);
    expect((await casesByAsset(intake)).size).to.equal(2 * LINES);
  });
});
