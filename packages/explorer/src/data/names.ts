import { signal } from "@preact/signals";
import type { Names } from "../api/shapes.ts";

const known = signal<Names>({});

/** Takes up the names that came with an answer. */
export function rememberNames(names: Names): void {
  const old = known.peek();
  if (Object.entries(names).some(([party, name]) => old[party] !== name)) known.value = { ...old, ...names };
}

/** The institution's name, if an answer has told it. */
export function nameOf(party: string): string | undefined {
  return Object.hasOwn(known.value, party) ? known.value[party] : undefined;
}
