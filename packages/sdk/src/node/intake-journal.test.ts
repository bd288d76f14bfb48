import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createQueueJournal } from "../chain/queue-store.ts";
import { refusal } from "../testing/refusal.ts";
import { intakeBegun, openIntakeJournal } from "./intake-journal.ts";

const [mine, other] = [`0x${"aa".repeat(32)}`, `0x${"bb".repeat(32)}`];
const outcome = { line: 3, lineKey: "L1", assetId: mine, caseId: "7", refusal: null };

describe("the journal of an import", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "journal-"));
    path = join(folder, "journal.jsonl");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const codeOf = async (open: () => unknown) => (await refusal(Promise.resolve().then(open))).code;

  it("keeps seed, entries, outcomes and attempts, in a file that others cannot read", async () => {
    const first = openIntakeJournal(path, mine);
    await first.store.put("a", "1");
    await first.store.putAll?.([
      ["a", "2"],
      ["b", "3"],
    ]);
    first.putOutcome(outcome);
    first.startAgain("apply-3");
    first.close();
    const second = openIntakeJournal(path, mine);
    expect(second.seed)
      .to.equal(first.seed)
      .and.to.match(/^0x[\da-f]{64}$/);
    expect([await second.store.get("a"), await second.store.get("b")]).to.deep.equal(["2", "3"]);
    expect([...second.outcomes().values()]).to.deep.equal([outcome]);
    expect([second.attempts("apply-3"), second.attempts("apply-4")]).to.deep.equal([1, 0]);
    second.close();
  });

  it("forgets a last entry that was cut off, and nothing else", async () => {
    const first = openIntakeJournal(path, mine);
    await first.store.put("a", "数据");
    first.close();
    appendFileSync(path, '{"put":["b","数');
    const second = openIntakeJournal(path, mine);
    expect([await second.store.get("a"), await second.store.get("b")]).to.deep.equal(["数据", undefined]);
    await second.store.put("b", "whole");
    second.close();
    const third = openIntakeJournal(path, mine);
    expect(await third.store.get("b")).to.equal("whole");
    third.close();
  });

  it("is of one list only, and says so before anything is sent", async () => {
    openIntakeJournal(path, mine).close();
    const before = readFileSync(path);
    expect(await codeOf(() => openIntakeJournal(path, other))).to.equal("INTAKE_JOURNAL_OF_OTHER");
    expect(readFileSync(path).equals(before)).to.equal(true);
    writeFileSync(path, "no journal\n");
    expect(await codeOf(() => openIntakeJournal(path, mine))).to.equal("INTAKE_JOURNAL_OF_OTHER");
  });

  it("knows whether it was begun: whether anything was signed", async () => {
    expect(intakeBegun(path, mine)).to.equal(false);
    writeFileSync(path, '{"intake":1,"iden');
    expect(intakeBegun(path, mine)).to.equal(false);
    // Opened, and nothing signed: the run ended before the node answered.
    const journal = openIntakeJournal(path, mine);
    const begun = () => [intakeBegun(path, mine), intakeBegun(path, other)];
    expect(begun()).to.deep.equal([false, false]);
    const queue = createQueueJournal(journal.store, "1/0x12");
    const window = { first: 0, next: 1 };
    await queue.putWindow(window);
    await queue.dropRecord(0);
    journal.putOutcome(outcome);
    expect(begun()).to.deep.equal([false, false]);
    await queue.putRecord(0, { id: "intake-1", hash: mine, raw: "0x02" }, true, window);
    expect(begun()).to.deep.equal([true, false]);
    journal.close();
    // A crash cut its entry off: it was not sent, because entries are on disk first.
    const whole = readFileSync(path, "utf8");
    writeFileSync(path, whole.slice(0, whole.indexOf("intake-1")));
    expect(begun()).to.deep.equal([false, false]);
  });

  it("belongs to one process at a time, and to the next one when that was killed", async () => {
    const first = openIntakeJournal(path, mine);
    expect(await codeOf(() => openIntakeJournal(path, mine))).to.equal("INTAKE_RUNNING");
    first.close();
    expect(existsSync(`${path}.lock`)).to.equal(false);
    writeFileSync(`${path}.lock`, "");
    expect(await codeOf(() => openIntakeJournal(path, mine))).to.equal("INTAKE_RUNNING");
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    for (const left of [String(pid), ""]) {
      writeFileSync(`${path}.lock`, left);
      utimesSync(`${path}.lock`, 0, 0);
      openIntakeJournal(path, mine).close();
    }
  });
});
