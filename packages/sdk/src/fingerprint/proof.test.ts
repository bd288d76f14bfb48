import { expect } from "chai";
import fc from "fast-check";
import { fingerprint } from "./fingerprint.ts";
import { createWebHasher } from "./hasher.ts";
import { proveLeaf, verifyLeafProof } from "./proof.ts";

const data = fc.uint8Array({ minLength: 1, maxLength: 400 });
const leafSize = 7;

describe("proveLeaf and verifyLeafProof", function () {
  this.timeout(30_000);
  it("prove every leaf of any data under the root of its fingerprint", async () => {
    await fc.assert(
      fc.asyncProperty(data, fc.constantFrom("sha256" as const, "sm3" as const), async (bytes, algorithm) => {
        const { root, leafCount } = await fingerprint(bytes, { leafSize, algorithm });
        for (let leafIndex = 0; leafIndex < leafCount; leafIndex += 1) {
          const proof = await proveLeaf(bytes, leafIndex, { leafSize, algorithm });
          const leaf = bytes.subarray(leafIndex * leafSize, (leafIndex + 1) * leafSize);
          expect(proof).to.include({ root, leafCount, leafIndex, byteLength: bytes.length });
          expect(await verifyLeafProof(JSON.parse(JSON.stringify(proof)), leaf, root)).to.equal(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("refuse another leaf, place, count, root, or path", async () => {
    await fc.assert(
      fc.asyncProperty(data, fc.nat(), fc.nat({ max: 255 }), async (bytes, pick, flip) => {
        const count = Math.ceil(bytes.length / leafSize);
        const leafIndex = pick % count;
        const proof = await proveLeaf(bytes, leafIndex, { leafSize });
        const { root, path } = proof;
        const leaf = bytes.slice(leafIndex * leafSize, (leafIndex + 1) * leafSize);
        const refuses = async (change: object, other = leaf, under = root) =>
          expect(await verifyLeafProof({ ...proof, ...change }, other, under)).to.equal(false);

        const bent = leaf.slice();
        bent[flip % bent.length] = (bent[flip % bent.length] as number) ^ 1;
        await refuses({}, bent);
        await refuses({}, leaf, `0x${"00".repeat(32)}`);
        await refuses({ leafIndex: count });
        await refuses({ leafIndex: -1 });
        await refuses({ leafIndex: leafIndex + 0.5 });
        await refuses({ leafCount: 0 });
        await refuses({ path: [...path, root] });
        await refuses({ path: path.map((step) => step.slice(0, -1)) }, count > 1 ? leaf : bent);
        if (count > 1) {
          await refuses({ path: path.slice(1) });
          await refuses({ path: path.map((step) => `0x${step.slice(4)}ff`) });
          // Where two leaves hold the same bytes, their places may be exchanged only by a false path.
          await refuses({ leafIndex: leafIndex ^ 1 });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("know the leaf hash from a node hash, so that no inner node passes for a leaf", async () => {
    const bytes = new Uint8Array(2 * leafSize).map((_, i) => i);
    const { root } = await fingerprint(bytes, { leafSize });
    const forged = await proveLeaf(bytes, 0, { leafSize });
    const node = new Uint8Array([...Buffer.from((forged.path[0] as string).slice(2), "hex"), ...new Uint8Array(32)]);
    expect(await verifyLeafProof({ ...forged, leafCount: 1, path: [] }, node, root)).to.equal(false);
  });

  it("name a leaf that is not there", async () => {
    for (const [bytes, index] of [
      [new Uint8Array(), 0],
      [new Uint8Array(7), 1],
      [new Uint8Array(7), -1],
      [new Uint8Array(7), 0.5],
    ] as const) {
      const failed = await proveLeaf(bytes, index, { leafSize }).catch((error) => error);
      expect(failed.code).to.equal("FINGERPRINT_LEAF_NOT_FOUND");
    }
  });

  it("verify with the browser's hasher what Node proved", async () => {
    const bytes = new Uint8Array(100).map((_, i) => i);
    for (const algorithm of ["sha256", "sm3"] as const) {
      const proof = await proveLeaf(bytes, 5, { leafSize, algorithm });
      const hasher = await createWebHasher(algorithm);
      expect(await verifyLeafProof(proof, bytes.subarray(35, 42), proof.root, hasher)).to.equal(true);
    }
  });
});
