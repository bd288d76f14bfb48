import type { ComponentChildren } from "preact";

/** A name and its value; null or false for a row that is left out. */
export type FactRow = readonly [name: string, value: ComponentChildren] | null | false;

/** Named values of one thing; rows without a value are left out. */
export function Facts({ rows }: { rows: readonly FactRow[] }) {
  return (
    <dl class="facts">
      {rows.map(
        (row) =>
          row && (
            <div key={row[0]}>
              <dt>{row[0]}</dt>
              <dd>{row[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
