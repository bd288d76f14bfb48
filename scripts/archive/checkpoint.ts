/** A file of an archive, as a checkpoint vouches for it. */
export interface ArchivedFile {
  /** Path in the archive, with `/`. */
  readonly file: string;
  readonly bytes: number;
  /** SHA-256, 64 hexadecimal digits. */
  readonly sha256: string;
  /** SM3 (GB/T 32905), 64 hexadecimal digits. */
  readonly sm3: string;
}

/** The format that format.md describes. */
export const FORMAT = 1;

/** The newest checkpoint, and the SHA-256 of its file. */
export interface Sealed {
  readonly checkpoint: Checkpoint;
  readonly digest: string;
}

/** What is sealed with one segment; the file is its canonical JSON (RFC 8785) and a line feed. */
export interface Checkpoint {
  readonly format: typeof FORMAT;
  /** 1, 2, 3 … */
  readonly sequence: number;
  /** SHA-256 of the checkpoint file before; null for the first. */
  readonly previous: string | null;
  readonly chainId: string;
  /** Contracts whose events make the ledger, by name. */
  readonly contracts: Readonly<Record<string, string>>;
  readonly from: { readonly number: number; readonly hash: string };
  readonly to: { readonly number: number; readonly hash: string };
  /** Blocks, receipts and events of the ledger in the segment. */
  readonly counts: { readonly blocks: number; readonly receipts: number; readonly events: number };
  readonly segment: ArchivedFile;
  /** Root of the tree over the segment's lines (RFC 6962 with SHA-256), 64 hexadecimal digits. */
  readonly merkleRoot: string;
  /** Files that came with the archive; in the first checkpoint only. */
  readonly files: readonly ArchivedFile[];
}

/** File name of a number in the archive. */
export const numbered = (sequence: number): string => String(sequence).padStart(6, "0");
/** Path of a segment. */
export const segmentFile = (sequence: number): string => `segments/${numbered(sequence)}.jsonl`;
/** Path of a checkpoint. */
export const checkpointFile = (sequence: number): string => `checkpoints/${numbered(sequence)}.json`;
/** Path of the digests of both, as `sha256sum -c` reads them. */
export const sumsFile = (sequence: number): string => `checkpoints/${numbered(sequence)}.sha256`;
