import type { LedgerClient } from "../../client/client.ts";
import type { LedgerEvent } from "../../client/history-event.ts";
import { gatewayOf } from "../operations/operation.ts";
import type { Blocks } from "./history-query.ts";

type Page = { readonly items: readonly LedgerEvent[]; readonly nextCursor: string | null };

/** Whose history: what the gateway calls the things, and the id of one. */
export type HistoryOf = readonly [things: "parties" | "assets" | "vouchers", id: string];

/** Most events of a page, and so of what is held at a time. */
const pageSize = 200;

/**
 * A history as the gateway has it, oldest first: one request a page, and the next only when the page before was used up.
 *
 * @throws LedgerError GATEWAY_MISSING, codes of the gateway
 */
export async function* gatewayHistory(
  client: LedgerClient,
  [things, id]: HistoryOf,
  { fromBlock, toBlock, signal }: Blocks,
): AsyncGenerator<LedgerEvent, void> {
  const gateway = gatewayOf(client);
  for (let cursor: string | undefined; ;) {
    const query = { order: "oldest", limit: pageSize, fromBlock, cursor };
    const { items, nextCursor } = (await gateway.get(`/v1/${things}/${id}/history`, { query, signal })) as Page;
    for (const event of items) {
      if (event.block > toBlock) return;
      yield event;
    }
    if (nextCursor === null) return;
    cursor = nextCursor;
  }
}
