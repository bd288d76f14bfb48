import type { ComponentChildren } from "preact";
import { t } from "../i18n/words.ts";

/** One column: its heading, its cell, and whether it holds numbers. */
export type Column<T> = {
  readonly head: string;
  readonly cell: (row: T) => ComponentChildren;
  readonly number?: boolean;
};

/**
 * A table that turns into cards on narrow screens. The roles are written out, because a table laid out as blocks loses
 * those it has by nature.
 */
export function Table<T>(props: {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  empty?: string;
  /** Keeps its shape on narrow screens. */
  plain?: boolean;
}) {
  const { caption, columns, rows, keyOf } = props;
  if (rows.length === 0) return <p class="empty">{props.empty ?? t("state.empty")}</p>;
  return (
    <table role="table" class={props.plain ? "table" : "table stacking"}>
      <caption class="sr">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ head, number }) => (
            <th key={head} role="columnheader" scope="col" class={number ? "right" : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row" key={keyOf(row)}>
            {columns.map(({ head, cell, number }) => (
              <td key={head} role="cell" data-label={head} class={number ? "right" : undefined}>
                <div>{cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
