import { previewIntake, type IntakeTerms } from "@data-voucher/sdk/intake";

/** A list to preview, and what it is checked against. */
export type PreviewRequest = {
  readonly file: Blob;
  /** Clock of the ledger, in seconds since 1970. */
  readonly now: number;
  /** Registry of the lines that name none. */
  readonly registry: string | null;
  /** Terms of every registry's profile, by its party. */
  readonly terms: Readonly<Record<string, IntakeTerms>>;
  /** Terms where a line names no known registry. */
  readonly guide: IntakeTerms;
};

/** Answers with the preview, or with null when the file cannot be read. */
self.onmessage = async ({ data }: MessageEvent<PreviewRequest>) => {
  const { file, now, registry, terms, guide } = data;
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    self.postMessage(previewIntake(bytes, { now, registry, termsOf: (given) => terms[given ?? ""] ?? guide }));
  } catch {
    self.postMessage(null);
  }
};
