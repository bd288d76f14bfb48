import type { Series } from "../api/shapes.ts";

/** The states of a series that matter to a reader; `live` when none stands in the way. */
export function seriesStates(state: Series["state"]): readonly ("live" | keyof Series["state"])[] {
  const all = ["suspended", "basisLost", "suspendedAbove", "expired", "licenceEnded", "closed"] as const;
  // What has ended is not closed besides, and nothing above it matters any more.
  const standing = all.filter(
    (name) => state[name] && !(state.licenceEnded && (name === "closed" || name === "suspendedAbove")),
  );
  return standing.length === 0 ? ["live"] : standing;
}
