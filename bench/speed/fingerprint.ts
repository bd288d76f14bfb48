import { createHash, hash, randomFillSync } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fingerprint } from "../../packages/sdk/src/fingerprint/fingerprint.ts";
import { fingerprintFile } from "../../packages/sdk/src/node/fingerprint-file.ts";
import { inTurn, rate, type Pair } from "./pair.ts";

const MIB = 1 << 20;
const SIZE = 256 * MIB;

/** The Merkle fingerprint against one digest over the same bytes: SHA-256 in memory and from a file, SM3 in memory. */
export async function measureFingerprint(): Promise<Pair[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-fingerprint-"));
  try {
    const bytes = randomFillSync(Buffer.allocUnsafe(SIZE));
    const path = join(folder, "file");
    await writeFile(path, bytes);
    const mib = SIZE / MIB;
    const memory = await inTurn(
      () => rate(mib, async () => hash("sha256", bytes, "buffer")),
      () => rate(mib, () => fingerprint(bytes)),
    );
    const file = await inTurn(
      () => rate(mib, () => pipeline(createReadStream(path, { highWaterMark: MIB }), createHash("sha256"))),
      () => rate(mib, () => fingerprintFile(path)),
    );
    const part = bytes.subarray(0, 64 * MIB);
    const sm3 = await inTurn(
      () => rate(64, async () => hash("sm3", part, "buffer")),
      () => rate(64, () => fingerprint(part, { algorithm: "sm3" })),
    );
    const [unit, target] = ["MiB", 0.6];
    const whole = "`crypto.hash` over all of them at once";
    return [
      { name: "fingerprint of bytes in memory", floorIs: whole, unit, target, ...memory },
      { name: "fingerprint of a file", floorIs: "a read stream into `crypto.createHash`", unit, target, ...file },
      { name: "fingerprint by SM3 of bytes in memory", floorIs: whole, unit, target, ...sm3 },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}
