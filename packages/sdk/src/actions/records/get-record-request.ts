import { ZeroHash } from "ethers";
import { deadlineFrom } from "../../calendar/pending.ts";
import { deadlineText, type DeadlineText } from "../../calendar/show-clock.ts";
import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { timeOrNull, timeText } from "../../input/time.ts";
import { whole, type Whole } from "../../input/whole.ts";
import {
  enumText,
  type BodyAnswer,
  type RecordGround,
  type RequestKind,
  type RequestState,
} from "../../vocabulary/enums.ts";

/** A request about a record on the public-data track (变更、更正、注销登记). */
export type RecordRequest = {
  readonly requestId: bigint;
  readonly recordId: bigint;
  readonly kind: RequestKind;
  /** "lapsed" when the record was cancelled before the decision. */
  readonly state: RequestState;
  /** The party that filed it. */
  readonly by: string;
  /** The track's profile that it began with. */
  readonly profileId: number;
  readonly filedAt: string;
  readonly publishedAt: string | null;
  /** End of the notice of a change, "pending" while a calendar year that it needs is not loaded. */
  readonly noticeUntil: DeadlineText | null;
  /** When it was granted, refused or withdrawn. */
  readonly closedAt: string | null;
  /** Of a cancellation. */
  readonly ground: RecordGround | null;
  /** What the body said of another party's correction. */
  readonly answer: BodyAnswer | null;
  readonly documentDigest: string;
  readonly answerDigest: string | null;
  /** What it puts in place of what is on record; null is kept. */
  readonly details: {
    readonly name: string | null;
    readonly descriptorDigest: string | null;
    readonly bodyDigest: string | null;
  };
};

/**
 * A request about a record.
 *
 * @throws LedgerError NUMBER_MALFORMED, RECORD_REQUEST_UNKNOWN
 * @example
 * const { kind, state, noticeUntil } = await ledger.records.getRequest(1n);
 */
export async function getRecordRequest(
  client: LedgerClient,
  requestId: Whole,
  options?: ReadOptions,
): Promise<RecordRequest> {
  const asked = whole(requestId, { field: "requestId" });
  const seen = await read(client, () => client.contracts.records.requestOf(asked, asOf(options)));
  const { name, descriptorDigest, bodyDigest } = seen.details;
  const given = (digest: string) => (digest === ZeroHash ? null : digest);
  return {
    requestId: seen.requestId,
    recordId: seen.recordId,
    kind: enumText("RequestKind", seen.kind),
    state: enumText("RequestState", seen.state),
    by: seen.by,
    profileId: Number(seen.profileId),
    filedAt: timeText(seen.filedAt),
    publishedAt: timeOrNull(seen.publishedAt),
    noticeUntil: seen.publishedAt ? deadlineText(deadlineFrom(seen.noticeUntil)) : null,
    closedAt: timeOrNull(seen.closedAt),
    ground: seen.ground ? enumText("RecordGround", seen.ground) : null,
    answer: seen.answer ? enumText("BodyAnswer", seen.answer) : null,
    documentDigest: seen.documentDigest,
    answerDigest: given(seen.answerDigest),
    details: { name: name || null, descriptorDigest: given(descriptorDigest), bodyDigest: given(bodyDigest) },
  };
}
