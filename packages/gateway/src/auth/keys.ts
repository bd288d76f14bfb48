import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { fault } from "../errors.ts";
import { put, type HomeStore, type HomeWrite } from "../store/home.ts";
import { defineTable, type Entry } from "../store/table.ts";
import { publicClient, type Client, type Role } from "./client.ts";

/** What is kept of an API key: never the secret. */
export interface KeyRow {
  /** SHA-256 of the secret. The secret has 256 random bits, so no slow hash is needed. */
  readonly hash: string;
  readonly role: Exclude<Role, "public">;
  readonly party: string | null;
  /** The only account that signs for it, lower case; any of the party's when left out. */
  readonly account?: string;
  /** Who or what it is for. */
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
  /** The API key that made it, the account that asked for it, or "cli"; rows of earlier versions do not tell. */
  readonly createdBy?: string;
}

/** API keys by id. */
export const keyTable = defineTable<KeyRow>("apiKey");

/** What a new key is for. */
export interface NewKey {
  readonly role: KeyRow["role"];
  readonly party: string | null;
  /** The only account that signs for it, lower case; any of the party's when left out. */
  readonly account?: string | undefined;
  readonly label: string;
  readonly expiresAt: number;
  /** Id of the API key that makes it, or the account that asked; left out, it is made on the machine: "cli". */
  readonly createdBy?: string;
}

/** The API keys of this gateway. */
export interface Keys {
  /**
   * Makes a key and returns it whole: the only time that it can be seen.
   * @param extra what else to write in the same batch
   */
  add(key: NewKey, extra?: (id: string) => HomeWrite[]): Promise<{ id: string; text: string }>;
  /** @throws LedgerError API_KEY_UNKNOWN */
  revoke(id: string): Promise<void>;
  list(): Promise<Entry<KeyRow>[]>;
  /**
   * The client that a key stands for; the public when there is none.
   * @throws LedgerError API_KEY_MALFORMED, API_KEY_UNKNOWN, API_KEY_EXPIRED, API_KEY_REVOKED, INDEX_NOT_READY
   */
  clientOf(text: string | undefined): Client;
}

const form = /^dvk_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;
const digest = (secret: string) => createHash("sha256").update(secret).digest();

/** The party for which a key stands: one that an operator made in a party's name does not, whoever holds it. */
function standsFor({ role, party, createdBy = "" }: KeyRow): string | null {
  return role !== "party" || createdBy === "cli" || createdBy.startsWith("0x") ? party : null;
}

/** Whether an account may manage its party's keys now, as the ledger has it. @throws LedgerError INDEX_NOT_READY */
export type MayManage = (account: string, party: string) => boolean;

/**
 * Creates the keys over the home records.
 *
 * @param mayManage asked of the account behind a party's key at each use: what a stolen account made ends with it. Left
 *   out where no key is used
 */
export function createKeys(home: HomeStore, now: () => number = Date.now, mayManage: MayManage = () => true): Keys {
  return {
    async add({ role, party, account, label, expiresAt, createdBy = "cli" }, extra = () => []) {
      const id = randomBytes(8).toString("hex");
      const secret = randomBytes(32).toString("base64url");
      const hash = digest(secret).toString("hex");
      const bound = account === undefined ? {} : { account };
      const row: KeyRow = {
        hash,
        role,
        party,
        ...bound,
        label,
        createdAt: now(),
        expiresAt,
        revokedAt: null,
        createdBy,
      };
      await home.commit([put(keyTable, id, row), ...extra(id)]);
      return { id, text: `dvk_${id}_${secret}` };
    },

    async revoke(id) {
      const row = home.get(keyTable, id);
      if (row === undefined) throw fault("API_KEY_UNKNOWN");
      await home.commit([put(keyTable, id, { ...row, revokedAt: row.revokedAt ?? now() })]);
    },

    list: () => home.list(keyTable),

    clientOf(text) {
      if (text === undefined) return publicClient;
      const [, id, secret] = form.exec(text) ?? [];
      if (id === undefined || secret === undefined) throw fault("API_KEY_MALFORMED");
      const row = home.get(keyTable, id);
      const expected = row === undefined ? digest("") : Buffer.from(row.hash, "hex");
      const matches = timingSafeEqual(digest(secret), expected);
      if (row === undefined || !matches) throw fault("API_KEY_UNKNOWN");
      if (row.revokedAt !== null) throw fault("API_KEY_REVOKED");
      if (row.expiresAt <= now()) throw fault("API_KEY_EXPIRED");
      const { party, createdBy = "" } = row;
      if (party !== null && createdBy.startsWith("0x") && !mayManage(createdBy, party)) {
        throw fault("API_KEY_REVOKED", `The account ${createdBy} that asked for this key manages the party no more.`);
      }
      const bound = row.account === undefined ? {} : { account: row.account };
      return { role: row.role, party: standsFor(row), keyId: id, ...bound };
    },
  };
}
