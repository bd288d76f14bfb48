// Fingerprints a file of any size, and proves that its first piece belongs to it.
//   node packages/sdk/examples/fingerprint-a-file.ts data.csv
import { open } from "node:fs/promises";
import { verifyLeafProof } from "@data-voucher/sdk";
import { fingerprintFile, proveFileLeaf } from "@data-voucher/sdk/node";
import { isMain } from "./open.ts";

/** The root under which a file's data stands on the ledger, and whether its first leaf is proven to belong to it. */
export async function fingerprintAFile(path: string) {
  const { root, byteLength, leafSize } = await fingerprintFile(path);
  const proof = await proveFileLeaf(path, 0);
  const file = await open(path);
  const leaf = Buffer.alloc(Math.min(leafSize, byteLength));
  await file.read(leaf, 0, leaf.length, 0).finally(() => file.close());
  return { root, byteLength, proven: await verifyLeafProof(proof, leaf, root) };
}

if (isMain(import.meta.filename)) console.log(await fingerprintAFile(process.argv[2] ?? import.meta.filename));
