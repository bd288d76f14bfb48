import type { LedgerEvent } from "../api/shapes.ts";

const digestNames = /^(evidence|document|report|notice|reason|assessment|terms|agreement|details|descriptor)?digest$/i;

/** The documents' digests among an event's arguments, at any depth, with the names they stand under. */
export function digestsOf(
  event: Pick<LedgerEvent, "args">,
): readonly { readonly name: string; readonly digest: string }[] {
  const found: { name: string; digest: string }[] = [];
  const visit = (value: unknown, name: string) => {
    if (
      typeof value === "string" &&
      digestNames.test(name) &&
      /^0x[\da-f]{64}$/i.test(value) &&
      !/^0x0+$/.test(value)
    ) {
      found.push({ name, digest: value });
    }
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [inner, part] of Object.entries(value)) visit(part, inner);
    }
  };
  visit(event.args, "");
  return found;
}

/** The value at a dotted path of the arguments. */
export function valueAt(values: unknown, path: string): unknown {
  let value = values;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
