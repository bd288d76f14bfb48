import { createFingerprintClient, type Fingerprint } from "@data-voucher/sdk/fingerprint";

/**
 * Fingerprints a file in a thread of its own, which ends with the work. Nothing of the file leaves the browser.
 *
 * @throws LedgerError ABORTED when the signal says so, FINGERPRINT_FAILED when the file cannot be read
 */
export async function fingerprintFile(
  file: Blob,
  options: { readonly signal: AbortSignal; readonly onProgress: (doneBytes: number) => void },
): Promise<Fingerprint> {
  const worker = new Worker(new URL("./fingerprint.worker.ts", import.meta.url), { type: "module" });
  try {
    const client = createFingerprintClient(worker);
    const onProgress = ({ doneBytes }: { doneBytes: number }) => options.onProgress(doneBytes);
    return await client.fingerprint(file, { signal: options.signal, onProgress });
  } finally {
    worker.terminate();
  }
}
