import { useId } from "preact/hooks";
import { t } from "../i18n/words.ts";
import { navigate } from "../router/router.ts";
import { href } from "../router/routes.ts";

/** The search box; the large one explains what may be entered. */
export function SearchBox({ large = false, value = "" }: { large?: boolean; value?: string }) {
  const id = useId();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const q = new FormData(event.currentTarget as HTMLFormElement).get("q");
    if (typeof q === "string") navigate(href("search", "", { q: q.trim() }));
  };
  return (
    <form
      class={large ? "search search-large" : "search"}
      role="search"
      aria-label={t("search.label")}
      onSubmit={submit}
      action="/search"
    >
      <label class="sr" for={id}>
        {t("search.label")}
      </label>
      <input
        id={id}
        name="q"
        type="search"
        defaultValue={value}
        key={value}
        placeholder={t("search.placeholder")}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={large ? `${id}-help` : undefined}
      />
      <button type="submit" class="button button-main">
        {t("action.search")}
      </button>
      {large && (
        <p class="note" id={`${id}-help`}>
          {t("search.help")}
        </p>
      )}
    </form>
  );
}
