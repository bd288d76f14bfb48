import { SEPARATOR } from "./keys.ts";

/** One kind of row in the store: a name that starts every key, and the type of its rows. */
export interface Table<Row> {
  readonly name: string;
  /** What precedes the row's own key. */
  readonly prefix: string;
  /** Carries the type only; never set. */
  readonly row?: Row;
}

/** Names a table. Rows are JSON values; integers above 2^53 are decimal strings. */
export function defineTable<Row>(name: string): Table<Row> {
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) throw new RangeError(`not a table name: ${name}`);
  return { name, prefix: name + SEPARATOR };
}

/** A row with its key (without the table's prefix). */
export interface Entry<Row> {
  readonly key: string;
  readonly row: Readonly<Row>;
}

/** Which rows of a table to list, in key order. Bounds are keys without the table's prefix. */
export interface Range {
  /** Only keys under these parts. */
  readonly under?: readonly string[];
  /** Only keys greater than this one (or smaller, when reversed): where the previous page ended. */
  readonly after?: string;
  /** Only keys from this one on, itself included. */
  readonly from?: string;
  /** Only keys smaller than this one. */
  readonly before?: string;
  readonly limit?: number;
  readonly reverse?: boolean;
}

/** Reads rows. Rows are shared: never change one, make a new one. */
export interface Reader {
  get<Row>(table: Table<Row>, key: string): Readonly<Row> | undefined;
  list<Row>(table: Table<Row>, range?: Range): Promise<Entry<Row>[]>;
}
