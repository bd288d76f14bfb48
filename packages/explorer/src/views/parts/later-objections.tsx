import type { LaterObjection } from "../../api/shapes.ts";
import { objectionCountsFrom } from "../../data/due.ts";
import { label, t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { DaysLeft } from "../../ui/days-left.tsx";
import { Deadline } from "../../ui/deadline.tsx";
import { To } from "../../ui/link.tsx";
import { Hex, PartyName, Time } from "../../ui/values.tsx";

/** Objections to a certificate after its registration (article 29), newest first: what is due, and every act. */
export function LaterObjections(props: {
  objections: readonly LaterObjection[];
  years: readonly number[] | undefined;
  now: string;
}) {
  const { objections, years, now } = props;
  if (objections.length === 0) return <p class="empty">{t("laterObjection.none")}</p>;
  return (
    <>
      {objections.map((objection) => (
        <article key={objection.objectionId}>
          <h3 class="chips">
            {t("laterObjection.title", { n: objection.objectionId + 1 })}
            <Chip group="laterObjection" value={objection.state} />
          </h3>
          <ObjectionDue objection={objection} years={years} now={now} />
          <ol class="timeline" aria-label={t("laterObjection.steps", { n: objection.objectionId + 1 })}>
            {objection.steps.map((step) => (
              <li key={step.state}>
                <p>
                  <strong>{label("objectionStep", step.state)}</strong> <PartyName party={step.party} />
                </p>
                <p>
                  <small>
                    <To name="transaction" id={step.transaction}>
                      <Time at={step.at} />
                    </To>{" "}
                    <Hex value={step.documentDigest} what={t("laterObjection.document")} />
                  </small>
                </p>
              </li>
            ))}
          </ol>
        </article>
      ))}
    </>
  );
}

/** Who must do what about it, and until when; nothing once it is done. */
function ObjectionDue(props: { objection: LaterObjection; years: readonly number[] | undefined; now: string }) {
  const { objection, years, now } = props;
  const { due } = objection;
  if (due === null) return null;
  return (
    <p class="deadline">
      <span>
        {t("clock.next")}: <strong>{label("objectionAct", due.act)}</strong> (<PartyName party={due.by} />)
      </span>
      {due.until !== null && (
        <span>
          {t("clock.until")} <Deadline until={due.until} from={objectionCountsFrom(objection)} years={years} />
        </span>
      )}
      <DaysLeft found={{ ...objection, clock: { due } }} now={now} />
    </p>
  );
}
