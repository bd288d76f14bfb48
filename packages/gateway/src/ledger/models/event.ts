import { unpackYear } from "@data-voucher/sdk";
import { eventTable, type Json, type LedgerEvent } from "../../index/rows.ts";
import { rfc3339 } from "./time.ts";
import type { EventJson } from "../../schemas/event.ts";
import type { Range } from "../../store/table.ts";
import { partyOfAccount } from "../project/account.ts";
import { eventKeyAt, historyTable } from "../project/history.ts";
import { checksum } from "../checksum.ts";
import { lastPart, type Reading } from "./reading.ts";

/** Arguments that are times in seconds; 0 stands for none. */
const timeNames = new Set([
  "acceptedAt",
  "deadline",
  "effectiveAt",
  "end",
  "exitAt",
  "finishBy",
  "latest",
  "noticeUntil",
  "recordUntil",
  "start",
  "until",
  "usedUntil",
  "validUntil",
]);

/** Events that token standards ask for; the ledger's own events tell the same with more. */
export const standardEvents: ReadonlySet<string> = new Set([
  "Transfer",
  "TransferValue",
  "SlotChanged",
  "Approval",
  "ApprovalForAll",
  "ApprovalValue",
  "MetadataUpdate",
  "BatchMetadataUpdate",
  "Locked",
  "ContractURIUpdated",
]);

/** Arguments as clients see them: times as texts, the working days of a year as what differs from the ordinary week. */
export function showArgs(value: Json, name: string): Json {
  if (typeof value === "number" && timeNames.has(name)) return value === 0 ? null : rfc3339(value);
  if (Array.isArray(value)) return value.map((item) => showArgs(item as Json, ""));
  if (typeof value === "object" && value !== null) {
    const shown = Object.entries(value).map(([key, item]) => [key, showArgs(item, key)] as const);
    const { year, workingDays } = value as { readonly [name: string]: Json };
    if (typeof year !== "number" || !Array.isArray(workingDays)) return Object.fromEntries(shown);
    const { holidays, makeUpDays } = unpackYear(year, workingDays.map(BigInt) as [bigint, bigint]);
    return { ...Object.fromEntries(shown), workingDays: { holidays, makeUpDays } };
  }
  return value;
}

/** An event as clients see it. */
export function showEvent({ view, contracts }: Reading, event: LedgerEvent): EventJson {
  const { args } = event;
  const account = (args["account"] ?? args["byAccount"]) as string | undefined;
  const party = account === undefined ? null : partyOfAccount(view, account);
  return {
    id: event.id,
    block: event.block,
    logIndex: event.logIndex,
    time: rfc3339(event.time),
    transaction: event.tx,
    contract: contracts.get(event.address) ?? (checksum(event.address) as never),
    name: event.name,
    args: showArgs(args, "") as Record<string, Json>,
    ...(party === null ? {} : { party }),
    ...(account === undefined ? {} : { account }),
  };
}

/** The event at a position in a history. */
export function eventAt(reading: Reading, order: string): EventJson | undefined {
  const event = reading.view.get(eventTable, eventKeyAt(order));
  return event && showEvent(reading, event);
}

/** Events in the history of something, oldest first unless reversed. */
export async function historyOf(reading: Reading, kind: string, id: string, range: Range = {}): Promise<EventJson[]> {
  const entries = await reading.view.list(historyTable, { ...range, under: [kind, id] });
  return entries.map(({ key }) => eventAt(reading, lastPart(key))!);
}
