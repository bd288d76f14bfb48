import type { Client } from "../auth/client.ts";
import { fault } from "../errors.ts";
import { isCaseFile } from "../inquiries/files.ts";
import type { Permission } from "../inquiries/permission.ts";
import { del, put, type HomeStore, type HomeWrite } from "../store/home.ts";
import { SEPARATOR, key } from "../store/keys.ts";
import { defineTable } from "../store/table.ts";
import type { Access } from "./access.ts";

/** Who handed a document in and who may read it for that reason. One document may have several. */
export interface GrantRow {
  readonly access: Access;
  readonly owner: { readonly keyId: string | null; readonly party: string | null };
  readonly at: number;
  /** The file for which it was handed in: such material is read within an inquiry only (article 30). */
  readonly file?: string;
}

/** Grants: key digest, who handed in, for which file. */
export const grantTable = defineTable<GrantRow>("grant");

/** Documents of cases' files: key file, party that put it there, digest. */
export const fileTable = defineTable<{ readonly at: number }>("file");

/** Why a document is handed in. */
interface Handed {
  readonly access: Access;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly client: Client;
  readonly file: string | undefined;
}

/** Most documents that one party puts on one file: nobody fills it up for the others. */
const mostInFile = 500;

/** Who may read which document for what reason, and which documents are on the file of a case. */
export function createFiling(home: HomeStore) {
  const entriesOf = (sha256: string) => home.list(grantTable, { under: [sha256] });

  return {
    async grantsOf(sha256: string): Promise<GrantRow[]> {
      return (await entriesOf(sha256)).map(({ row }) => row);
    },

    /**
     * Puts a document on the file of a case, in place of what the same party had laid down for no file.
     * @throws LedgerError CASE_FILE_FULL
     */
    async file(file: string, sha256: string, { party }: Client, at: number): Promise<HomeWrite[]> {
      if (!isCaseFile(file)) return [];
      const whose = party ?? "";
      const place = key(file, whose, sha256);
      if (home.get(fileTable, place) === undefined) {
        const entries = await home.list(fileTable, { under: [file, whose], limit: mostInFile });
        if (entries.length === mostInFile) {
          throw fault("CASE_FILE_FULL", `A party puts at most ${mostInFile} documents on the file of a case.`);
        }
      }
      const loose = (await entriesOf(sha256)).filter(
        ({ row }) => row.access.class !== "public" && row.file === undefined && isOf(row, party),
      );
      return [put(fileTable, place, { at }), ...loose.map((entry) => del(grantTable, entry.key))];
    },

    /** Grants what was asked for; what its party has put on a file is not laid open beside it. */
    async grant(sha256: string, { access, at, client, file }: Handed): Promise<HomeWrite[]> {
      const { keyId, party } = client;
      const restricted = access.class === "registry" || access.class === "personal";
      if (file === undefined && restricted) {
        const before = await entriesOf(sha256);
        if (before.some(({ row }) => row.file !== undefined && isOf(row, party))) return [];
      }
      const grantId = `${keyId ?? ""}.${party ?? ""}${file === undefined ? "" : `.${file}`}`;
      const row: GrantRow = { access, owner: { keyId, party }, at, ...(file === undefined ? {} : { file }) };
      return [put(grantTable, key(sha256, grantId), row)];
    },

    /** Digests of the documents on a file that a permission covers, in their order. */
    async covered(file: string, permission: Permission): Promise<string[]> {
      const entries = await home.list(fileTable, { under: [file] });
      const digests = new Set(entries.map((entry) => entry.key.slice(entry.key.lastIndexOf(SEPARATOR) + 1)));
      const covered: string[] = [];
      for (const sha256 of [...digests].sort()) {
        const grants = await entriesOf(sha256);
        if (grants.some(({ row }) => permission.covers(sha256, row))) covered.push(sha256);
      }
      return covered;
    },
  };
}

const isOf = ({ owner }: GrantRow, party: string | null) => party !== null && owner.party === party;
