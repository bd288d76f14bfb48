import { toneOf } from "../data/tones.ts";
import { label, type Group } from "../i18n/words.ts";

/** A state as a word, with a tone that only underlines it. */
export function Chip({ group, value }: { group: Group; value: string | boolean }) {
  return <span class={`chip chip-${toneOf(group, value)}`}>{label(group, value)}</span>;
}
