import { expect } from "chai";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { fingerprint } from "./fingerprint.ts";
import { createHasher, createWebHasher, fromHex, toHex } from "./hasher.ts";
import { createTree } from "./tree.ts";

const algorithms = ["sha256", "sm3"] as const;
const digest = (algorithm: string, ...parts: Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash(algorithm)).digest();

/** The definition of RFC 6962, 2.1, written down as it stands there. */
function reference(algorithm: string, leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return digest(algorithm);
  if (leaves.length === 1) return digest(algorithm, Uint8Array.of(0), leaves[0] as Uint8Array);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return digest(algorithm, Uint8Array.of(1), reference(algorithm, left), reference(algorithm, right));
}

function cut(data: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(data.length / size) }, (_, i) => data.subarray(i * size, (i + 1) * size));
}

/** Inputs and roots of the reference tests of Certificate Transparency (merkle_tree_test.cc). */
const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const roots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
/** Paths of the same tests: leaf, size of the tree, hashes. */
const paths: readonly (readonly [leaf: number, size: number, path: readonly string[]])[] = [
  [0, 1, []],
  [
    0,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    5,
    8,
    [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]],
  [
    1,
    5,
    [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
];

describe("the Merkle tree", function () {
  this.timeout(30_000);
  for (const [size, root] of roots.entries()) {
    it(`has the published root of ${size} leaves, by Node's hasher and by that of browsers`, async () => {
      for (const hasher of [await createHasher(), await createWebHasher()]) {
        const tree = createTree(hasher);
        for (const input of inputs.slice(0, size)) tree.append(digest("sha256", Uint8Array.of(0), fromHex(input)));
        expect(toHex(tree.root())).to.equal(`0x${root}`);
      }
    });
  }

  for (const [leaf, size, path] of paths) {
    it(`has the published path of leaf ${leaf} among ${size}`, async () => {
      const tree = createTree(await createHasher(), leaf);
      for (const input of inputs.slice(0, size)) tree.append(digest("sha256", Uint8Array.of(0), fromHex(input)));
      expect(tree.path().map(toHex)).to.deep.equal(path.map((hash) => `0x${hash}`));
    });
  }
});

describe("fingerprint", function () {
  this.timeout(30_000);
  it("knows the digest vectors of both algorithms", async () => {
    const abc = new TextEncoder().encode("abc");
    const sm3 = "0x66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
    for (const make of [createHasher, createWebHasher]) {
      const hashers = await Promise.all(algorithms.map((algorithm) => make(algorithm)));
      expect(toHex(await (hashers[1] as (typeof hashers)[0]).digest(abc))).to.equal(sm3);
      for (const hasher of hashers) {
        expect(await hasher.digest(abc)).to.deep.equal(hasher.digestSmall(abc));
        expect(toHex(hasher.digestSmall(abc))).to.equal(toHex(digest(hasher.algorithm, abc)));
      }
    }
  });

  it("of nothing is the digest of the empty string", async () => {
    for (const algorithm of algorithms) {
      const empty = { algorithm, root: toHex(digest(algorithm)), leafCount: 0, byteLength: 0, leafSize: 1 << 20 };
      expect(await fingerprint(new Uint8Array(), { algorithm })).to.deep.equal(empty);
      expect(await fingerprint([], { algorithm })).to.deep.equal(empty);
      expect(await fingerprint(new Blob([]), { algorithm })).to.deep.equal(empty);
    }
  });

  it("agrees with the definition for any bytes, cut in any way, in Node and by the browser's hasher", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 33 }),
        fc.constantFrom(...algorithms),
        async (pieces, leafSize, algorithm) => {
          const data = new Uint8Array(Buffer.concat(pieces));
          const leaves = cut(data, leafSize);
          const root = toHex(reference(algorithm, leaves));
          const expected = { algorithm, root, leafCount: leaves.length, byteLength: data.length, leafSize };
          const options = { algorithm, leafSize };
          const hasher = await createWebHasher(algorithm);
          expect(await fingerprint(pieces, options)).to.deep.equal(expected);
          expect(await fingerprint(data, { leafSize, hasher })).to.deep.equal(expected);
          expect(await fingerprint(new Blob(pieces), options)).to.deep.equal(expected);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("takes leaves of 1 MiB unless told otherwise", async () => {
    const data = new Uint8Array(5 * (1 << 19)).map((_, i) => i % 251);
    const { root, leafCount, byteLength } = await fingerprint(new Blob([data]).stream());
    expect({ leafCount, byteLength }).to.deep.equal({ leafCount: 3, byteLength: data.length });
    expect(root).to.equal(toHex(reference("sha256", cut(data, 1 << 20))));
  });

  it("tells its progress after each leaf", async () => {
    const seen: unknown[] = [];
    await fingerprint(new Uint8Array(25), { leafSize: 10, onProgress: (progress) => seen.push(progress) });
    const totalBytes = 25;
    expect(seen).to.deep.equal([10, 20, 25].map((doneBytes) => ({ doneBytes, totalBytes })));
  });

  it("ends when the caller gives up, and closes the source", async () => {
    const controller = new AbortController();
    let closed = false;
    async function* endless() {
      try {
        for (;;) yield new Uint8Array(10);
      } finally {
        closed = true;
      }
    }
    const onProgress = ({ doneBytes }: { doneBytes: number }) => doneBytes >= 50 && controller.abort("enough");
    const failed = await fingerprint(endless(), { leafSize: 10, signal: controller.signal, onProgress }).catch(
      (e) => e,
    );
    expect(failed).to.include({ code: "ABORTED", cause: "enough" });
    expect(closed).to.equal(true);
    expect(await fingerprint([], { signal: controller.signal }).catch((e) => e.code)).to.equal("ABORTED");
  });

  it("lets a timer stop it in the middle of one large buffer", async () => {
    const signal = AbortSignal.timeout(20);
    const done = fingerprint(new Uint8Array(1 << 29), { signal, algorithm: "sm3" }).catch((e) => e.code);
    expect(await done).to.equal("ABORTED");
  });

  it("keeps what the source threw as its cause", async () => {
    const broken = new Error("disk gone");
    async function* source() {
      yield new Uint8Array(3);
      throw broken;
    }
    const failed = await fingerprint(source()).catch((error) => error);
    expect(failed).to.include({ code: "FINGERPRINT_FAILED", cause: broken });
  });

  it("refuses unusable options and sources", async () => {
    const code = (promise: Promise<unknown>) =>
      promise.then(
        () => "none",
        (error) => error.code,
      );
    for (const leafSize of [0, -1, 1.5, Number.NaN, 2 ** 28 + 1]) {
      expect(await code(fingerprint([], { leafSize }))).to.equal("FINGERPRINT_OPTIONS_INVALID");
    }
    expect(await code(fingerprint([], { algorithm: "md5" as never }))).to.equal("FINGERPRINT_OPTIONS_INVALID");
    expect(await code(fingerprint(7 as never))).to.equal("FINGERPRINT_OPTIONS_INVALID");
  });
});
