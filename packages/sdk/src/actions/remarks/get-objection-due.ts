import type { ObjectionDue } from "../../calendar/objection-due.ts";
import { deadlineFrom } from "../../calendar/pending.ts";
import { deadlineText, type DeadlineText } from "../../calendar/show-clock.ts";
import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { enumText, type ObjectionAct } from "../../vocabulary/enums.ts";
import { laterObjectionFrom, type LaterObjectionRef } from "./later-objection-ref.ts";

/** What an objection after registration waits for, in words; `until` is null for what has no time. */
export type ObjectionDueText = {
  readonly act: ObjectionAct;
  readonly by: string;
  readonly until: DeadlineText | null;
};

/**
 * Who must do what about an objection after registration, and until when (article 29), as the ledger computes it; null
 * once nothing is to be done. `laterObjectionDue` computes the same.
 *
 * @throws LedgerError CERTIFICATE_NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE, LATER_OBJECTION_UNKNOWN
 * @example
 * const due = await ledger.remarks.objectionDue({ certificate: "SJ4512026110001", objectionId: 0 });
 * // { act: "inform", by: registry, until: "2026-12-04T15:59:59Z" }
 */
export async function getObjectionDue(
  client: LedgerClient,
  objection: LaterObjectionRef,
  options?: ReadOptions,
): Promise<ObjectionDueText | null> {
  const asked = laterObjectionFrom(objection);
  const seen = await read(client, () => client.contracts.assets.laterObjectionDue(...asked, asOf(options)));
  return showObjectionDue(objectionDueFrom(seen));
}

type Recorded = { readonly act: bigint; readonly by: string; readonly until: bigint };

/** The ledger's answer, its zeros and largest moments read. */
export function objectionDueFrom({ act, by, until }: Recorded): ObjectionDue | null {
  if (act === 0n) return null;
  return { act: enumText("ObjectionAct", act), by, until: until === 0n ? null : deadlineFrom(until) };
}

/** What is due in words, the same in API and SDK. */
export function showObjectionDue(due: ObjectionDue | null): ObjectionDueText | null {
  return due && { ...due, until: due.until === null ? null : deadlineText(due.until) };
}
