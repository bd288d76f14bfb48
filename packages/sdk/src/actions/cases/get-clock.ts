import { ZeroAddress } from "ethers";
import type { CaseClock } from "../../calendar/case-clock.ts";
import { deadlineFrom } from "../../calendar/pending.ts";
import { showClock, type ClockText } from "../../calendar/show-clock.ts";
import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { enumText } from "../../vocabulary/enums.ts";

/**
 * The clocks of a case as the ledger computes them at the time of a block: its state, what is due, by whom and until
 * when (articles 17, 24, 25 and 28).
 *
 * @throws LedgerError NUMBER_MALFORMED, CASE_UNKNOWN
 * @example
 * const { state, due } = await ledger.cases.clock(7n); // due: { act: "accept", by: registry, until: "2026-12-01T15:59:59Z" }
 */
export async function getClock(client: LedgerClient, caseId: Whole, options?: ReadOptions): Promise<ClockText> {
  const asked = whole(caseId, { field: "caseId" });
  return showClock(clockFrom(await read(client, () => client.contracts.assets.clockOf(asked, asOf(options)))));
}

type Recorded = {
  readonly state: bigint;
  readonly acceptBy: bigint;
  readonly acceptedAt: bigint;
  readonly deemed: boolean;
  readonly noticeUntil: bigint;
  readonly finishBy: bigint;
  readonly act: bigint;
  readonly by: string;
  readonly until: bigint;
};

/** The ledger's answer as clocks, its zeros and largest moments read. */
export function clockFrom(seen: Recorded): CaseClock {
  const deadline = (seconds: bigint) => (seconds === 0n ? null : deadlineFrom(seconds));
  return {
    state: enumText("CaseState", seen.state),
    acceptBy: deadline(seen.acceptBy),
    acceptedAt: Number(seen.acceptedAt) || null,
    deemed: seen.deemed,
    noticeUntil: deadline(seen.noticeUntil),
    finishBy: deadline(seen.finishBy),
    due:
      seen.act === 0n
        ? null
        : {
            act: enumText("DueAct", seen.act),
            by: seen.by === ZeroAddress ? null : seen.by,
            until: deadline(seen.until),
          },
  };
}
