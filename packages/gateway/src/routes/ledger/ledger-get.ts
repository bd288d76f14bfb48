import type { FastifyReply } from "fastify";
import Type, { type Static, type TObject } from "typebox";
import { PageQuery, type Page } from "../../http/paging.ts";
import { contractNames } from "../../ledger/decode.ts";
import { enveloped, lastPart, type Reading } from "../../ledger/models/reading.ts";
import { SEPARATOR } from "../../store/keys.ts";
import type { Entry, Range, Table } from "../../store/table.ts";
import type { View } from "../../store/view.ts";
import type { App, RouteContext } from "../app.ts";
import { problems } from "../schemas.ts";

/** What a route that answers from the ledger is made of. */
export interface LedgerRoute<Params extends TObject, Query extends TObject> {
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: Params;
  readonly query?: Query;
  /** Schema of the answer. */
  readonly answer: object;
}

/** What the handler of such a route gets of the request. */
export interface LedgerRequest<Params extends TObject, Query extends TObject> {
  readonly params: Static<Params>;
  readonly query: Static<Query>;
  readonly reply: FastifyReply;
}

/** A handler that answers from the rows of one whole block. */
type Handler<Params extends TObject, Query extends TObject> = (
  reading: Reading,
  request: LedgerRequest<Params, Query>,
) => object | Promise<object>;

type None = Type.TObject<Record<never, never>>;

/** Registers GET routes that answer from the ledger: anybody may read them, the answer names its block. */
export function ledgerGet(app: App, context: RouteContext) {
  const contracts = contractNames(context.deployment.contracts);
  return <Params extends TObject = None, Query extends TObject = None>(
    url: string,
    route: LedgerRoute<Params, Query>,
    handler: Handler<Params, Query>,
  ): void => {
    app.get(
      url,
      {
        preHandler: context.onLedger,
        schema: {
          tags: [route.tag],
          summary: route.summary,
          ...(route.description === undefined ? {} : { description: route.description }),
          ...(route.params === undefined ? {} : { params: route.params }),
          ...(route.query === undefined ? {} : { querystring: route.query }),
          response: { 200: route.answer, ...problems },
        },
      },
      (async (request: { view: View; params: Static<Params>; query: Static<Query> }, reply: FastifyReply) => {
        const { view, params, query } = request;
        return handler({ view, asOf: view.block!, contracts }, { params, query, reply });
      }) as never,
    );
  };
}

/** The query of a list with these filters. */
export function listQuery<T extends Type.TProperties>(filters: T) {
  return Type.Object({ ...PageQuery.properties, ...filters });
}

/** A text in path or query that the handler reads itself, so that what is wrong with it has its own code. */
export const text = (description: string) => Type.String({ maxLength: 200, description });

/** How a list is read. */
export interface ListSource<Row> {
  readonly table: Table<Row>;
  /** Names the list with its filters: cursors are good for it only. */
  readonly name: string;
  readonly range: Range;
  /** Which rows belong to it; all when left out. */
  readonly keep?: (entry: Entry<Row>) => boolean;
}

/** How many rows are looked at in one go for rows to keep. */
const looked = 200;
/** How often that is done for one request. */
const mostRounds = 25;

/**
 * One page of a list. Filters may leave a page short, with a cursor for what comes after.
 * @throws LedgerError CURSOR_INVALID
 */
export async function listPage<Row, Item>(
  { paging }: RouteContext,
  reading: Reading,
  { table, name, range, keep }: ListSource<Row>,
  request: { limit?: number; cursor?: string },
  itemOf: (entry: Entry<Row>) => Item | Promise<Item>,
) {
  const limit = request.limit ?? 50;
  const kept: Entry<Row>[] = [];
  let cursor: string | null | undefined = request.cursor;
  for (let round = 0; round < mostRounds && kept.length < limit && cursor !== null; round++) {
    const page: Page<Entry<Row>> = await paging.page(
      reading.view,
      table,
      name,
      { limit: keep === undefined ? limit : looked, ...(cursor === undefined ? {} : { cursor }) },
      range,
      (entry: Entry<Row>) => (keep === undefined || keep(entry) ? entry : undefined),
    );
    const room = limit - kept.length;
    kept.push(...page.items.slice(0, room));
    cursor = page.items.length > room ? paging.write(name, kept.at(-1)!.key) : page.nextCursor;
  }
  const items = await Promise.all(kept.map(itemOf));
  return enveloped(reading, { items, nextCursor: cursor ?? null });
}

/** Rows that lie in one or several parts of tables, all keyed by the same order after the part. */
export interface RowSource<Row> {
  readonly tables: readonly { readonly table: Table<Row>; readonly under: readonly string[] }[];
  /** Names the list with its filters: cursors are good for it only. */
  readonly name: string;
}

/**
 * One page of rows, newest first, out of several lists merged by their order.
 * @throws LedgerError CURSOR_INVALID
 */
export async function pageOfRows<Row>(
  { paging }: RouteContext,
  { view }: Reading,
  { tables, name }: RowSource<Row>,
  { limit = 50, cursor }: { limit?: number; cursor?: string },
): Promise<{ rows: Row[]; nextCursor: string | null }> {
  const after = paging.read(name, cursor);
  const lists = await Promise.all(
    tables.map(async ({ table, under }) => {
      const start = after === undefined ? {} : { after: [...under, after].join(SEPARATOR) };
      const entries = await view.list(table, {
        ...(under.length === 0 ? {} : { under }),
        ...start,
        reverse: true,
        limit: limit + 1,
      });
      return entries.map(({ key, row }) => ({ order: lastPart(key), row }));
    }),
  );
  const merged = lists.length === 1 ? lists[0]! : lists.flat().sort((a, b) => (a.order < b.order ? 1 : -1));
  const shown = merged.slice(0, limit);
  return {
    rows: shown.map(({ row }) => row),
    nextCursor: merged.length > limit ? paging.write(name, shown.at(-1)!.order) : null,
  };
}
