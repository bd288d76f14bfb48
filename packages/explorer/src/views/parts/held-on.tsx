import { useId, useState } from "preact/hooks";
import type { Holding } from "../../api/shapes.ts";
import { holdersOn } from "../../data/holders.ts";
import { dayOf, momentOf } from "../../format/time.ts";
import { t } from "../../i18n/words.ts";
import { PartyName } from "../../ui/values.tsx";

/** One date, and who held the voucher on that day. */
export function HeldOn({ holders, told }: { holders: readonly Holding[]; told: string | null }) {
  const last = holders.at(-1);
  const [day, setDay] = useState(() => dayOf(last?.from ?? ""));
  const id = useId();
  // Of the day of the last loaded step and of later ones, what follows may tell more.
  const untold = told !== null && day >= dayOf(told);
  const found = untold ? [] : holdersOn(day, holders);
  return (
    <div class="held">
      <label for={id}>{t("voucher.day")}</label>
      <input
        id={id}
        type="date"
        value={day}
        min={holders[0] && dayOf(holders[0].from)}
        onInput={(event) => setDay(event.currentTarget.value)}
      />
      <div role="status">
        {untold && <p>{t("voucher.heldUntold", { day, at: momentOf(told) })}</p>}
        {told !== null && !untold && <p class="note">{t("voucher.heldSoFar", { at: momentOf(told) })}</p>}
        {day !== "" && !untold && found.length === 0 && <p>{t("voucher.heldNone", { day })}</p>}
        {found.length > 0 && (
          <>
            <p>{t("voucher.heldAnswer", { day })}</p>
            <ul>
              {found.map((holding) => (
                <li key={holding.party + holding.from}>
                  <PartyName party={holding.party} /> <span class="note">{span(holding)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}

function span({ from, until }: Holding): string {
  if (until === null) return t("voucher.heldFrom", { from: momentOf(from) });
  return t("voucher.heldBetween", { from: momentOf(from), until: momentOf(until) });
}
