import { standingOf, type WithLimit } from "../data/due.ts";
import { t } from "../i18n/words.ts";

/** Working days until what is due, or since it was; nothing where that cannot be told. The words say what the tone does. */
export function DaysLeft({ found, now }: { found: WithLimit; now: string }) {
  const standing = standingOf(found, now);
  if (!standing) return null;
  const { tone, days: n, overdue, today } = standing;
  const words = overdue
    ? n === 0
      ? t("clock.overdue")
      : t(n === 1 ? "clock.overdueByOne" : "clock.overdueBy", { n })
    : today
      ? t("clock.lastDay")
      : t(n === 1 ? "clock.dayLeft" : "clock.daysLeft", { n });
  return <span class={`chip chip-${tone}${overdue ? " chip-loud" : ""}`}>{words}</span>;
}
