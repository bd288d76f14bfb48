import type { Series } from "../api/shapes.ts";

/** The states of a series that matter to a reader; `live` when none stands in the way. */
export function seriesStates(state: Series["state"]): readonly ("live" | keyof Series["state"])[] {
  const standing = (["suspended", "basisLost", "expired", "closed"] as const).filter((name) => state[name]);
  return standing.length === 0 ? ["live"] : standing;
}
