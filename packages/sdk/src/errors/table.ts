import { codeOf } from "./code-of.ts";
import { contractErrors } from "./contract-errors.ts";
import { libraryErrors } from "./library-errors.ts";
import { rpcErrors } from "./rpc-errors.ts";
import { sdkErrors } from "./sdk-errors.ts";

/** What everybody needs to know of one error code. */
export type ErrorEntry = {
  /** Status of the HTTP answer that carries it. */
  readonly httpStatus: number;
  /** True when the same call, made again unchanged later, may succeed. */
  readonly retryable: boolean;
  /** Short English sentence without values. */
  readonly title: string;
  /** The same in Chinese. */
  readonly titleZh: string;
  /** Who raises it: `sdk`, `rpc`, `gateway`, or the name of the contract's custom error. */
  readonly from: string;
};

/** A row as it is written down; `from` is filled in by the list it stands in. */
export type ErrorRow = readonly [httpStatus: number, retryable: boolean, title: string, titleZh: string];

/** Code → what it means. */
export type ErrorTable = Readonly<Record<string, ErrorEntry>>;

/**
 * Makes table entries of rows keyed by code.
 *
 * @param from who raises them
 */
export function entriesFrom<C extends string>(
  rows: Readonly<Record<C, ErrorRow>>,
  from: "sdk" | "rpc" | "gateway",
): Readonly<Record<C, ErrorEntry>> {
  return mapRows(rows, (code) => [code, from]);
}

/**
 * Makes table entries of rows keyed by the name of a custom error: the code is `codeOf(name)`.
 *
 * @throws RangeError when two names lead to one code
 */
export function contractEntries(rows: Readonly<Record<string, ErrorRow>>): ErrorTable {
  return mapRows(rows, (name) => [codeOf(name), name]);
}

/**
 * Joins tables into one.
 *
 * @throws RangeError when a code stands in two of them
 */
export function joinTables(...tables: readonly ErrorTable[]): ErrorTable {
  const joined: Record<string, ErrorEntry> = {};
  for (const [code, entry] of tables.flatMap((table) => Object.entries(table))) {
    if (Object.hasOwn(joined, code)) throw new RangeError(`error code ${code} is defined twice`);
    joined[code] = entry;
  }
  return Object.freeze(joined);
}

function mapRows(rows: Readonly<Record<string, ErrorRow>>, key: (name: string) => [code: string, from: string]) {
  const table: Record<string, ErrorEntry> = {};
  for (const [name, [httpStatus, retryable, title, titleZh]] of Object.entries<ErrorRow>(rows)) {
    const [code, from] = key(name);
    if (Object.hasOwn(table, code)) throw new RangeError(`error code ${code} is defined twice`);
    table[code] = Object.freeze({ httpStatus, retryable, title, titleZh, from });
  }
  return Object.freeze(table);
}

/** A library's rows by the bare name of the error. */
const byName = Object.fromEntries(Object.entries(libraryErrors).map(([signature, row]) => [nameOf(signature), row]));

/** Every code that SDK, RPC mapping and contracts raise. The same code means the same everywhere. */
export const errorTable: ErrorTable = joinTables(
  entriesFrom(sdkErrors, "sdk"),
  entriesFrom(rpcErrors, "rpc"),
  contractEntries(contractErrors),
  contractEntries(byName),
);

function nameOf(signature: string): string {
  return signature.slice(0, signature.indexOf("("));
}
