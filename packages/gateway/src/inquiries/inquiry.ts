import type { InquiryCapacity, InquiryPurpose, InquiryState } from "@data-voucher/sdk";
import type { Client, Role } from "../auth/client.ts";
import { defineTable } from "../store/table.ts";

/** Which file an inquiry is about: that of a registration case, or the contact details of a party. */
export type Subject = { readonly kind: "case"; readonly id: string } | { readonly kind: "party"; readonly id: string };

/** How the registry decided on an interested party's inquiry. */
export interface Decision {
  readonly approved: boolean;
  /** SHA-256 of the decision's document, 0x hex. */
  readonly documentDigest: string;
  /** The documents that may be read, 0x hex; null for all but personal ones. */
  readonly documents: readonly string[] | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly keyId: string;
}

/** Who asked to consult a file, and for what (article 30). Parties are addresses in lower case. */
export interface InquiryRow {
  readonly subject: Subject;
  /** The asset of the case. */
  readonly assetId: string | null;
  /**
   * The registry with which the case was filed; of a party's details, the registry that asks. Who keeps its records now
   * the ledger says: a takeover changes no home record, and one that a reorganization takes back needs no mending here.
   */
  readonly registry: string | null;
  readonly capacity: InquiryCapacity;
  readonly purpose: { readonly code: InquiryPurpose; readonly words: string };
  /** Why an interested party has an interest. */
  readonly interest: string | null;
  /** The state organ for which is asked. */
  readonly organ: string | null;
  /** SHA-256 of the paper on which is asked, 0x hex. */
  readonly documentDigest: string | null;
  readonly by: { readonly role: Role; readonly party: string | null; readonly keyId: string };
  /** Whom the file is about: they see who looked, except state organs. */
  readonly about: readonly string[];
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  /** How long the permission is asked for. */
  readonly days: number;
  readonly decision: Decision | null;
  /** End of the permission, milliseconds since 1970; null while there is none. */
  readonly until: number | null;
}

/** Inquiries by id. Ids are random: from one nobody learns how many others there are. */
export const inquiryTable = defineTable<InquiryRow>("inquiry");

/** One reading within an inquiry, on disk before the bytes leave. */
export interface ReadRow {
  readonly what: "file" | "document" | "details";
  /** SHA-256 of what was read, 0x hex; null for the list of the file. */
  readonly digest: string | null;
  /** The party whose details were read. */
  readonly party: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Readings: key inquiry, order. */
export const readTable = defineTable<ReadRow>("inquiryRead");

/** What has become of an inquiry by a moment. */
export function stateOf({ decision, until }: InquiryRow, now: number): InquiryState {
  if (decision !== null && !decision.approved) return "refused";
  if (until === null) return "waiting";
  return now < until ? "granted" : "expired";
}

/** Who asked, for lists: the party, or the key of a client that stands for none. */
export const askerOf = ({ party, keyId }: Pick<Client, "party" | "keyId">): string => party ?? `key.${keyId}`;

/** Whether a client is the one that asked: any key of the same role and party. */
export function isAsker({ by }: InquiryRow, client: Client): boolean {
  return by.role === client.role && (by.party === null ? by.keyId === client.keyId : by.party === client.party);
}
