import { expect } from "chai";
import { createHash, randomBytes } from "node:crypto";
import { appendFileSync, createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fingerprint } from "../fingerprint/fingerprint.ts";
import { verifyLeafProof } from "../fingerprint/proof.ts";
import { fingerprintFile, proveFileLeaf } from "./fingerprint-file.ts";

describe("fingerprintFile", function () {
  this.timeout(30_000);
  let folder: string;
  before(async () => void (folder = await mkdtemp(join(tmpdir(), "fingerprint-"))));
  after(() => rm(folder, { recursive: true }));
  const write = async (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  };

  for (const size of [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 * (1 << 20), 5_000_000]) {
    it(`gives a file of ${size} bytes the root of its bytes, and of its stream`, async () => {
      const bytes = randomBytes(size);
      const path = await write(`size-${size}`, bytes);
      const expected = await fingerprint(bytes);
      expect(await fingerprintFile(path)).to.deep.equal(expected);
      expect(await fingerprint(createReadStream(path) as AsyncIterable<Uint8Array>)).to.deep.equal(expected);
    });
  }

  it("proves a leaf of a file", async () => {
    const bytes = randomBytes(100);
    const proof = await proveFileLeaf(await write("proof", bytes), 3, { leafSize: 30, algorithm: "sm3" });
    expect(proof).to.include({ leafIndex: 3, leafCount: 4, algorithm: "sm3" });
    expect(await verifyLeafProof(proof, bytes.subarray(90), proof.root)).to.equal(true);
  });

  it("names a file that is missing, or is a folder", async () => {
    for (const path of [join(folder, "missing"), folder]) {
      const failed = await fingerprintFile(path).catch((error) => error);
      expect(failed).to.include({ code: "FILE_NOT_READABLE" });
      expect(failed.details).to.deep.equal({ path });
    }
  });

  it("notices that the file grew while it was read", async () => {
    const path = await write("growing", randomBytes(100));
    let grown = false;
    const onProgress = () => {
      if (!grown) appendFileSync(path, "more");
      grown = true;
    };
    expect(await fingerprintFile(path, { leafSize: 40, onProgress }).catch((e) => e.code)).to.equal("FILE_CHANGED");
  });

  it("stops when the caller gives up", async () => {
    const path = await write("stopped", randomBytes(100));
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const { signal } = controller;
    expect(await fingerprintFile(path, { leafSize: 10, onProgress, signal }).catch((e) => e.code)).to.equal("ABORTED");
  });

  it("keeps at least 60 % of the speed of the bare hash function", async function () {
    this.timeout(30_000);
    const bytes = randomBytes(192 << 20);
    const path = await write("large", bytes);
    const time = async (run: () => unknown) => {
      const start = performance.now();
      await run();
      return performance.now() - start;
    };
    const rounds: { tree: number; file: number; speed: number }[] = [];
    for (let round = 0; round < 3; round += 1) {
      const bare = await time(() => createHash("sha256").update(bytes).digest());
      const tree = await time(() => fingerprint(bytes));
      const file = await time(() => fingerprintFile(path));
      rounds.push({ tree: bare / tree, file: bare / file, speed: 192_000 / tree });
    }
    const best = (key: "tree" | "file" | "speed") => Math.max(...rounds.map((round) => round[key]));
    if (process.env.SHOW_SPEED) console.log(rounds);
    expect(best("tree")).to.be.above(0.6);
    expect(best("file")).to.be.above(0.6);
  });
});
