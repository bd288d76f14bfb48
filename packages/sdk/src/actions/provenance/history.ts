import type { LedgerLog } from "../../chain/logs.ts";
import type { LedgerClient } from "../../client/client.ts";
import { historyEvent, type LedgerEvent } from "../../client/history-event.ts";
import { partyFor } from "../../client/resolve.ts";
import { digest } from "../../input/hex.ts";
import { voucherIdFrom } from "../vouchers/voucher.ts";
import { assetLogs } from "./asset-logs.ts";
import { gatewayHistory, type HistoryOf } from "./gateway-history.ts";
import { blocksOf, type Blocks, type HistoryQuery } from "./history-query.ts";
import { partyLogs } from "./party-logs.ts";
import { voucherLogs } from "./voucher-logs.ts";

/**
 * What happened to a voucher, a party or an asset, oldest first, event by event as it is read: of a long history one part
 * is held at a time. From the chain or the gateway in the same shape: of a voucher every event that names it, of an asset
 * those of its cases, records and series too. Of a party the chain gives the events that are indexed by it; the gateway
 * adds those that concern it otherwise, and leaves out `RequestConsumed`.
 *
 * @throws LedgerError codes of the input, PARTY_UNKNOWN, ABORTED, codes of node and gateway
 * @example
 * for await (const { time, name, party, args } of ledger.provenance.history({ voucherId })) {
 *   console.log(time, name, party, args);
 * }
 */
export async function* history(client: LedgerClient, query: HistoryQuery): AsyncGenerator<LedgerEvent, void> {
  const { source = client.gateway ? "gateway" : "chain" } = query;
  const blocks = await blocksOf(client, query);
  const events = source === "gateway" ? fromGateway(client, query, blocks) : fromChain(client, query, blocks);
  for await (const event of events) {
    if (event.block >= blocks.fromBlock && event.block <= blocks.toBlock) yield event;
  }
}

async function* fromChain(client: LedgerClient, query: HistoryQuery, blocks: Blocks) {
  for await (const log of await logsOf(client, query, blocks)) {
    const event = await historyEvent(client, log);
    if (event) yield event;
  }
}

async function logsOf(client: LedgerClient, query: HistoryQuery, blocks: Blocks): Promise<AsyncIterable<LedgerLog>> {
  if ("voucherId" in query) return voucherLogs(client, voucherIdFrom(query.voucherId), blocks);
  if ("assetId" in query) return assetLogs(client, digest(query.assetId, "assetId"), blocks);
  return partyLogs(client, await partyFor(client, query.party, "party"), blocks);
}

async function* fromGateway(client: LedgerClient, query: HistoryQuery, blocks: Blocks) {
  yield* gatewayHistory(client, await subjectOf(client, query), blocks);
}

async function subjectOf(client: LedgerClient, query: HistoryQuery): Promise<HistoryOf> {
  if ("voucherId" in query) return ["vouchers", String(voucherIdFrom(query.voucherId))];
  if ("assetId" in query) return ["assets", digest(query.assetId, "assetId")];
  return ["parties", await partyFor(client, query.party, "party")];
}
