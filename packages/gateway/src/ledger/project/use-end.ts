import { fromHex, u32, u64 } from "../../store/keys.ts";
import type { Tx } from "../../store/tx.ts";
import type { BlockRef } from "../../store/view.ts";
import type { Handlers } from "./handlers.ts";
import { known } from "./handlers.ts";
import { authorisationTable, recordTable } from "./record.ts";
import { addReviews, loseUse } from "./review.ts";
import { defineTimers } from "./timers.ts";
import { useOf } from "./use.ts";

interface UseEnd {
  readonly assetId: string;
  readonly party: string;
}

/** When somebody's leave to use data ends, if nothing prolongs it. */
const ends = defineTimers<UseEnd>("useEnd", "firstUseEnd");

/** How soon a right that lives only until its renewal is decided is looked at again, in seconds. */
const again = 86_400;

const idOf = ({ assetId, party }: UseEnd) => `${assetId}:${party}`;

function watch(tx: Tx, at: number, end: UseEnd): void {
  ends.set(tx, at, idOf(end), end);
}

/**
 * Lists what rested on the use of a source that time has ended by this block (articles 21, 26, 36); nothing to wait for
 * when there is none.
 */
export function runUseEnds(tx: Tx, { number, time }: BlockRef): Promise<void> | undefined {
  return ends.run(tx, time, async (due) => {
    const found = [];
    for (const { key: timer, row } of due) {
      ends.clear(tx, Number(fromHex(timer.slice(0, 16))), idOf(row));
      const use = await useOf(tx, row.assetId, row.party, time);
      if (use === "renewing") watch(tx, time + again, row);
      if (use === "over") {
        const expired = { cause: "expiry", causeCaseId: null } as const;
        found.push(...(await loseUse(tx, time, row.assetId, row.party, expired)));
      }
    }
    // Where no event of the block is.
    addReviews(tx, { order: u64(number) + u32(0xffff_ffff), time, tx: null }, found);
  });
}

/** What lets somebody use data, each with its end. */
export const useEndHandlers: Handlers = {
  RightRegistered({ assetId, holder, right, until }, _event, tx) {
    if (right === "use") watch(tx, until + 1, { assetId, party: holder });
  },
  RightConfirmed({ assetId, holder, right, until }, _event, tx) {
    if (right === "use") watch(tx, until + 1, { assetId, party: holder });
  },
  OperationAuthorised({ recordId, operator, authorisation: { until, safety } }, event, tx) {
    const { assetId } = known(tx.get(recordTable, u64(recordId)), event);
    watch(tx, Math.min(until, safety.until) + 1, { assetId, party: operator });
  },
  OperationSafetyAssessed({ authorisationId, safety }, event, tx) {
    const { assetId, operator, until } = known(tx.get(authorisationTable, u64(authorisationId)), event);
    watch(tx, Math.min(until, safety.until) + 1, { assetId, party: operator });
  },
};
