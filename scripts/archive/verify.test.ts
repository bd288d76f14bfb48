import { createHash } from "node:crypto";
import { appendFile, cp, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { archive, archived, checkpointOf, createArchiveBench, type Line, newestOf, sha256, verify } from "./support.ts";

describe("An archive that is not what it was", function () {
  this.timeout(180_000);
  const bench = createArchiveBench();
  let ledger: Awaited<ReturnType<typeof bench.startLedger>>;
  let whole: string;

  before(async () => {
    ledger = await bench.startLedger();
    whole = await archived(await bench.newFolder(), ledger);
  });
  after(() => bench.clean());

  /** Changes the fourth line of the second segment, in canonical form. */
  const line = async (out: string, change: (line: Line) => object) => {
    const file = join(out, "segments/000002.jsonl");
    const lines = (await readFile(file, "utf8")).split("\n");
    lines[3] = canonical(change(JSON.parse(lines[3]!) as Line));
    await writeFile(file, lines.join("\n"));
  };
  /** Makes digests fit again, as a forger would. */
  const reseal = async (out: string) => {
    let previous: string | null = null;
    for (let sequence = 1; sequence <= (await newestOf(out)).sequence; sequence++) {
      const old = await checkpointOf(out, sequence);
      const bytes = await readFile(join(out, old.segment.file));
      const sm3 = createHash("sm3").update(bytes).digest("hex");
      const segment = { ...old.segment, bytes: bytes.length, sha256: sha256(bytes), sm3 };
      const text = `${canonical({ ...old, previous, segment })}\n`;
      previous = sha256(Buffer.from(text));
      const file = `checkpoints/00000${sequence}.json`;
      await writeFile(join(out, file), text);
      const sums = [...old.files, segment, { file, sha256: previous }];
      const words = sums.map((one) => `${one.sha256}  ${one.file}\n`).join("");
      await writeFile(join(out, file.replace("json", "sha256")), words);
    }
  };

  const damages: readonly (readonly [string, (out: string) => Promise<unknown>, RegExp])[] = [
    [
      "a flipped byte of a segment",
      async (out) => {
        const file = join(out, "segments/000002.jsonl");
        const bytes = await readFile(file);
        const fourth = bytes.toString("utf8").split("\n", 3).join("\n").length;
        bytes[bytes.indexOf('"header":"0x', fourth) + 40]! ^= 1;
        await writeFile(file, bytes);
      },
      /segments\/000002\.jsonl line 4: /,
    ],
    [
      "a segment cut off",
      (out) => truncate(join(out, "segments/000002.jsonl"), 100),
      /000002\.jsonl line 1: is no JSON/,
    ],
    ["a missing segment", (out) => rm(join(out, "segments/000002.jsonl")), /segments\/000002\.jsonl is missing/],
    ["a missing checkpoint", (out) => rm(join(out, "checkpoints/000002.json")), /checkpoints\/000002\.json is missing/],
    ["an added file", (out) => writeFile(join(out, "segments/note.txt"), "x"), /segments\/note\.txt: no checkpoint/],
    [
      "two checkpoints exchanged",
      async (out) => {
        const at = (n: number) => join(out, `checkpoints/00000${n}.json`);
        await rename(at(1), at(9));
        await rename(at(2), at(1));
        await rename(at(9), at(2));
      },
      /checkpoints\/000001\.json is number 2/,
    ],
    ["a changed verifier", (out) => appendFile(join(out, "README.md"), "x"), /README\.md has \d+ bytes/],
    [
      "changed sums",
      (out) => writeFile(join(out, "checkpoints/000002.sha256"), ""),
      /000002\.sha256 does not say what/,
    ],
    [
      "an event left out by who makes the digests fit again",
      async (out) => {
        await line(out, (found) => ({ ...found, receipts: [], events: [] }));
        await reseal(out);
      },
      /segments\/000002\.jsonl line 4: block \d+: the receipts are not the header's/,
    ],
    [
      "a header of another history, digests fitting",
      async (out) => {
        await line(out, (found) => ({ ...found, header: `0x${"00".repeat(64)}` }));
        await reseal(out);
      },
      /line 4: block \d+: the header does not give the hash/,
    ],
    [
      "a block left out, digests fitting",
      async (out) => {
        const file = join(out, "segments/000002.jsonl");
        const lines = (await readFile(file, "utf8")).split("\n");
        lines.splice(3, 1);
        await writeFile(file, lines.join("\n"));
        await reseal(out);
      },
      /line 4: block \d+ follows block \d+/,
    ],
    [
      "a line that is no canonical JSON, digests fitting",
      async (out) => {
        const file = join(out, "segments/000002.jsonl");
        await writeFile(file, (await readFile(file, "utf8")).replace('{"block"', '{ "block"'));
        await reseal(out);
      },
      /line 1: is not canonical JSON/,
    ],
    [
      "an event made up",
      (out) => line(out, (found) => ({ ...found, events: [...found.events, { name: "None" }] })),
      /line 4: block \d+: an event is told that no receipt has/,
    ],
    [
      "a time that is not the header's, digests fitting",
      async (out) => {
        await line(out, (found) => ({ ...found, timestamp: found.timestamp + 1 }));
        await reseal(out);
      },
      /line 4: block \d+: its timestamp is not the header's/,
    ],
    [
      "a line whose digests fit, but not the tree over the lines",
      async (out) => {
        await line(out, (found) => ({ ...found, note: "x" }));
        await reseal(out);
      },
      /the lines of segments\/000002\.jsonl do not give the Merkle root/,
    ],
    [
      "a line whose words alone were changed",
      (out) => line(out, (found) => ({ ...found, note: "x" })),
      /Merkle root|another SHA-256|bytes, its checkpoint says/,
    ],
    [
      "a changed checkpoint",
      async (out) => {
        const file = join(out, "checkpoints/000001.json");
        await writeFile(file, (await readFile(file, "utf8")).replace('"sequence":1', '"sequence":1 '));
      },
      /checkpoints\/000001\.json is not canonical JSON/,
    ],
  ];
  for (const [name, damage, told] of damages) {
    it(`is found and named: ${name}`, async () => {
      const out = await bench.newFolder();
      await cp(whole, out, { recursive: true });
      await damage(out);
      // With a verifier from elsewhere, as one would do.
      const { code, said } = await verify(whole, out);
      expect(code, said).to.equal(1);
      expect(said).to.match(told);
    });
  }

  it("is found when its end is cut off, by the digest that was kept elsewhere", async () => {
    const out = await bench.newFolder();
    await cp(whole, out, { recursive: true });
    const { sequence } = await newestOf(out);
    const kept = sha256(await readFile(join(out, `checkpoints/00000${sequence}.json`)));
    expect((await verify(out, "--last", kept)).code).to.equal(0);
    for (const file of ["checkpoints/00000N.json", "checkpoints/00000N.sha256", "segments/00000N.jsonl"]) {
      await rm(join(out, file.replace("N", String(sequence))));
    }
    expect((await verify(out)).code).to.equal(0);
    const { code, said } = await verify(out, "--last", kept);
    expect([code, said.includes("something is missing at the end")]).to.deep.equal([1, true]);
  });

  it("is not continued where its newest part is damaged or missing", async () => {
    const last = (await newestOf(whole)).sequence;
    for (const [damage, told] of [
      [(out: string) => truncate(join(out, `segments/00000${last}.jsonl`), 5), "has 5 bytes, not"],
      [(out: string) => rm(join(out, "checkpoints/000001.json")), "has no checkpoints/000001.json"],
      [(out: string) => appendFile(join(out, `checkpoints/00000${last}.json`), " "), "is not what"],
    ] as const) {
      const out = await bench.newFolder();
      await cp(whole, out, { recursive: true });
      await damage(out);
      const { code, said } = await archive(out, ledger);
      expect([code, said.includes(told)], said).to.deep.equal([1, true]);
    }
  });
});

/** RFC 8785, written once more and otherwise than the code under test. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
