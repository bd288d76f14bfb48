import { randomBytes } from "node:crypto";
import type { Client } from "../auth/client.ts";
import { fault } from "../errors.ts";
import type { Idempotency, IdempotencyScope } from "../outbox/idempotency.ts";
import { del, put, type HomeStore } from "../store/home.ts";
import type { View } from "../store/view.ts";
import { requireCapacity, requireDetailsCapacity } from "./capacity.ts";
import { askerOf, inquiryTable, isAsker, stateOf, type Decision, type InquiryRow, type Subject } from "./inquiry.ts";
import { enlist, inquiryListTable, listInquiries, waitingPlace } from "./lists.ts";
import { isAbout, keeperNow, partiesOfCase } from "./standing.ts";
import { createTurns } from "./turns.ts";
import type { Paging } from "../http/paging.ts";

/** What somebody asks for. */
export type Asked = Pick<InquiryRow, "capacity" | "purpose" | "interest" | "organ" | "documentDigest" | "days">;

/** An inquiry with its id. */
export interface Inquiry {
  readonly id: string;
  readonly row: InquiryRow;
  /** Who keeps the records of its registry now; an address in lower case. */
  readonly keeper: string | null;
  /** Whether the client sees why an interested party asked: who asked, registry and regulator do. */
  readonly whole: boolean;
}

/** Who asks to consult registration files, and what for (article 30). */
export interface Inquiries {
  /**
   * Writes down who asks and for what. Applicant, holder, registry and state organs get their permission with it; an
   * interested party waits for the registry's decision.
   * @throws LedgerError CASE_UNKNOWN, API_KEY_WITHOUT_PARTY, INQUIRY_CAPACITY_DIFFERS, INQUIRY_UNDECIDED,
   * IDEMPOTENCY_KEY_REUSED
   */
  ask(view: View, subject: Subject, asked: Asked, client: Client, scope: IdempotencyScope): Promise<Inquiry>;
  /**
   * Decides on an interested party's inquiry, once, as the registry that keeps the file now.
   * @throws LedgerError INQUIRY_NOT_FOUND, INQUIRY_DECIDED, IDEMPOTENCY_KEY_REUSED
   */
  decide(
    view: View,
    id: string,
    decision: Pick<Decision, "approved" | "documentDigest" | "documents">,
    client: Client,
    scope: IdempotencyScope,
  ): Promise<Inquiry>;
  /** @throws LedgerError INQUIRY_NOT_FOUND, alike for one that is not there and one that the client may not see */
  get(view: View, id: string, client: Client): Promise<Inquiry>;
  /** The row of one that a list gave. */
  listed(view: View, id: string, client: Client): Inquiry;
}

const dayMs = 86_400_000;

/** Creates them over the home records. */
export function createInquiries(options: {
  home: HomeStore;
  idempotency: Idempotency;
  paging: Paging;
  now?: () => number;
}): Inquiries {
  const { home, idempotency, now = Date.now } = options;
  const turns = createTurns();
  const find = (id: string) => home.get(inquiryTable, id);
  const seen = (view: View, id: string, client: Client): Inquiry => {
    const row = find(id)!;
    const keeper = row.registry === null ? null : keeperNow(view, row.registry);
    const keeping = client.role === "registry" && client.party !== null && client.party === keeper;
    return { id, row, keeper, whole: client.role === "regulator" || keeping || isAsker(row, client) };
  };

  /** Whom the file is about and where it is, when the client has the capacity that it claims. */
  const requireStanding = async (view: View, { kind, id }: Subject, { capacity }: Asked, client: Client) => {
    if (client.party === null && client.role !== "regulator") throw fault("API_KEY_WITHOUT_PARTY");
    if (kind === "party") {
      requireDetailsCapacity(view, capacity, client);
      return { assetId: null, registry: client.role === "registry" ? client.party : null, about: [id] };
    }
    const parties = await partiesOfCase(view, id);
    requireCapacity(capacity, parties, client);
    const { assetId, filedWith, applicant, holder } = parties;
    return { assetId, registry: filedWith, about: holder === null ? [applicant] : [...new Set([applicant, holder])] };
  };

  /** One inquiry a case and client waits at a time. */
  const requireNoneWaiting = async (subject: Subject, client: Client) => {
    const { ids } = await listInquiries(options, "caseAsker", [`${subject.id}.${askerOf(client)}`], { limit: 1 });
    const last = ids[0] === undefined ? undefined : find(ids[0]);
    if (last !== undefined && stateOf(last, now()) === "waiting") throw fault("INQUIRY_UNDECIDED");
  };

  return {
    async ask(view, subject, asked, client, scope) {
      const { role, party, keyId } = client;
      const place = `${subject.kind} ${subject.id} ${askerOf(client)}`;
      const { result } = await idempotency.once(scope, (remember) =>
        turns.take(place, async () => {
          const standing = await requireStanding(view, subject, asked, client);
          const waits = asked.capacity === "interestedParty";
          if (waits) await requireNoneWaiting(subject, client);
          const id = randomBytes(16).toString("hex");
          const askedAt = now();
          const row: InquiryRow = {
            ...asked,
            ...standing,
            subject,
            by: { role, party, keyId: keyId! },
            askedAt,
            decision: null,
            until: waits ? null : askedAt + asked.days * dayMs,
          };
          await home.commit([put(inquiryTable, id, row), ...enlist(id, row), ...remember(id)]);
          return id;
        }),
      );
      return seen(view, result, client);
    },

    async decide(view, id, { approved, documentDigest, documents }, client, scope) {
      const { result } = await idempotency.once(scope, (remember) =>
        turns.take(id, async () => {
          const row = find(id);
          // Only what waited where this registry keeps the file is its to decide; of anything else it does not learn here.
          if (row?.capacity !== "interestedParty" || keeperNow(view, row.registry!) !== client.party) {
            throw fault("INQUIRY_NOT_FOUND");
          }
          if (row.decision !== null) throw fault("INQUIRY_DECIDED");
          const at = now();
          const decision: Decision = { approved, documentDigest, documents, at, keyId: client.keyId! };
          const decided: InquiryRow = { ...row, decision, until: approved ? at + row.days * dayMs : null };
          const writes = [put(inquiryTable, id, decided), del(inquiryListTable, waitingPlace(id, row))];
          await home.commit([...writes, ...remember(id)]);
          return id;
        }),
      );
      return seen(view, result, client);
    },

    async get(view, id, client) {
      const row = find(id);
      if (row === undefined) throw fault("INQUIRY_NOT_FOUND");
      const inquiry = seen(view, id, client);
      if (inquiry.whole || (await isOpenTo(view, row, client))) return inquiry;
      throw fault("INQUIRY_NOT_FOUND");
    },

    listed: seen,
  };
}

/** Whether the file is the client's own and no state organ asked. */
async function isOpenTo(view: View, row: InquiryRow, { party }: Client): Promise<boolean> {
  if (row.capacity === "stateOrgan" || party === null) return false;
  if (row.about.includes(party)) return true;
  return row.subject.kind === "case" && isAbout(await partiesOfCase(view, row.subject.id), party);
}
