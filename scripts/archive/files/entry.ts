import type { ArchivedFile } from "../checkpoint.ts";

/** The format that format.md describes. */
export const FORMAT = 1;

/** A document on the file of a case; a line of a list. */
export interface Entry {
  readonly case: string;
  /** SHA-256 of the document itself, as events of the ledger name it without `0x`. */
  readonly digest: string;
  readonly sm3: string;
  readonly size: number;
  readonly mediaType: string;
  /** RFC 3339 time, UTC: when the gateway got it. */
  readonly storedAt: string;
  /** Where it is, as it is kept: encrypted, or plain. */
  readonly kept: ArchivedFile;
}

/** What is sealed with one list; the file is its canonical JSON (RFC 8785) and a line feed. */
export interface FilesCheckpoint {
  readonly format: typeof FORMAT;
  readonly holds: "documents";
  /** 1, 2, 3 … */
  readonly sequence: number;
  /** SHA-256 of the checkpoint file before; null for the first. */
  readonly previous: string | null;
  /** Which ledger, and whose files. */
  readonly chainId: string;
  readonly registry: string;
  /** Public keys of age that open the documents of this list; none where they are plain. */
  readonly recipients: readonly string[];
  /** Lines of the list, cases in it, and documents that were not in a list before. */
  readonly counts: { readonly lines: number; readonly cases: number; readonly documents: number };
  readonly list: ArchivedFile;
  /** Files that came with the archive; in the first checkpoint only. */
  readonly files: readonly ArchivedFile[];
}

/** File name of a number in the archive. */
const numbered = (sequence: number): string => String(sequence).padStart(6, "0");
/** Path of a list. */
export const listFile = (sequence: number): string => `lists/${numbered(sequence)}.jsonl`;
/** Path of a checkpoint. */
export const checkpointFile = (sequence: number): string => `checkpoints/${numbered(sequence)}.json`;
/** Path of the digests of all that it vouches for, as `sha256sum -c` reads them. */
export const sumsFile = (sequence: number): string => `checkpoints/${numbered(sequence)}.sha256`;
/** Path of a document. */
export const documentFile = (digest: string, encrypted: boolean): string =>
  `documents/${digest.slice(0, 2)}/${digest}${encrypted ? ".age" : ""}`;
