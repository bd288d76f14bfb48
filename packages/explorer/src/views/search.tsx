import { useEffect } from "preact/hooks";
import { questions } from "../api/questions.ts";
import type { Found } from "../api/shapes.ts";
import { useAnswer } from "../data/use-answer.ts";
import { label, t } from "../i18n/words.ts";
import { navigate, place } from "../router/router.ts";
import { href, type RouteName } from "../router/routes.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { SearchBox } from "../ui/search-box.tsx";
import { Named } from "../ui/values.tsx";

const pages: Readonly<Record<Found["type"], RouteName>> = {
  party: "party",
  asset: "asset",
  certificate: "certificate",
  series: "series",
  voucher: "voucher",
  case: "registration",
  record: "record",
  profile: "profile",
  calendarYear: "calendarYear",
  block: "block",
  transaction: "transaction",
  account: "account",
};

/** What was found for a text. */
export function SearchView() {
  const q = place.value.query.get("q")?.trim() ?? "";
  return (
    <Page title={q ? t("search.for", { q }) : t("search.title")}>
      <SearchBox large value={q} />
      {q ? <Results q={q} /> : <p class="empty">{t("search.ask")}</p>}
    </Page>
  );
}

function Results({ q }: { q: string }) {
  const answer = useAnswer(questions.search(q));
  const only = !answer.loading && answer.data?.items.length === 1 ? answer.data.items[0] : undefined;
  // An exact number or address has one answer: its page.
  useEffect(() => {
    if (only) navigate(href(pages[only.type], only.id), { replace: true });
  }, [only]);
  return (
    <Loaded answer={answer} rows={6}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="empty">{t("search.none", { q })}</p>
        ) : (
          <ul class="found">
            {items.map((item) => (
              <Result key={`${item.type} ${item.id}`} item={item} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Result({ item }: { item: Found }) {
  return (
    <li>
      <a href={href(pages[item.type], item.id)}>
        <span class="chip chip-info">{label("found", item.type)}</span>
        <strong>
          <Named text={item.title} />
        </strong>
        {item.detail && (
          <span class="note">
            <Named text={item.detail} />
          </span>
        )}
      </a>
    </li>
  );
}
