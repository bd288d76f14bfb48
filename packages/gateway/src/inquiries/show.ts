import { rfc3339ms } from "../http/time.ts";
import { checksum } from "../ledger/checksum.ts";
import type { InquiryJson } from "../schemas/inquiry.ts";
import type { HomeStore } from "../store/home.ts";
import type { Inquiry } from "./inquiries.ts";
import { readTable, stateOf, type ReadRow } from "./inquiry.ts";

/** Most readings that come with an inquiry. */
const mostReads = 20;

/** A reading as clients see it. */
export const showRead = ({ at, what, digest, party }: ReadRow) => ({
  at: rfc3339ms(at),
  what,
  digest,
  party: party === null ? null : checksum(party),
});

/** An inquiry with its newest readings, as a client sees it. */
export async function showInquiry(
  home: HomeStore,
  { id, row, keeper, whole }: Inquiry,
  now: number,
): Promise<InquiryJson> {
  const { subject, by, capacity, purpose, interest, organ, documentDigest, askedAt, days } = row;
  const { decision, until } = row;
  const reads = await home.list(readTable, { under: [id], reverse: true, limit: mostReads + 1 });
  return {
    id,
    subject: subject.kind === "case" ? subject : { kind: "party", id: checksum(subject.id) },
    registry: keeper === null ? null : checksum(keeper),
    asker: by.party === null ? null : checksum(by.party),
    capacity,
    purpose,
    interest: whole ? interest : null,
    organ,
    documentDigest,
    state: stateOf(row, now),
    askedAt: rfc3339ms(askedAt),
    days,
    until: until === null ? null : rfc3339ms(until),
    decision: decision && {
      approved: decision.approved,
      at: rfc3339ms(decision.at),
      documentDigest: decision.documentDigest,
      documents: decision.documents,
    },
    reads: reads.slice(0, mostReads).map((entry) => showRead(entry.row)),
    moreReads: reads.length > mostReads,
  };
}
