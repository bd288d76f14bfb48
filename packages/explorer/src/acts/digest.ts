import { createHasher } from "@data-voucher/sdk/fingerprint";

/** SHA-256 of a file as 0x and 64 hexadecimal digits, computed in the browser. */
export async function digestOf(file: Blob): Promise<string> {
  const hasher = await createHasher("sha256");
  const digest = await hasher.digest(new Uint8Array(await file.arrayBuffer()));
  return `0x${[...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
