import { questions } from "../api/questions.ts";
import { acts, type Act } from "../data/due.ts";
import { kinds, type Kind } from "../data/kinds.ts";
import { askedFor, endOf, spans, type Span } from "../data/desk.ts";
import { nameOf } from "../data/names.ts";
import { useAnswer } from "../data/use-answer.ts";
import { shortHex } from "../format/hex.ts";
import { momentOf } from "../format/time.ts";
import { t } from "../i18n/words.ts";
import { place } from "../router/router.ts";
import { href } from "../router/routes.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { Section } from "../ui/section.tsx";
import { ActLegend } from "./parts/act-legend.tsx";
import { DeskFilters } from "./parts/desk-filters.tsx";
import { DeskObjections } from "./parts/desk-objections.tsx";
import { DeskTable } from "./parts/desk-table.tsx";
import { DeskTiles } from "./parts/desk-tiles.tsx";
import { RegistrationTabs } from "./parts/registration-tabs.tsx";
import { WaitingInquiries } from "./parts/waiting-inquiries.tsx";

/** The first screen of a registry's clerk: open cases by what is due next, of one registry or of all. */
export function DeskView({ id: registry }: { id: string }) {
  const { query } = place.value;
  const status = useAnswer(questions.status());
  const now = status.data?.indexed?.time;
  const years = status.data?.calendarYears;
  const what = oneOf<Act>(acts, query.get("what"));
  // A consent has no time by which it is due.
  const when = what === "consent" ? undefined : oneOf<Span>(spans, query.get("when"));
  const kind = oneOf<Kind>(kinds, query.get("kind"));
  const asked = { order: "due", registry, kind, ...(what && askedFor[what]) };
  const answer = useAnswer(
    when && now === undefined
      ? null
      : questions.registrations({
          ...asked,
          due: when && now && endOf(when, now),
          cursor: query.get("cursor"),
          limit: 25,
        }),
  );
  const path = registry ? href("registryDesk", registry) : href("desk");
  const name = registry && (nameOf(registry) ?? shortHex(registry));
  return (
    <Page
      title={name ? `${name} · ${t("desk.title")}` : t("desk.title")}
      lead={t("desk.lead")}
      {...(registry && { parent: ["desk", t("desk.title")] as const })}
    >
      <RegistrationTabs />
      <DeskFilters registry={registry} what={what} when={when} kind={kind} />
      {what !== "consent" && <DeskTiles asked={asked} path={path} what={what} when={when} kind={kind} />}
      {what === undefined && (
        <p>
          <a href={`${path}?what=consent`}>{t("desk.consents")}</a>
        </p>
      )}
      <Section title={t("desk.list")} note={now && t("desk.asOf", { time: momentOf(now) })}>
        <Loaded answer={answer} rows={12}>
          {({ items, nextCursor, asOfBlock }) => (
            <>
              <DeskTable
                cases={items}
                registry={registry}
                years={years}
                now={asOfBlock.time}
                filtered={what !== undefined || when !== undefined || kind !== undefined}
              />
              <Pager next={nextCursor} query={query} path={path} />
            </>
          )}
        </Loaded>
      </Section>
      <DeskObjections registry={registry} years={years} />
      <WaitingInquiries />
      <Section title={t("desk.legend")} note={t("desk.howTo")}>
        <ActLegend />
      </Section>
    </Page>
  );
}

function oneOf<T extends string>(values: readonly T[], value: string | null): T | undefined {
  return values.find((one) => one === value);
}
