/** A part of a sentence: text as it is, or a place for a value. */
export type Part = { readonly text: string } | { readonly path: string; readonly kind: string };

/**
 * Cuts a sentence at its places `{path}` and `{path:kind}`.
 *
 * @example
 * partsOf("{from:party} gave {units}") // [{ path: "from", kind: "party" }, { text: " gave " }, { path: "units", kind: "text" }]
 */
export function partsOf(template: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of template.matchAll(/\{([@\w.]+)(?::(\w+))?\}/g)) {
    if (match.index > end) parts.push({ text: template.slice(end, match.index) });
    parts.push({ path: match[1] ?? "", kind: match[2] ?? "text" });
    end = match.index + match[0].length;
  }
  if (end < template.length) parts.push({ text: template.slice(end) });
  return parts;
}

/** Fills the places of a sentence with texts. A place without a value stays visible. */
export function fill(template: string, values: Readonly<Record<string, string | number>> = {}): string {
  return partsOf(template)
    .map((part) => ("text" in part ? part.text : String(values[part.path] ?? `{${part.path}}`)))
    .join("");
}
