import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { canonicalJson } from "@data-voucher/sdk";
import type { Client } from "../auth/client.ts";
import type { Documents, Leave } from "../documents/documents.ts";
import { fault } from "../errors.ts";
import type { Idempotency, IdempotencyScope } from "../outbox/idempotency.ts";
import { fileOfParty } from "../inquiries/files.ts";
import { put, type HomeStore, type HomeWrite } from "../store/home.ts";
import { key, u64 } from "../store/keys.ts";
import { defineTable } from "../store/table.ts";

/** Contact details of a party: a home record, never on the ledger. */
export interface PartyDetails {
  readonly contact?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  readonly creditCode?: string;
  readonly businessStatus?: string;
}

/** Which document holds the details of a party, and who handed it in. */
export interface DetailsRow {
  readonly sha256: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly keyId: string | null;
}

/** Every state of the details: key party, time, digest. */
export const detailsTable = defineTable<DetailsRow>("details");

/** Contact details, as personal documents: each look is in the access log, with its purpose. */
export interface DetailsStore {
  /**
   * Keeps details, once for each request; what was kept before stays as it was, for the files' term of 20 years
   * (article 38).
   * @throws LedgerError IDEMPOTENCY_KEY_REUSED
   */
  keep(party: string, details: PartyDetails, client: Client, scope: IdempotencyScope): Promise<DetailsRow>;
  /**
   * The newest details: the party reads its own, anybody else within an inquiry (article 30).
   * @throws LedgerError DETAILS_NOT_FOUND, DOCUMENT_NOT_ALLOWED, PURPOSE_REQUIRED, INQUIRY_REQUIRED,
   * INQUIRY_NOT_COVERING, DOCUMENT_DAMAGED
   */
  read(party: string, client: Client, leave: Leave): Promise<{ row: DetailsRow; details: PartyDetails }>;
}

type Remember = (result: string) => HomeWrite[];

/** Creates the store over documents and home records. */
export function createDetails(options: {
  documents: Documents;
  home: HomeStore;
  idempotency: Idempotency;
  now?: () => number;
}): DetailsStore {
  const { documents, home, idempotency, now = Date.now } = options;

  const write = async (party: string, details: PartyDetails, client: Client, remember: Remember) => {
    // The salt keeps the digest, which names the file, from being found by trying likely details.
    const content = canonicalJson({ ...details, salt: randomBytes(32).toString("hex") });
    const { sha256 } = await documents.store(Readable.from([Buffer.from(content)]), {
      mediaType: "application/json",
      access: { class: "personal", parties: [party] },
      client,
      file: fileOfParty(party),
    });
    const row: DetailsRow = { sha256, at: now(), keyId: client.keyId };
    const place = key(party, u64(row.at), sha256);
    await home.commit([put(detailsTable, place, row), ...remember(place)]);
    return place;
  };

  return {
    async keep(party, details, client, scope) {
      const { result } = await idempotency.once(scope, (remember) => write(party, details, client, remember));
      return home.get(detailsTable, result)!;
    },

    async read(party, client, leave) {
      const [entry] = await home.list(detailsTable, { under: [party], reverse: true, limit: 1 });
      if (entry === undefined) throw fault("DETAILS_NOT_FOUND");
      const { read } = await documents.open(entry.row.sha256, client, {
        ...leave,
        read: { what: "details", party },
      });
      const chunks: Buffer[] = [];
      for await (const chunk of read()) chunks.push(chunk as Buffer);
      const details = JSON.parse(Buffer.concat(chunks).toString()) as PartyDetails & { salt?: string };
      delete details.salt;
      return { row: entry.row, details };
    },
  };
}
