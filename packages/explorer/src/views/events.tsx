import { questions } from "../api/questions.ts";
import { useAnswer } from "../data/use-answer.ts";
import { t } from "../i18n/words.ts";
import { place } from "../router/router.ts";
import { href } from "../router/routes.ts";
import { EventList } from "../ui/event-list.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { ChainTabs } from "./parts/chain-tabs.tsx";

/** All events as sentences, newest first. */
export function EventsView() {
  const { query } = place.value;
  const [name, party, cursor] = ["name", "party", "cursor"].map((key) => query.get(key));
  const answer = useAnswer(questions.events({ name, party, cursor, limit: 50 }));
  return (
    <Page title={t("event.list")} lead={t("event.lead")}>
      <ChainTabs />
      <Loaded answer={answer} rows={16}>
        {({ items, nextCursor }) => (
          <>
            <EventList events={items} />
            <Pager next={nextCursor} query={query} path={href("events")} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
