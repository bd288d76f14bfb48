/**
 * The bytes of a row: JSON with sorted keys, so that the same row has the same bytes however it came to be.
 * Numbers and texts are written as RFC 8785 writes them, which is how JavaScript writes them.
 */
export function encode(row: unknown): string {
  return JSON.stringify(isSorted(row) ? row : sorted(row));
}

/** The row of stored bytes. */
export function decode<Row>(bytes: string): Row {
  return JSON.parse(bytes) as Row;
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const record = value as Record<string, unknown>;
  const names = Object.keys(record);
  const result: Record<string, unknown> = {};
  for (const name of inOrder(names) ? names : names.sort()) result[name] = sorted(record[name]);
  return result;
}

/** Most rows are made in order and need no copy. */
function isSorted(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let last = "";
  for (const name in value) {
    if (name < last) return false;
    last = name;
    const member = (value as Record<string, unknown>)[name];
    if (typeof member === "object" && !isSorted(member)) return false;
  }
  return true;
}

function inOrder(names: string[]): boolean {
  for (let i = 1; i < names.length; i++) if (names[i - 1]! > names[i]!) return false;
  return true;
}
