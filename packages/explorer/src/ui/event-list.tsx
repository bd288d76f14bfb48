import type { LedgerEvent } from "../api/shapes.ts";
import { t } from "../i18n/words.ts";
import { To } from "./link.tsx";
import { EventSentence } from "./sentence.tsx";
import { Time } from "./values.tsx";

/** Events as sentences, each with its time, block and transaction. */
export function EventList({ events }: { events: readonly LedgerEvent[] }) {
  if (events.length === 0) return <p class="empty">{t("state.empty")}</p>;
  return (
    <ul class="events">
      {events.map((event) => (
        <li key={event.id}>
          <p>
            <EventSentence event={event} />
          </p>
          <p class="meta">
            <Time at={event.time} />
            <To name="block" id={String(event.block)}>
              {t("block.title", { number: event.block })}
            </To>
            <To name="transaction" id={event.transaction}>
              {t("transaction.one")}
            </To>
          </p>
        </li>
      ))}
    </ul>
  );
}
