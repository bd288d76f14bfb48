import type { LedgerClient } from "../../client/client.ts";
import { gatewayOf } from "../operations/operation.ts";

type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** Most items of a page, and so of what is held at a time. */
const pageSize = 200;

/** The items of a list of the gateway: one request a page, and the next only when the page before was used up. */
export async function* itemsOf<T>(
  client: LedgerClient,
  path: string,
  { signal, ...more }: { signal?: AbortSignal | undefined; inquiry?: string },
): AsyncGenerator<T, void> {
  const gateway = gatewayOf(client);
  for (let cursor: string | undefined; ;) {
    const query = { limit: pageSize, cursor, ...more };
    const { items, nextCursor } = (await gateway.get(path, { query, signal })) as Page<T>;
    yield* items;
    if (nextCursor === null) return;
    cursor = nextCursor;
  }
}
