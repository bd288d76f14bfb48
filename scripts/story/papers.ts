import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson, digestOf, type JsonValue } from "@data-voucher/sdk";
import { writeWhole } from "../node/disk/files.ts";

/** A paper of the story: only its digest goes on the ledger. */
export interface Paper {
  readonly digest: string;
  /** Canonical JSON, UTF-8. */
  readonly text: string;
}

/** Writes papers. */
export interface Papers {
  /** Writes a paper and returns its digest; the same content gives the same digest. */
  write(title: string, content: { readonly [key: string]: JsonValue }): Promise<string>;
  /** Writes a document that has its own form, as it is. */
  keep(document: { readonly [key: string]: JsonValue }): Promise<string>;
}

/** Where the story keeps its papers, within its folder. */
export const papersFolder = (folder: string): string => join(folder, "papers");

const name = /^([0-9a-f]{64})\.json$/;

/** Papers are files in `folder`, named by digest: whoever stores them elsewhere later finds them there. */
export async function createPapers(folder: string): Promise<Papers> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keep: Papers["keep"] = async (document) => {
    const { sha256 } = await digestOf(document);
    await writeWhole(join(folder, `${sha256.slice(2)}.json`), [Buffer.from(canonicalJson(document))]);
    return sha256;
  };
  return { keep, write: (title, content) => keep({ title, ...content }) };
}

/** All papers of a folder, in the order of their digests. */
export async function readPapers(folder: string): Promise<Paper[]> {
  const digests = (await readdir(folder)).flatMap((file) => name.exec(file)?.[1] ?? []).sort();
  return Promise.all(
    digests.map(async (digest) => ({
      digest: `0x${digest}`,
      text: await readFile(join(folder, `${digest}.json`), "utf8"),
    })),
  );
}
