import { useId } from "preact/hooks";
import type { Tone } from "../data/tones.ts";

/** A part of a whole: its word, its tone and how many there are. */
export type Share = { readonly word: string; readonly tone: Tone; readonly count: number };

const height = 14;
/** What is there is seen, however small its part. */
const least = 0.01;

/** One bar in parts, with its numbers in words below: the picture tells nothing that the words do not. */
export function ShareBar({ title, desc, shares }: { title: string; desc: string; shares: readonly Share[] }) {
  const id = useId();
  const total = shares.reduce((sum, { count }) => sum + count, 0);
  const parts = shares.filter(({ count }) => count > 0);
  const wide = parts.map(({ count }) => Math.max(count / Math.max(1, total), least));
  const all = wide.reduce((sum, width) => sum + width, 0);
  const from = wide.map((_, i) => wide.slice(0, i).reduce((sum, width) => sum + width, 0) / all);
  return (
    <figure class="chart share">
      <svg role="img" aria-labelledby={`${id}-title ${id}-desc`} width="100%" height={height}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{desc}</desc>
        {parts.map(({ word, tone }, i) => (
          <rect
            key={word}
            x={`${from[i]! * 100}%`}
            width={`${(wide[i]! / all) * 100}%`}
            height={height}
            class={`share-${tone}`}
          />
        ))}
      </svg>
      <ul class="share-words">
        {shares.map(({ word, tone, count }) => (
          <li key={word}>
            <span class={`share-key share-${tone}`} aria-hidden="true" /> {word} <span class="number">{count}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
