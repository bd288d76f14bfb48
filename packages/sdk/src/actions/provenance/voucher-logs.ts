import type { LedgerLog } from "../../chain/logs.ts";
import type { LedgerClient } from "../../client/client.ts";
import { mergeLogs } from "../../client/merge-logs.ts";
import type { Blocks } from "./history-query.ts";
import { logsOf, numberTopic, topicsOf } from "./topics.ts";

const names = [
  "VoucherIssued",
  "VoucherTransferred",
  "VoucherSplit",
  "UnitsMoved",
  "UnitsUsed",
  "VoucherCancelled",
  "VoucherExpired",
  "VoucherApproved",
  "VoucherLockSet",
  "VoucherLockLifted",
];
/** Those that name a voucher in their second place. */
const seconds = ["VoucherSplit", "UnitsMoved", "LicenceEnded"];

/** The logs of our events that name a voucher, oldest first. */
export function voucherLogs(client: LedgerClient, voucherId: bigint, blocks: Blocks): AsyncGenerator<LedgerLog, void> {
  const id = numberTopic(voucherId);
  const { ledger } = client.contracts;
  return mergeLogs([
    logsOf(client, ["Ledger"], [topicsOf(ledger, names), id], blocks),
    logsOf(client, ["Ledger"], [topicsOf(ledger, seconds), null, id], blocks),
  ]);
}
