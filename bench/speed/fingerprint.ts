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

/** The Merkle fingerprint against one SHA-256 over the same bytes, in memory and from a file. */
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
    const unit = "MiB";
    return [
      { name: "fingerprint of bytes in memory", floorIs: "`crypto.hash` over all of them at once", unit, ...memory },
      { name: "fingerprint of a file", floorIs: "a read stream into `crypto.createHash`", unit, ...file },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}
