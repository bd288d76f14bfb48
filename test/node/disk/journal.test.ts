import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { BlockPlan } from "../../../scripts/node/disk/blocks.ts";
import { openJournal } from "../../../scripts/node/disk/journal.ts";
import type { JournalBlock } from "../../../scripts/node/disk/journal.ts";
import { NodeError } from "../../../scripts/node/index.ts";
import { createBench, createMemoryLog } from "../support.ts";

const CHAIN = { chainId: 5 };
const hash = (digit: number) => `0x${String(digit).repeat(64)}`;

function plan(number: number, ...texts: string[]): BlockPlan {
  const raws = texts.map((text) => Buffer.from(text));
  return { number, time: 1_700_000_000 + number, parentHash: hash(number - 1), raws };
}

describe("The journal", () => {
  const bench = createBench();
  let dataDir: string;
  let path: string;

  beforeEach(async () => {
    dataDir = await bench.folder();
    path = join(dataDir, "journal.log");
    const journal = await openJournal(dataDir, CHAIN, createMemoryLog());
    await journal.appendBlock(plan(1, "a", "bc"));
    await journal.appendSealed({ number: 1, hash: hash(1), excluded: [] });
    await journal.appendBlock(plan(2));
    await journal.appendSealed({ number: 2, hash: hash(2), excluded: [{ hash: hash(9), reason: "no" }] });
    await journal.appendBlock(plan(3, "d"));
    await journal.close();
  });
  after(() => bench.clean());

  async function blocks(log = createMemoryLog()): Promise<JournalBlock[]> {
    const journal = await openJournal(dataDir, CHAIN, log);
    const found: JournalBlock[] = [];
    await journal.read(undefined, async (block) => void found.push(block));
    expect(found.at(-1)?.plan.number ?? 0).to.equal(journal.last);
    await journal.close();
    return found;
  }

  it("gives every block back with its transactions and result", async () => {
    expect(await blocks()).to.deep.equal([
      { plan: plan(1, "a", "bc"), sealed: { number: 1, hash: hash(1), excluded: [] } },
      { plan: plan(2), sealed: { number: 2, hash: hash(2), excluded: [{ hash: hash(9), reason: "no" }] } },
      { plan: plan(3, "d"), sealed: undefined },
    ]);
  });

  it("takes a late result for that of its own block only", async () => {
    const journal = await openJournal(dataDir, CHAIN, createMemoryLog());
    await journal.appendSealed({ number: 1, hash: hash(1), excluded: [] });
    await journal.close();
    expect((await blocks()).at(-1)).to.deep.equal({ plan: plan(3, "d"), sealed: undefined });
  });

  it("refuses a block whose predecessor is missing", async () => {
    const journal = await openJournal(dataDir, CHAIN, createMemoryLog());
    await journal.appendBlock(plan(5));
    await journal.close();
    const error = (await blocks().catch((thrown: unknown) => thrown)) as NodeError;
    expect(error.code).to.equal("NODE_JOURNAL_CORRUPT");
    expect(error.message).to.include("block 4 is missing");
  });

  it("read from a position, gives the blocks behind it only", async () => {
    const journal = await openJournal(dataDir, CHAIN, createMemoryLog());
    const position = journal.position();
    await journal.appendBlock(plan(4));
    const numbers: number[] = [];
    await journal.read(position, async (block) => void numbers.push(block.plan.number));
    expect(numbers).to.deep.equal([4]);
    await journal.close();
  });

  it("cuts an unfinished last record with a sentence", async () => {
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 3));
    const log = createMemoryLog();
    expect((await blocks(log)).map((block) => block.plan.number)).to.deep.equal([1, 2]);
    expect(log.text()).to.match(/unfinished record of \d+ bytes .*cut at offset \d+\. The last block is 2/);
    expect(await blocks(createMemoryLog())).to.have.length(2);
  });

  it("refuses damage in the middle, names file and byte, and changes nothing", async () => {
    const bytes = await readFile(path);
    bytes[90] = (bytes[90] as number) ^ 4;
    await writeFile(path, bytes);
    const error = (await blocks().catch((thrown: unknown) => thrown)) as NodeError;
    expect(error).to.be.instanceOf(NodeError);
    expect(error.code).to.equal("NODE_JOURNAL_CORRUPT");
    expect(error.message)
      .to.include(path)
      .and.match(/byte \d+.*Put back a copy/);
    expect(await readFile(path)).to.deep.equal(bytes);
  });

  it("refuses the journal of another chain", async () => {
    const error = await openJournal(dataDir, { chainId: 6 }, createMemoryLog()).catch((thrown: unknown) => thrown);
    expect((error as NodeError).code).to.equal("NODE_DATA_MISMATCH");
  });
});
