import type { LedgerEvent } from "../index/rows.ts";
import type { Projection } from "../index/sync.ts";
import type { Tx } from "../store/tx.ts";
import { contractNames, createDecoder } from "./decode.ts";
import { accountHandlers } from "./project/account.ts";
import { assetHandlers } from "./project/asset.ts";
import { calendarHandlers } from "./project/calendar.ts";
import { caseHandlers } from "./project/case.ts";
import { catalogueHandlers } from "./project/catalogue.ts";
import { certificateHandlers } from "./project/certificate.ts";
import { commitmentHandlers } from "./project/commitment.ts";
import { count, countEvent } from "./project/count.ts";
import type { Handlers } from "./project/handlers.ts";
import { lockHandlers } from "./project/lock.ts";
import { memberHandlers } from "./project/member.ts";
import { partyHandlers } from "./project/party.ts";
import { profileHandlers } from "./project/profile.ts";
import { queueHandlers, runTimers } from "./project/queue.ts";
import { recordHandlers } from "./project/record.ts";
import { recordRequestHandlers } from "./project/record-request.ts";
import { reviewHandlers } from "./project/review.ts";
import { objectionQueueHandlers } from "./project/objection-queue.ts";
import { remarkHandlers } from "./project/remark.ts";
import { seriesHandlers } from "./project/series.ts";
import { submissionHandlers } from "./project/submission.ts";
import { takeoverHandlers } from "./project/takeover.ts";
import { runUseEnds, useEndHandlers } from "./project/use-end.ts";
import { usageHandlers } from "./project/usage.ts";
import { voucherHandlers } from "./project/voucher.ts";
import { workHandlers } from "./project/work.ts";

/** Raised whenever rows change their form or meaning: an older index is filled anew. */
export const ledgerSchema = 12;

/** Every table that the ledger's index holds, those of blocks and events included: what two indexes must agree in. */
export const ledgerTables = [
  "account",
  "annotation",
  "asset",
  "authorisation",
  "block",
  "calendar",
  "calendarVersion",
  "catalogue",
  "certificate",
  "child",
  "commitment",
  "count",
  "day",
  "derived",
  "description",
  "disclosure",
  "due",
  "elapsed",
  "event",
  "firstTimer",
  "firstUseEnd",
  "grade",
  "history",
  "holding",
  "holdingSum",
  "laterObjection",
  "listed",
  "member",
  "objection",
  "objectionDue",
  "objectionPlace",
  "party",
  "pastTotals",
  "profile",
  "profileOf",
  "prohibited",
  "queue",
  "record",
  "recordRequest",
  "registration",
  "report",
  "reportedChange",
  "review",
  "remarks",
  "right",
  "sent",
  "series",
  "seriesStep",
  "step",
  "submission",
  "successor",
  "tally",
  "timer",
  "totals",
  "transaction",
  "usage",
  "usageDay",
  "useEnd",
  "voucher",
  "word",
  "wordText",
  "work",
] as const;

// Accounts come before what asks whose account acted, years before the clocks that count their days.
const all: readonly Handlers[] = [
  accountHandlers,
  calendarHandlers,
  profileHandlers,
  queueHandlers,
  // Before the parties: it looks at what a party signed before.
  commitmentHandlers,
  partyHandlers,
  assetHandlers,
  memberHandlers,
  // Before what changes a case: it counts how the case stood.
  workHandlers,
  caseHandlers,
  submissionHandlers,
  certificateHandlers,
  takeoverHandlers,
  objectionQueueHandlers,
  remarkHandlers,
  recordHandlers,
  recordRequestHandlers,
  catalogueHandlers,
  seriesHandlers,
  voucherHandlers,
  usageHandlers,
  lockHandlers,
  // After everything that they look at.
  reviewHandlers,
  useEndHandlers,
];

type AnyHandler = (args: unknown, event: LedgerEvent, tx: Tx) => void | Promise<void>;

const handlersByName = new Map<string, AnyHandler[]>();
for (const handlers of all) {
  for (const [name, handler] of Object.entries(handlers)) {
    handlersByName.set(name, [...(handlersByName.get(name) ?? []), handler as AnyHandler]);
  }
}

/** The ledger's projection. @param contracts contract name to address, of the deployment */
export function createLedgerProjection(contracts: Readonly<Record<string, string>>): Projection {
  return {
    addresses: [...contractNames(contracts).keys()],
    decode: createDecoder(contracts),
    block(ref, tx) {
      const cases = runTimers(tx, ref.time);
      // A renewal that time has ended keeps no right alive.
      return cases === undefined ? runUseEnds(tx, ref) : cases.then(() => runUseEnds(tx, ref));
    },
    transaction(_row, tx) {
      count(tx, "transactions");
    },
    project(event, tx) {
      countEvent(tx);
      let waiting: Promise<void> | undefined;
      for (const handler of handlersByName.get(event.name) ?? []) {
        if (waiting === undefined) waiting = handler(event.args, event, tx) ?? undefined;
        else waiting = waiting.then(() => handler(event.args, event, tx));
      }
      return waiting;
    },
  };
}
