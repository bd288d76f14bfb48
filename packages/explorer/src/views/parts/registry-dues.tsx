import type { Registry } from "../../api/shapes.ts";
import { label, t } from "../../i18n/words.ts";
import { PartyName, Time } from "../../ui/values.tsx";

/** What a registry or the authority must do, and until when. */
export function RegistryDues({ due }: { due: Registry["due"] }) {
  if (due.length === 0) return <span class="quiet">{t("registry.noDue")}</span>;
  return (
    <ul>
      {due.map(({ act, by, year, until, overdue }) => (
        <li key={`${act} ${year}`}>
          {label("registryDue", act)}
          {year !== null && ` ${year}`} · {by === null ? t("registry.authority") : <PartyName party={by} />} ·{" "}
          {until === "pending" ? t("clock.pendingAny") : <Time at={until} day />}
          {overdue && <span class="chip chip-bad chip-loud">{t("registry.overdue")}</span>}
        </li>
      ))}
    </ul>
  );
}
