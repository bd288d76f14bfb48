import { ZeroHash } from "ethers";
import { deadlineFrom } from "../../calendar/pending.ts";
import { deadlineText, type DeadlineText } from "../../calendar/show-clock.ts";
import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { timeOrNull, timeText } from "../../input/time.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { enumText, type RecordState } from "../../vocabulary/enums.ts";

/** A record on the public-data track (公共数据资源登记). */
export type PublicRecord = {
  readonly recordId: bigint;
  readonly state: RecordState;
  readonly assetId: string;
  readonly body: string;
  /** Profile that the record began with. */
  readonly profileId: number;
  readonly submittedAt: string;
  readonly publishedAt: string | null;
  /** End of the public notice, "pending" while a calendar year that it needs is not loaded; null before publication. */
  readonly noticeUntil: DeadlineText | null;
  readonly recordedAt: string | null;
  readonly until: string;
  /** Digest of the latest details of its body; null while none changed. */
  readonly bodyDigest: string | null;
  /** Number that the platform gave it. */
  readonly recordNumber: string | null;
};

/**
 * A record on the public-data track.
 *
 * @throws LedgerError NUMBER_MALFORMED, RECORD_UNKNOWN
 * @example
 * const { state, noticeUntil, recordNumber } = await ledger.records.get(1n);
 */
export async function getRecord(client: LedgerClient, recordId: Whole, options?: ReadOptions): Promise<PublicRecord> {
  const asked = whole(recordId, { field: "recordId" });
  const seen = await read(client, () => client.contracts.records.recordOf(asked, asOf(options)));
  return {
    recordId: seen.recordId,
    state: enumText("RecordState", seen.state),
    assetId: seen.assetId,
    body: seen.body,
    profileId: Number(seen.profileId),
    submittedAt: timeText(seen.submittedAt),
    publishedAt: timeOrNull(seen.publishedAt),
    noticeUntil: seen.publishedAt ? deadlineText(deadlineFrom(seen.noticeUntil)) : null,
    recordedAt: timeOrNull(seen.recordedAt),
    until: timeText(seen.until),
    bodyDigest: seen.bodyDigest === ZeroHash ? null : seen.bodyDigest,
    recordNumber: seen.recordNumber || null,
  };
}
