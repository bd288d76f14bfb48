import type { ComponentChildren } from "preact";
import type { Answer } from "../data/use-answer.ts";
import { t } from "../i18n/words.ts";
import { ProblemNote } from "./problem-note.tsx";

/** Shows an answer, a place of the same size while it is on its way, or why there is none. */
export function Loaded<T>(props: { answer: Answer<T>; rows?: number; children: (data: T) => ComponentChildren }) {
  const { data, problem, loading, retry } = props.answer;
  return (
    <div class="loaded" aria-busy={loading}>
      <p class="sr" role="status">
        {loading ? t("state.loading") : ""}
      </p>
      {problem && <ProblemNote problem={problem} retry={retry} />}
      {!problem && data === undefined && <Skeleton rows={props.rows ?? 8} />}
      {!problem && data !== undefined && props.children(data)}
    </div>
  );
}

function Skeleton({ rows }: { rows: number }) {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: rows }, (_, i) => (
        <span key={i} />
      ))}
    </div>
  );
}
