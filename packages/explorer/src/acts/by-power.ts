import type { Me } from "../api/shapes.ts";
import { t } from "../i18n/words.ts";
import type { Act, Offer } from "./act.ts";

/** What the accounts have the power for; the rest with the power that is missing. */
export function byPower(acts: readonly Act[], accounts: Me["accounts"]): Offer {
  const open = acts.filter(({ power }) => accounts.some(({ powers }) => powers.includes(power)));
  const closed = acts
    .filter((act) => !open.includes(act))
    .map(({ id, title, power }) => ({ id, title, why: t(`doing.lacks.${power}`) }));
  return { open, closed };
}
