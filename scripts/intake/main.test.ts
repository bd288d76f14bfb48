import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import {
  casesByAsset,
  cellsOf,
  createIntakeLedger,
  declaredCount,
  listOf,
  readReport,
  type IntakeLedger,
} from "../../test/node/intake-ledger.ts";
import { createBench } from "../../test/node/support.ts";
import { readSettings } from "./settings.ts";

const main = join(import.meta.dirname, "main.ts");
// Blocks bear the time of the machine.
const now = Math.floor(Date.now() / 1000);

describe("The intake command", function () {
  this.timeout(180_000);
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

  async function list(name: string, text: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  }

  async function run(...args: readonly string[]): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    }
    await once(child, "close");
    return { code: child.exitCode, said };
  }

  it("checks a list without a ledger, and writes down every problem", async () => {
    const path = await list("offline.csv", listOf([{ ...cellsOf(1, now), industry: "Z99" }]));
    const { code, said } = await run(path, "--preview", "--registry", intake.registry);
    expect(code, said).to.equal(1);
    expect(said).to.include("1 行 lines, 1 个错误 errors");
    expect(said).to.match(/✗ 第 3 行 line 3, industry: INDUSTRY_UNKNOWN \[GB\/T 4754-2017\]/);
    expect(await readFile(`${path}.intake/problems.csv`, "utf8")).to.match(/"3","industry","error","INDUSTRY_UNKNOWN"/);
  });

  it("imports nothing when one line in the middle is wrong", async () => {
    const lines = Array.from({ length: 9 }, (_, i) => cellsOf(i + 1, now));
    lines[4] = { ...lines[4], holdUntil: "2010-01-01" };
    const { code, said } = await run(await list("broken.csv", listOf(lines)), ...intake.where);
    expect(code, said).to.equal(1);
    expect(said)
      .to.match(/line 7, holdUntil: TERM_PAST/)
      .and.to.include("Nothing was sent");
    expect(await declaredCount(intake)).to.equal(0);
    expect(await casesByAsset(intake)).to.have.property("size", 0);
  });

  it("sends nothing for a preview on the ledger", async () => {
    const path = await list("good.csv", listOf([cellsOf(1, now), cellsOf(2, now)]));
    const { code, said } = await run(path, "--preview", ...intake.where);
    expect(code, said).to.equal(0);
    expect(await declaredCount(intake)).to.equal(0);
  });

  it("sends 300 lines, each one application, and reports each; run again it sends nothing", async () => {
    const lines = Array.from({ length: 300 }, (_, i) => cellsOf(i + 1, now));
    await writeFile(join(folder, "data.bin"), "the data");
    await writeFile(join(folder, "proof.txt"), "the proof");
    lines[0] = { ...lines[0], data: "data.bin", evidence: "proof.txt" };
    const path = await list("list.csv", listOf(lines));
    const { code, said } = await run(path, ...intake.where);
    expect(code, said).to.equal(0);
    expect(said).to.include("300 件已申请 applied, 0 件被拒 refused");

    const report = readReport(await readFile(`${path}.intake/report.csv`, "utf8"));
    expect(report.size).to.equal(300);
    const cases = await casesByAsset(intake);
    expect(cases.size).to.equal(300);
    for (const [lineKey, { caseId, assetId }] of report) expect(cases.get(assetId), lineKey).to.deep.equal([caseId]);
    const first = await intake.ledger.cases.get(report.get("L1")!.caseId);
    expect(first).to.include({ registry: intake.registry, applicant: intake.applicant, state: "applied" });
    expect(first.claims.map(({ right }) => right)).to.deep.equal(["hold", "use", "operate"]);

    const { descriptorDigest } = await intake.ledger.assets.get(report.get("L1")!.assetId);
    const documents = (await readFile(`${path}.intake/documents.jsonl`, "utf8")).trim().split("\n");
    const known = documents.map((line) => JSON.parse(line) as { digest: string; text: string });
    expect(known.find(({ digest }) => digest === descriptorDigest)?.text).to.include("广西货运时效数据 第1线");

    const again = await run(path, ...intake.where);
    expect(again.code, again.said).to.equal(0);
    expect(again.said).to.include("300 件已申请");
    expect(await declaredCount(intake)).to.equal(300);
    expect((await casesByAsset(intake)).size).to.equal(300);

    await writeFile(join(folder, "data.bin"), "other data");
    const changed = await run(path, ...intake.where);
    expect(changed.code).to.equal(1);
    expect(changed.said).to.include("INTAKE_JOURNAL_OF_OTHER: ");
    expect(await declaredCount(intake)).to.equal(300);
  });

  it("says which file of a line cannot be read", async () => {
    const line = { ...cellsOf(1, now), data: "none.bin" };
    const { code, said } = await run(await list("unread.csv", listOf([line])), ...intake.where);
    expect(code).to.equal(1);
    expect(said).to.match(/line 3, data: FILE_NOT_READABLE .*\n.*\n.*none\.bin cannot be read \(ENOENT\)/);
    const outside = { ...cellsOf(1, now), data: "data.bin", evidence: "/dev/zero" };
    const refused = await run(await list("outside.csv", listOf([outside])), ...intake.where);
    expect(refused.code).to.equal(1);
    expect(refused.said).to.match(
      /line 3, evidence: FILE_NOT_READABLE .*\n.*\n.*\/dev\/zero .*outside the folder of this/,
    );
  });

  it("writes a template and overwrites none", async () => {
    const path = join(folder, "empty.xlsx");
    expect((await run("--template", path)).code).to.equal(0);
    const again = await run("--template", path);
    expect([again.code, again.said]).to.deep.equal([1, "The template's file is there already; name another.\n"]);
    expect((await run(path, "--preview")).said).to.include("LINES_NONE");
  });

  it("names what is missing or wrong in what it was asked", async () => {
    const path = await list("any.csv", "x");
    const cases: readonly [readonly string[], string][] = [
      [[], "Name one list: 0 were named."],
      [[path, path], "Name one list: 2 were named."],
      [[path], "To send, name --rpc-url, --deployment and --key-file"],
      [[path, "--rpc-url", "http://127.0.0.1:9"], "go together."],
      [[path, "--preview", "--registry", "12"], "--registry is 12; it must be 0x and 40 hex digits"],
      [["--template", "list.doc"], "--template is list.doc; its name must end in .xlsx or .csv."],
      [[join(folder, "none"), "--preview"], "none cannot be read (ENOENT)."],
      [[path, "--key", "k"], "Unknown option '--key'"],
    ];
    for (const [args, sentence] of cases) {
      const message = await readSettings(args).then(
        () => "no complaint",
        (error: Error) => error.message,
      );
      expect(message, args.join(" ")).to.include(sentence);
    }
  });
});
