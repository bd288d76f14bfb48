import { defineTable, type Reader } from "../../store/table.ts";

/** Who took over the records of a registry that left (articles 13 and 38): by the registry's address. */
export const successorTable = defineTable<string>("successor");

/** Who keeps the records of a registry: itself, or the last that took over. */
export function keeperOf(reader: Pick<Reader, "get">, registry: string): string {
  let keeper = registry;
  for (;;) {
    const next = reader.get(successorTable, keeper);
    if (next === undefined) return keeper;
    keeper = next;
  }
}

/** The registries whose records a registry keeps, itself first; none once another has taken over its own. */
export async function keptBy(reader: Reader, registry: string): Promise<string[]> {
  if (keeperOf(reader, registry) !== registry) return [];
  const left = (await reader.list(successorTable)).map(({ key }) => key);
  return [registry, ...left.filter((one) => keeperOf(reader, one) === registry)];
}

/** Whether a registry keeps, or once kept, what was registered at another or at itself. */
export function isAt(reader: Pick<Reader, "get">, registry: string, asked: string): boolean {
  for (let keeper: string | undefined = registry; keeper !== undefined;) {
    if (keeper === asked) return true;
    keeper = reader.get(successorTable, keeper);
  }
  return false;
}
