import { randomBytes } from "node:crypto";
import type { Client } from "../auth/client.ts";
import type { GrantRow } from "../documents/filing.ts";
import { fault } from "../errors.ts";
import { put, type HomeStore, type HomeWrite } from "../store/home.ts";
import { key, u64 } from "../store/keys.ts";
import type { View } from "../store/view.ts";
import { requireCapacity, requireDetailsCapacity } from "./capacity.ts";
import { fileOfCase, fileOfParty } from "./files.ts";
import { inquiryTable, isAsker, readTable, stateOf, type InquiryRow, type ReadRow } from "./inquiry.ts";
import { partiesOfCase } from "./standing.ts";

/** Leave to read a file within an inquiry (article 30). */
export interface Permission {
  readonly inquiryId: string;
  /** The stated purpose, for the access log. */
  readonly purpose: string;
  /** Whether it is for a file. */
  opens(file: string): boolean;
  /** Whether it covers a document for the reason for which that was handed in. */
  covers(sha256: string, grant: GrantRow): boolean;
  /** The write that records a reading; it must be on disk before the bytes leave. */
  record(read: ReadRow): HomeWrite;
}

const advice = {
  waiting: ["INQUIRY_UNDECIDED", "The registry has not decided this inquiry yet (article 30): wait for its decision."],
  refused: ["INQUIRY_REFUSED", "The registry refused this inquiry (article 30): its document says why."],
  expired: ["INQUIRY_EXPIRED", "The time of this permission is over (article 30): state the purpose anew."],
} as const;

/**
 * The leave that an inquiry of the client gives now.
 * @throws LedgerError INQUIRY_NOT_FOUND, INQUIRY_UNDECIDED, INQUIRY_REFUSED, INQUIRY_EXPIRED, INQUIRY_CAPACITY_DIFFERS
 * for a client that is no longer what it was when it asked
 */
export async function permissionOf(
  { home, now = Date.now }: { home: HomeStore; now?: () => number },
  view: View,
  inquiryId: string,
  client: Client,
): Promise<Permission> {
  const row = home.get(inquiryTable, inquiryId);
  if (row === undefined || !isAsker(row, client)) throw fault("INQUIRY_NOT_FOUND");
  const state = stateOf(row, now());
  if (state !== "granted") {
    const [code, message] = advice[state];
    throw fault(code, message);
  }
  const files = await filesOf(view, row, client);
  return {
    inquiryId,
    purpose: `${row.purpose.code}: ${row.purpose.words}`,
    opens: (file) => files.has(file),
    covers: (sha256, grant) => covers(row, files, sha256, grant, client),
    record: (read) => put(readTable, key(inquiryId, u64(read.at) + randomBytes(6).toString("hex")), read),
  };
}

/** The files that an inquiry opens: of a case also the details of those who take part, for registry and state organs. */
async function filesOf(view: View, { subject, capacity }: InquiryRow, client: Client): Promise<ReadonlySet<string>> {
  if (subject.kind === "party") {
    requireDetailsCapacity(view, capacity, client);
    return new Set([fileOfParty(subject.id)]);
  }
  const parties = await partiesOfCase(view, subject.id);
  requireCapacity(capacity, parties, client);
  const official = capacity === "registry" || capacity === "stateOrgan";
  const { applicant, holder, objectors } = parties;
  const taking = official ? [applicant, ...(holder === null ? [] : [holder]), ...objectors] : [];
  return new Set([fileOfCase(subject.id), ...taking.map(fileOfParty)]);
}

function covers(
  { capacity, decision }: InquiryRow,
  files: ReadonlySet<string>,
  sha256: string,
  { access, owner, file }: GrantRow,
  { party }: Client,
): boolean {
  if (file === undefined || !files.has(file)) return false;
  if (capacity === "registry" || capacity === "stateOrgan") return true;
  const named = decision?.documents?.includes(`0x${sha256}`);
  if (named !== undefined) return named;
  // Personal details are for those whom they name, and who handed them in, unless the registry names the document.
  return access.class !== "personal" || (party !== null && (owner.party === party || access.parties.includes(party)));
}
