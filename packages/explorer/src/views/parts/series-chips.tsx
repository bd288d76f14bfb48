import type { Series } from "../../api/shapes.ts";
import { seriesStates } from "../../data/series-state.ts";
import { Chip } from "../../ui/chip.tsx";

/** The states of a series. */
export function SeriesChips({ state }: { state: Series["state"] }) {
  return (
    <span class="chips">
      {seriesStates(state).map((name) => (
        <Chip key={name} group="seriesState" value={name} />
      ))}
    </span>
  );
}
