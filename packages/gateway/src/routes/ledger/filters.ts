import type { Entry } from "../../store/table.ts";
import { listedTable } from "../../ledger/project/listed.ts";
import type { ListSource } from "./ledger-get.ts";

/** A filter of a list: the lists of things it selects, and whether a thing is in it. */
export interface Filter {
  /** As {@link enlist} names it, such as `role:trader`. */
  readonly value: string;
  readonly holds: (id: string) => boolean;
}

/** The list of things that all filters select: the first one's own list, looked through for the others. */
export function filtered(list: string, filters: readonly (Filter | undefined)[], reverse = true): ListSource<string> {
  const [first, ...others] = filters.filter((filter) => filter !== undefined);
  const range = { under: [list, first?.value ?? "all"], reverse };
  const name = [list, ...[first, ...others].map((filter) => filter?.value ?? "")].join("|");
  if (others.length === 0) return { table: listedTable, name, range };
  return { table: listedTable, name, range, keep: ({ row }: Entry<string>) => others.every(({ holds }) => holds(row)) };
}

/** A filter, or nothing where the query does not ask for it. */
export function filterOf<T>(
  value: T | undefined,
  field: string,
  holds: (id: string, value: T) => boolean,
): Filter | undefined {
  return value === undefined ? undefined : { value: `${field}:${String(value)}`, holds: (id) => holds(id, value) };
}
