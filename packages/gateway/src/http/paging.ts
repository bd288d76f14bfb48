import { createHmac, timingSafeEqual } from "node:crypto";
import Type from "typebox";
import { fault } from "../errors.ts";
import type { Entry, Range, Table } from "../store/table.ts";
import type { View } from "../store/view.ts";

/** Query of every list. */
export const PageQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50, description: "Most items of a page" })),
  cursor: Type.Optional(Type.String({ maxLength: 2_000, description: "`nextCursor` of the page before" })),
});

/** What {@link PageQuery} gives. */
export interface PageRequest {
  readonly limit?: number;
  readonly cursor?: string;
}

/** One page of items, with the block that it shows and where the next page begins. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
  readonly asOfBlock: number | null;
}

/** Makes and reads cursors, which clients cannot make up and which fit one list only. */
export interface Paging {
  /**
   * One page of a table.
   * @param list names the list with its filters: a cursor of another list is refused
   * @param itemOf the item shown for a row; undefined leaves it out
   * @throws LedgerError CURSOR_INVALID
   */
  page<Row, Item>(
    view: View,
    table: Table<Row>,
    list: string,
    request: PageRequest,
    range: Range,
    itemOf: (entry: Entry<Row>) => Item | undefined,
  ): Promise<Page<Item>>;
  /** The cursor of what comes after a position in a list. */
  write(list: string, after: string): string;
  /** The position of a cursor. @throws LedgerError CURSOR_INVALID */
  read(list: string, cursor: string | undefined): string | undefined;
}

/** Creates paging with a secret that restarts keep. */
export function createPaging(secret: Uint8Array): Paging {
  const sign = (list: string, after: string) =>
    createHmac("sha256", secret).update(`${list.length}:${list}`).update(after).digest().subarray(0, 12);
  const encode = (list: string, after: string) =>
    Buffer.concat([sign(list, after), Buffer.from(after)]).toString("base64url");

  const decode = (list: string, cursor: string): string => {
    const bytes = Buffer.from(cursor, "base64url");
    const after = bytes.subarray(12).toString();
    const genuine = bytes.length > 12 && timingSafeEqual(bytes.subarray(0, 12), sign(list, after));
    if (!genuine || bytes.toString("base64url") !== cursor) throw fault("CURSOR_INVALID");
    return after;
  };

  return {
    write: encode,
    read: (list, cursor) => (cursor === undefined ? undefined : decode(list, cursor)),
    async page(view, table, list, { limit = 50, cursor }, range, itemOf) {
      const after = cursor === undefined ? {} : { after: decode(list, cursor) };
      // One more than asked tells whether there is a next page.
      const entries = await view.list(table, { ...range, ...after, limit: limit + 1 });
      const shown = entries.slice(0, limit);
      return {
        items: shown.map(itemOf).filter((item) => item !== undefined),
        nextCursor: entries.length > limit ? encode(list, shown.at(-1)!.key) : null,
        asOfBlock: view.block?.number ?? null,
      };
    },
  };
}
