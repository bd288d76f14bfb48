import { createHash } from "node:crypto";
import { defineTable } from "./table.ts";
import { encode } from "./value.ts";
import type { View } from "./view.ts";

const pageSize = 1000;

/** The rows of the named tables as lines "table key row", in key order. Two indexes agree when these agree. */
export async function* dump(view: View, tables: readonly string[]): AsyncGenerator<string> {
  for (const name of tables) {
    const table = defineTable<unknown>(name);
    let after: string | undefined;
    for (;;) {
      const rows = await view.list(table, { limit: pageSize, ...(after === undefined ? {} : { after }) });
      for (const { key, row } of rows) yield `${name} ${JSON.stringify(key)} ${encode(row)}`;
      if (rows.length < pageSize) break;
      after = rows.at(-1)!.key;
    }
  }
}

/** SHA-256 over {@link dump}, in hexadecimal. */
export async function digestOf(view: View, tables: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for await (const line of dump(view, tables)) hash.update(line).update("\n");
  return hash.digest("hex");
}
