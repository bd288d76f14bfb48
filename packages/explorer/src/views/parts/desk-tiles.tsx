import { questions, type Query } from "../../api/questions.ts";
import { spans, tally, type Span } from "../../data/desk.ts";
import type { Act } from "../../data/due.ts";
import type { Kind } from "../../data/kinds.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { t } from "../../i18n/words.ts";

/** Most cases that are counted; the API gives no more at once, the most urgent first. */
const most = 200;

/** How many cases are overdue, due today, due this week and open at all; each count is the filter of its own cases. */
export function DeskTiles(props: {
  asked: Query;
  path: string;
  what: Act | undefined;
  when: Span | undefined;
  kind: Kind | undefined;
}) {
  const { asked, path, what, when, kind } = props;
  const { data } = useAnswer(questions.registrations({ ...asked, limit: most }));
  const counts = data && { ...tally(data.items, data.asOfBlock.time), all: data.items.length };
  /** All that were counted may not be all that there are. */
  const shown = (n: number) => (data?.nextCursor && n === data.items.length ? t("desk.more", { n }) : String(n));
  return (
    <nav aria-label={t("desk.when")}>
      <ul class="tiles">
        {[...spans, "all" as const].map((span) => {
          const count = counts?.[span];
          const address = new URLSearchParams({
            ...(what && { what }),
            ...(kind && { kind }),
            ...(span !== "all" && { when: span }),
          });
          return (
            <li key={span}>
              <a
                href={address.size === 0 ? path : `${path}?${address.toString()}`}
                class={span === "overdue" && count ? "tile-bad" : undefined}
                aria-current={span === (when ?? "all") ? "true" : undefined}
              >
                <span class="number">{count === undefined ? "–" : shown(count)}</span>
                <span>{t(`desk.${span}`)}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
