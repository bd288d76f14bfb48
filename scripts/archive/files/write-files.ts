import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { canonicalJson, type FiledDocument, type JsonValue } from "@data-voucher/sdk";
import { Encrypter } from "age-encryption";
import { ArchiveError } from "../archive-error.ts";
import type { ArchivedFile } from "../checkpoint.ts";
import { writeSafely } from "../safe-file.ts";
import { checkpointFile, documentFile, FORMAT, listFile, sumsFile, type Entry, type FilesCheckpoint } from "./entry.ts";
import { openFilesFolder } from "./folder.ts";
import type { Settings } from "./settings.ts";
import { openFilesSource } from "./source.ts";

/** Told how far it is. */
export interface FilesProgress {
  readonly signal: AbortSignal;
  onRemoved(file: string): void;
  onCase(caseId: string, documents: number, done: number, cases: number): void;
}

/** What a run did. */
export interface Written {
  /** The newest checkpoint, and the SHA-256 of its file; undefined where there is nothing to archive yet. */
  readonly last: { readonly checkpoint: FilesCheckpoint; readonly digest: string } | undefined;
  /** Lines that this run added. */
  readonly added: number;
}

/**
 * Archives what came to the files of a registry's cases since the last checkpoint. Stopped before its end it adds nothing.
 * @throws ArchiveError, LedgerError of the gateway
 */
export async function writeFiles(settings: Settings, progress: FilesProgress): Promise<Written> {
  const { out, recipients, deployment } = settings;
  const folder = await openFilesFolder(out);
  try {
    for (const file of folder.removed) progress.onRemoved(file);
    const source = await openFilesSource(settings);
    try {
      const { last } = folder;
      const chainId = String(deployment.chainId);
      if (last && (last.checkpoint.registry !== source.registry || last.checkpoint.chainId !== chainId)) {
        throw new ArchiveError(
          `The archive ${out} holds the files of ${last.checkpoint.registry}. Name another folder.`,
        );
      }
      const keep = createKeeper(settings, new Map(folder.kept));
      const entries: Entry[] = [];
      const cases = await source.cases();
      for (const [done, caseId] of cases.entries()) {
        if (progress.signal.aborted) return { last, added: 0 };
        const { inquiryId, documents } = await source.file(caseId);
        const fresh = documents.filter(({ digest }) => !folder.listed.has(`${caseId} ${digest.slice(2)}`));
        for (const document of fresh) {
          const kept = await keep(document, () => source.read(document.digest, inquiryId));
          entries.push(entryOf(caseId, document, kept));
        }
        progress.onCase(caseId, fresh.length, done + 1, cases.length);
      }
      requireNoStray(out, folder.strays, entries);
      if (entries.length === 0) return { last, added: 0 };
      const files = last === undefined ? await writeCompanions(out) : [];
      return {
        last: await seal({ out, entries, files, last, chainId, registry: source.registry, recipients }),
        added: entries.length,
      };
    } finally {
      source.close();
    }
  } finally {
    folder.close();
  }
}

/** A document that is there, in no list, and not at the gateway either: a checkpoint was lost with its list. */
function requireNoStray(out: string, strays: readonly string[], entries: readonly Entry[]): void {
  const again = new Set(entries.map(({ kept }) => kept.file));
  const stray = strays.find((file) => !again.has(file));
  if (stray === undefined) return;
  throw new ArchiveError(
    `${stray} of ${out} is in no list, and the gateway does not have it: a checkpoint is missing. Take a whole copy, and ` +
      "continue that.",
  );
}

const bare = (digest: string) => digest.replace(/^0x/, "");

const entryOf = (
  caseId: string,
  { digest, sm3, size, mediaType, storedAt }: FiledDocument,
  kept: ArchivedFile,
): Entry => ({
  case: caseId,
  digest: bare(digest),
  sm3: bare(sm3),
  size,
  mediaType,
  storedAt,
  kept,
});

/** Keeps each document once, however many cases name it. */
function createKeeper({ out, recipients }: Settings, kept: Map<string, ArchivedFile>) {
  return async ({ digest }: FiledDocument, read: () => Promise<Uint8Array>): Promise<ArchivedFile> => {
    const name = bare(digest);
    const known = kept.get(name);
    if (known !== undefined) return known;
    const file = documentFile(name, recipients.length > 0);
    await mkdir(dirname(join(out, file)), { recursive: true });
    const written = await writeSafely(out, file, [await closed(await read(), recipients)]);
    kept.set(name, written);
    return written;
  };
}

/** The bytes as they are kept. */
async function closed(bytes: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  if (recipients.length === 0) return bytes;
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

async function writeCompanions(out: string): Promise<ArchivedFile[]> {
  const own = (file: string) => readFile(join(import.meta.dirname, file), "utf8");
  return [
    await writeSafely(out, "README.md", [await own("format.md")]),
    await writeSafely(out, "verify.mjs", [await own("verify.mjs")]),
  ];
}

/** Writes the list, and the checkpoint that vouches for it; the checkpoint is what makes it count. */
async function seal(parts: {
  out: string;
  entries: readonly Entry[];
  files: readonly ArchivedFile[];
  last: Written["last"];
  chainId: string;
  registry: string;
  recipients: readonly string[];
}): Promise<NonNullable<Written["last"]>> {
  const { out, entries, files, last, chainId, registry, recipients } = parts;
  const sequence = (last?.checkpoint.sequence ?? 0) + 1;
  const line = (entry: Entry) => `${canonicalJson(entry as unknown as JsonValue)}\n`;
  const list = await writeSafely(out, listFile(sequence), entries.map(line));
  const documents = [...new Map(entries.map(({ kept }) => [kept.file, kept])).values()];
  const checkpoint: FilesCheckpoint = {
    format: FORMAT,
    holds: "documents",
    sequence,
    previous: last?.digest ?? null,
    chainId,
    registry,
    recipients,
    counts: { lines: entries.length, cases: new Set(entries.map((one) => one.case)).size, documents: documents.length },
    list,
    files,
  };
  const text = `${canonicalJson(checkpoint as unknown as JsonValue)}\n`;
  const digest = createHash("sha256").update(text).digest("hex");
  const sums = [...files, ...documents, list, { file: checkpointFile(sequence), sha256: digest }];
  await writeSafely(
    out,
    sumsFile(sequence),
    sums.map(({ file, sha256 }) => `${sha256}  ${file}\n`),
  );
  await writeSafely(out, checkpointFile(sequence), [text]);
  return { checkpoint, digest };
}
