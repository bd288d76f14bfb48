import type { LedgerEvent } from "../../api/shapes.ts";
import { rawWord, t } from "../../i18n/words.ts";
import { ArgsTable } from "../../ui/args.tsx";
import { EventSentence } from "../../ui/sentence.tsx";

/** Events of a transaction with all their arguments. */
export function DecodedEvents({ events }: { events: readonly LedgerEvent[] }) {
  if (events.length === 0) return <p class="empty">{t("state.empty")}</p>;
  return (
    <ol class="decoded">
      {events.map((event) => (
        <li key={event.id}>
          <h3>
            <code>{`${event.contract}.${event.name}`}</code>
          </h3>
          {rawWord(`sentence.${event.name}`) !== undefined && (
            <p>
              <EventSentence event={event} />
            </p>
          )}
          <ArgsTable args={event.args} />
        </li>
      ))}
    </ol>
  );
}
