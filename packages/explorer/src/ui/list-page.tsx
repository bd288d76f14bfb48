import type { ComponentChildren } from "preact";
import type { Question } from "../api/client.ts";
import type { Query } from "../api/questions.ts";
import type { PageOf } from "../api/shapes.ts";
import { useAnswer } from "../data/use-answer.ts";
import { t } from "../i18n/words.ts";
import { place } from "../router/router.ts";
import { href, type RouteName } from "../router/routes.ts";
import { Filters, type Filter } from "./filters.tsx";
import { Loaded } from "./loaded.tsx";
import { Page } from "./page.tsx";
import { Pager } from "./pager.tsx";
import { Table, type Column } from "./table.tsx";

/** The page of a list: its filters, its table and its pages. */
export function ListPage<T>(props: {
  route: RouteName;
  title: string;
  lead: string;
  /** Links to lists beside this one. */
  beside?: ComponentChildren;
  filters?: readonly Filter[];
  ask: (query: Query) => Question<PageOf<T>>;
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
  /** What is said when there is nothing and no filter is set. */
  empty?: string;
}) {
  const { query } = place.value;
  const { filters = [], route, title } = props;
  const names = [...filters.map(({ name }) => name), "cursor"];
  const asked = Object.fromEntries(names.map((name) => [name, query.get(name)]));
  const answer = useAnswer(props.ask({ ...asked, limit: 25 }));
  const filtered = filters.some(({ name }) => query.has(name));
  const path = href(route);
  return (
    <Page title={title} lead={props.lead}>
      {props.beside}
      {filters.length > 0 && <Filters path={path} query={query} filters={filters} />}
      <Loaded answer={answer} rows={12}>
        {({ items, nextCursor }) => (
          <>
            <Table
              caption={title}
              columns={props.columns}
              rows={items}
              keyOf={props.keyOf}
              empty={filtered ? t("state.emptyFiltered") : (props.empty ?? t("state.empty"))}
            />
            <Pager next={nextCursor} query={query} path={path} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
