import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { fault } from "../errors.ts";
import type { Client } from "../auth/client.ts";
import type { Permission } from "../inquiries/permission.ts";
import type { ReadRow } from "../inquiries/inquiry.ts";
import { put, type HomeStore } from "../store/home.ts";
import { key, u64 } from "../store/keys.ts";
import { defineTable } from "../store/table.ts";
import { mayAsk, mayRead, type Access } from "./access.ts";
import { createFiling } from "./filing.ts";
import { receive, syncFolder } from "./receive.ts";

/** A stored document. */
export interface DocumentRow {
  /** SHA-256, 64 hexadecimal digits: the document's name. */
  readonly sha256: string;
  /** SM3, 64 hexadecimal digits. */
  readonly sm3: string;
  readonly size: number;
  readonly mediaType: string;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
}

/** One reading, or attempt to read, of a document that is not public. */
export interface AccessRow {
  readonly at: number;
  readonly sha256: string;
  readonly keyId: string | null;
  readonly role: string;
  readonly party: string | null;
  readonly purpose: string | null;
  readonly allowed: boolean;
  /** The inquiry within which it was read. */
  readonly inquiry?: string;
}

export const documentTable = defineTable<DocumentRow>("document");
export const accessTable = defineTable<AccessRow>("access");

/** Documents by digest, on disk under their digest, with their access rules. */
export interface Documents {
  /**
   * Stores a stream. Returns when bytes and record are on disk.
   * @throws LedgerError DOCUMENT_OVERSIZED, DOCUMENT_EMPTY, DOCUMENT_DIGEST_DIFFERS, CASE_FILE_FULL
   */
  store(bytes: Readable, options: StoreOptions): Promise<DocumentRow>;
  /**
   * Checks access, writes it down, checks the bytes against the digest.
   * To the public, a document that it may not read is one that is not there.
   * @throws LedgerError DOCUMENT_NOT_FOUND, DOCUMENT_NOT_ALLOWED, PURPOSE_REQUIRED, INQUIRY_REQUIRED,
   * INQUIRY_NOT_COVERING, DOCUMENT_DAMAGED
   */
  open(sha256: string, client: Client, leave: Leave): Promise<OpenDocument>;
  /** The documents of a file that somebody may read within an inquiry, in the order of their digests. */
  inFile(file: string, permission: Permission): Promise<DocumentRow[]>;
}

/** With what right somebody reads. */
export interface Leave {
  /** The purpose that was stated without an inquiry. */
  readonly purpose?: string | undefined;
  readonly permission?: Permission | undefined;
  /** How the reading is named in the inquiry; a document unless given. */
  readonly read?: Pick<ReadRow, "what" | "party"> | undefined;
}

/** What comes with the bytes. */
export interface StoreOptions {
  readonly mediaType: string;
  readonly access: Access;
  readonly client: Client;
  /** SHA-256 that the client announced. */
  readonly expected?: string;
  /** The file for which it is handed in. */
  readonly file?: string;
}

/** A document that may be read. */
export interface OpenDocument {
  readonly row: DocumentRow;
  /** Whether everybody may read it, so that caches may keep it. */
  readonly isPublic: boolean;
  /** The bytes from `start` to `end`, both included. */
  read(start?: number, end?: number): Readable;
}

/** Creates the store in a folder of its own. */
export function createDocuments(options: {
  folder: string;
  home: HomeStore;
  maxBytes: number;
  now?: () => number;
  /** Told of every time that a file is read as a whole and hashed. */
  onHash?: (sha256: string) => void;
}): Documents {
  const { folder, home, maxBytes, now = Date.now, onHash } = options;
  const filing = createFiling(home);
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2));
  /**
   * Files that everybody may read, found whole by this process: digest and the file's identity. What may be read
   * within an inquiry is never here: a quick answer would tell a holder that somebody, a state organ too, had read it
   * (article 30).
   */
  const whole = new Map<string, string>();

  const check = async (row: DocumentRow, path: string, shared: boolean) => {
    const damaged = () => fault("DOCUMENT_DAMAGED", undefined, { sha256: row.sha256 });
    const facts = await stat(path, { bigint: true }).catch(() => undefined);
    if (facts === undefined || facts.size !== BigInt(row.size)) throw damaged();
    const identity = `${facts.ino} ${facts.mtimeNs} ${facts.ctimeNs}`;
    if (shared && whole.get(row.sha256) === identity) return;
    onHash?.(row.sha256);
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    if (hash.digest("hex") !== row.sha256) throw damaged();
    if (!shared) return;
    if (whole.size > 10_000) whole.clear();
    whole.set(row.sha256, identity);
  };

  return {
    async store(bytes, { mediaType, access, client, expected, file }) {
      const temporary = join(folder, "incoming", randomBytes(12).toString("hex"));
      await mkdir(dirname(temporary), { recursive: true });
      try {
        const { sha256, sm3, size } = await receive(bytes, temporary, maxBytes);
        if (expected !== undefined && expected !== sha256) {
          throw fault("DOCUMENT_DIGEST_DIFFERS", `The bytes have the SHA-256 ${sha256}, not ${expected}.`);
        }
        const filed = file === undefined ? [] : await filing.file(file, sha256, client, now());
        const path = pathOf(sha256);
        await mkdir(dirname(path), { recursive: true });
        await rename(temporary, path);
        await syncFolder(dirname(path));
        await syncFolder(folder);
        const at = now();
        const row = home.get(documentTable, sha256) ?? { sha256, sm3, size, mediaType, storedAt: at };
        const granted = await filing.grant(sha256, { access, at, client, file });
        await home.commit([...filed, put(documentTable, sha256, row), ...granted]);
        // When somebody else stored the same bytes, and as what, is not for this one to know.
        return { ...row, mediaType, storedAt: at };
      } finally {
        await rm(temporary, { force: true });
      }
    },

    async inFile(file, permission) {
      const covered = await filing.covered(file, permission);
      return covered.map((sha256) => home.get(documentTable, sha256)!);
    },

    async open(sha256, client, { purpose, permission, read = { what: "document", party: null } }) {
      const row = home.get(documentTable, sha256);
      if (row === undefined) throw fault("DOCUMENT_NOT_FOUND");
      const grants = await filing.grantsOf(sha256);
      const isPublic = grants.some((grant) => grant.access.class === "public");
      if (!isPublic) {
        const within = permission !== undefined && grants.some((grant) => permission.covers(sha256, grant));
        const allowed = within || mayRead(grants, client);
        const personal = grants.some((grant) => grant.access.class === "personal");
        if (allowed && !within && personal && purpose === undefined) throw fault("PURPOSE_REQUIRED");
        const at = now();
        const { keyId, role, party } = client;
        const stated = permission?.purpose ?? purpose ?? null;
        const inquiry = permission === undefined ? {} : { inquiry: permission.inquiryId };
        const entry: AccessRow = { at, sha256, keyId, role, party, purpose: stated, allowed, ...inquiry };
        const writes = [put(accessTable, key(u64(at), randomBytes(6).toString("hex")), entry)];
        if (within) writes.push(permission.record({ ...read, digest: `0x${sha256}`, at }));
        // Nobody without a key makes the disk sync by asking for what it may not have.
        if (!allowed && role === "public") {
          await home.note(writes);
          throw fault("DOCUMENT_NOT_FOUND");
        }
        await home.commit(writes);
        if (!allowed && permission !== undefined) throw fault("INQUIRY_NOT_COVERING");
        if (!allowed && grants.some(({ file }) => mayAsk(file, client))) throw fault("INQUIRY_REQUIRED");
        if (!allowed) throw fault("DOCUMENT_NOT_ALLOWED");
      }
      const path = pathOf(sha256);
      // Public bytes may be on a file too, and be asked for within an inquiry.
      await check(row, path, isPublic && grants.every(({ file }) => file === undefined));
      return { row, isPublic, read: (start = 0, end = row.size - 1) => createReadStream(path, { start, end }) };
    },
  };
}
