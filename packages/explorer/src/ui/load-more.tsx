import type { Rest } from "../data/use-parts.ts";
import { t } from "../i18n/words.ts";
import { ProblemNote } from "./problem-note.tsx";

/** A button that fetches what follows, or why it did not come. */
export function LoadMore({ rest }: { rest: Rest | undefined }) {
  if (!rest) return null;
  if (rest.problem && !rest.loading) return <ProblemNote problem={rest.problem} retry={rest.load} />;
  return (
    <p aria-busy={rest.loading}>
      <button type="button" class="button" disabled={rest.loading} onClick={rest.load}>
        {t(rest.loading ? "state.loading" : "action.loadMore")}
      </button>
    </p>
  );
}
