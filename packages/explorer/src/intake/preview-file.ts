import type { IntakePreview } from "@data-voucher/sdk/intake";
import type { PreviewRequest } from "./preview.worker.ts";

/**
 * Previews a list in a thread of its own, which ends with the work. Nothing of the list leaves the browser.
 *
 * @throws Error when the file cannot be read, or the signal says so
 */
export async function previewFile(request: PreviewRequest, signal: AbortSignal): Promise<IntakePreview> {
  const worker = new Worker(new URL("./preview.worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      const refuse = () => reject(new Error("The list could not be read."));
      worker.onmessage = ({ data }: MessageEvent<IntakePreview | null>) => (data ? resolve(data) : refuse());
      worker.onerror = refuse;
      worker.onmessageerror = refuse;
      signal.addEventListener("abort", refuse, { once: true });
      worker.postMessage(request);
    });
  } finally {
    worker.terminate();
  }
}
