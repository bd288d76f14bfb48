import { questions } from "../api/questions.ts";
import type { CountName } from "../api/shapes.ts";
import { Flow } from "../charts/flow.tsx";
import { useAnswer } from "../data/use-answer.ts";
import { label, t } from "../i18n/words.ts";
import { href, type RouteName } from "../router/routes.ts";
import { EventList } from "../ui/event-list.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { SearchBox } from "../ui/search-box.tsx";
import { Section } from "../ui/section.tsx";
import { Count } from "../ui/values.tsx";

/** Counts that lead to a list. */
const counts: readonly (readonly [CountName, RouteName])[] = [
  ["assets", "assets"],
  ["cases", "registrations"],
  ["certificates", "certificates"],
  ["records", "records"],
  ["series", "seriesList"],
  ["vouchers", "vouchers"],
  ["transfers", "events"],
  ["uses", "events"],
  ["parties", "parties"],
  ["profiles", "profiles"],
  ["calendarYears", "calendar"],
  ["transactions", "transactions"],
  ["blocks", "blocks"],
];
const units = ["issued", "live", "used", "licensed", "cancelled", "expired"] as const;

/** The ledger at a glance. */
export function HomeView() {
  const answer = useAnswer(questions.statistics(), 15_000);
  return (
    <Page title={t("home.title")} lead={t("site.tagline")}>
      <SearchBox large />
      <Loaded answer={answer} rows={18}>
        {(data) => (
          <>
            <Section title={t("home.counts")}>
              <ul class="tiles">
                {counts.map(([name, route]) => (
                  <li key={name}>
                    <a href={href(route)}>
                      <Count value={data.counts[name]} />
                      <span>{label("count", name)}</span>
                    </a>
                  </li>
                ))}
              </ul>
              <dl class="strip">
                <div class="strip-name">
                  <dt>{t("home.units")}</dt>
                </div>
                {units.map((name) => (
                  <div key={name}>
                    <dt>{label("units", name)}</dt>
                    <dd>
                      <Count value={data.units[name]} />
                    </dd>
                  </div>
                ))}
              </dl>
            </Section>
            <Section title={t("home.flow")}>
              <Flow days={data.days} />
            </Section>
            <Section title={t("home.latest")} aside={<a href={href("events")}>{t("action.all")}</a>}>
              <EventList events={data.latest} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
