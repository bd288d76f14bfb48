import { questions } from "../../api/questions.ts";
import type { Span } from "../../data/desk.ts";
import { acts, type Act } from "../../data/due.ts";
import { kinds, type Kind } from "../../data/kinds.ts";
import { nameOf } from "../../data/names.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { shortHex } from "../../format/hex.ts";
import { label, t } from "../../i18n/words.ts";
import { navigate } from "../../router/router.ts";
import { href } from "../../router/routes.ts";

/** Whose cases, which next step and which kind. The registry is part of the address, so that a clerk can keep the desk's own. */
export function DeskFilters(props: {
  registry: string;
  what: Act | undefined;
  when: Span | undefined;
  kind: Kind | undefined;
}) {
  const { registry, what, when, kind } = props;
  const { data } = useAnswer(questions.parties({ role: "registry", limit: 100 }));
  const known = (data?.items ?? []).map(({ party, name }) => [party, name ?? shortHex(party)] as const);
  const isListed = known.some(([party]) => party === registry);
  const registries =
    registry && !isListed ? [[registry, nameOf(registry) ?? shortHex(registry)] as const, ...known] : known;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget as HTMLFormElement);
    const [whose, step, of] = [textOf(chosen, "registry"), textOf(chosen, "what"), textOf(chosen, "kind")];
    navigate(href(whose ? "registryDesk" : "desk", whose, { what: step, when, kind: of }));
  };
  return (
    <form class="filters" onSubmit={submit} key={`${registry} ${what} ${when} ${kind}`}>
      <label>
        <span>{t("desk.choose")}</span>
        <select name="registry" key={registries.length}>
          <option value="">{t("desk.everyRegistry")}</option>
          {registries.map(([party, name]) => (
            <option key={party} value={party} selected={party === registry}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("desk.what")}</span>
        <select name="what">
          <option value="">{t("action.any")}</option>
          {acts.map((act) => (
            <option key={act} value={act} selected={act === what}>
              {label("act", act)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("desk.kind")}</span>
        <select name="kind">
          <option value="">{t("action.any")}</option>
          {kinds.map((each) => (
            <option key={each} value={each} selected={each === kind}>
              {label("kind", each)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button">
        {t("action.filter")}
      </button>
    </form>
  );
}

function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}
