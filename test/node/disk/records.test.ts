import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { createAppender } from "../../../scripts/node/disk/appender.ts";
import { DamagedRecord, scanRecords } from "../../../scripts/node/disk/scan.ts";
import { createBench } from "../support.ts";

const PAYLOADS = ["first", "", "the third, which is the last"].map((text) => Buffer.from(text));
const START = { offset: 0, check: 0 };

describe("A file of records", () => {
  const bench = createBench();
  let path: string;
  let whole: Buffer;
  /** Offset at which the last record begins. */
  let tail: number;

  before(async () => {
    path = join(await bench.folder(), "records");
    await writeFile(path, "");
    const appender = await createAppender(path, START);
    const [, second] = await Promise.all(PAYLOADS.map((payload) => appender.append(payload)));
    await appender.close();
    whole = await readFile(path);
    tail = second?.offset as number;
  });
  after(() => bench.clean());

  async function scan(bytes: Buffer) {
    await writeFile(path, bytes);
    const found: string[] = [];
    const end = await scanRecords(path, ({ payload }) => void found.push(payload.toString()));
    return { found, ...end };
  }

  it("gives back what was written, in order", async () => {
    const { found, torn, end } = await scan(whole);
    expect(found).to.deep.equal(PAYLOADS.map(String));
    expect({ torn, end }).to.deep.equal({ torn: 0, end: whole.length });
  });

  it("cut at any byte of the last record, loses that record only and says how much was torn", async () => {
    for (let length = tail; length < whole.length; length++) {
      const { found, torn, end } = await scan(whole.subarray(0, length));
      expect(found, `cut at ${length}`).to.deep.equal(["first", ""]);
      expect({ torn, end }).to.deep.equal({ torn: length - tail, end: tail });
    }
  });

  it("with a last record whose end was never written and reads as zeros, loses that record only", async () => {
    for (let length = tail; length < whole.length; length++) {
      const zeros = Buffer.concat([whole.subarray(0, length), Buffer.alloc(whole.length - length + 40)]);
      const { found, torn } = await scan(zeros);
      expect(found, `zeros from ${length}`).to.deep.equal(["first", ""]);
      expect(torn).to.be.greaterThan(0);
    }
  });

  it("with any bit flipped, names the damaged record instead of losing one", async () => {
    const starts = [0, tail];
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const bytes = Buffer.from(whole);
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
      const damage = await scan(bytes).catch((error: unknown) => error);
      expect(damage, `bit ${bit}`).to.be.instanceOf(DamagedRecord);
      const { offset } = damage as DamagedRecord;
      if (bit >> 3 >= tail) expect(offset).to.equal(tail);
      else expect(starts[1]).to.be.greaterThan(offset);
    }
  });

  it("notices a record that is missing, doubled or moved", async () => {
    const first = whole.subarray(0, PAYLOADS[0]!.length + 13);
    const rest = whole.subarray(first.length);
    for (const bytes of [rest, Buffer.concat([first, whole]), Buffer.concat([rest, first])]) {
      expect(await scan(bytes).catch((error: unknown) => error)).to.be.instanceOf(DamagedRecord);
    }
  });

  it("goes on behind a cut tail", async () => {
    const { end, check } = await scan(whole.subarray(0, whole.length - 1));
    const appender = await createAppender(path, { offset: end, check });
    await appender.append(Buffer.from("instead"));
    await appender.close();
    expect((await scan(await readFile(path))).found).to.deep.equal(["first", "", "instead"]);
  });

  it("keeps the order of appends that share a sync", async () => {
    await writeFile(path, "");
    const appender = await createAppender(path, START);
    const texts = Array.from({ length: 500 }, (_, index) => `record ${index}`);
    await Promise.all(texts.map((text) => appender.append(Buffer.from(text))));
    await appender.close();
    expect((await scan(await readFile(path))).found).to.deep.equal(texts);
  });

  it("reads records that are longer than its window", async () => {
    await writeFile(path, "");
    const appender = await createAppender(path, START);
    const big = Buffer.alloc(9 * 1024 * 1024, 7);
    await Promise.all([appender.append(big), appender.append(Buffer.from("behind"))]);
    await appender.close();
    const sizes: number[] = [];
    await scanRecords(path, ({ payload }) => void sizes.push(payload.length));
    expect(sizes).to.deep.equal([big.length, 6]);
  });
});
