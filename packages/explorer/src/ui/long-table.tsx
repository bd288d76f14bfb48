import { useState } from "preact/hooks";
import { t } from "../i18n/words.ts";
import { Table, type Column } from "./table.tsx";

const step = 50;

/** A table that shows its first rows and, on request, more. */
export function LongTable<T>(props: {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
}) {
  const [shown, setShown] = useState(step);
  const left = props.rows.length - shown;
  return (
    <>
      <Table {...props} rows={props.rows.slice(0, shown)} />
      <More left={left} step={step} show={() => setShown(shown + step)} />
    </>
  );
}

/** A button that shows more of what is there already. */
export function More({ left, step: size, show }: { left: number; step: number; show: () => void }) {
  if (left <= 0) return null;
  return (
    <p>
      <button type="button" class="button" onClick={show}>
        {t("action.more", { n: Math.min(left, size) })}
      </button>
    </p>
  );
}
