import { t } from "../i18n/words.ts";
import { navigate } from "../router/router.ts";

/** One filter: a choice among values, or a text. */
export type Filter = {
  readonly name: string;
  readonly label: string;
  readonly options?: readonly (readonly [value: string, word: string])[];
  /** The word for no choice, where that is a choice too. */
  readonly unchosen?: string;
};

/** Filters of a list. They live in the address, so that a filtered list can be shared. */
export function Filters({
  path,
  query,
  filters,
}: {
  path: string;
  query: URLSearchParams;
  filters: readonly Filter[];
}) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget as HTMLFormElement)) {
      if (typeof value === "string" && value.trim()) chosen.set(name, value.trim());
    }
    navigate(chosen.size === 0 ? path : `${path}?${chosen.toString()}`);
  };
  return (
    <form class="filters" onSubmit={submit} key={query.toString()}>
      {filters.map(({ name, label, options, unchosen }) => (
        <label key={name}>
          <span>{label}</span>
          {options ? (
            <select name={name} defaultValue={query.get(name) ?? ""}>
              <option value="">{unchosen ?? t("action.any")}</option>
              {options.map(([value, word]) => (
                <option key={value} value={value} selected={query.get(name) === value}>
                  {word}
                </option>
              ))}
            </select>
          ) : (
            <input name={name} defaultValue={query.get(name) ?? ""} autocomplete="off" spellcheck={false} />
          )}
        </label>
      ))}
      <button type="submit" class="button">
        {t("action.filter")}
      </button>
    </form>
  );
}
