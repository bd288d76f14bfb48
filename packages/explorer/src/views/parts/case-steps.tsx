import type { LedgerEvent } from "../../api/shapes.ts";
import { digestsOf } from "../../data/steps.ts";
import { t } from "../../i18n/words.ts";
import { To } from "../../ui/link.tsx";
import { EventSentence } from "../../ui/sentence.tsx";
import { Hex, Time } from "../../ui/values.tsx";

/** Steps of a case, oldest first, with the digests of their documents. */
export function CaseSteps({ steps }: { steps: readonly LedgerEvent[] }) {
  if (steps.length === 0) return <p class="empty">{t("state.empty")}</p>;
  return (
    <ol class="timeline">
      {steps.map((step) => (
        <li key={step.id}>
          <p class="meta">
            <Time at={step.time} />
            <To name="transaction" id={step.transaction}>
              {t("transaction.one")}
            </To>
          </p>
          <p>
            <EventSentence event={step} />
          </p>
          {digestsOf(step).map(({ name, digest }) => (
            <p key={name} class="meta">
              <code>{name}</code>
              <Hex value={digest} what={name} />
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}
