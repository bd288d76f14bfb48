import type { Signer } from "ethers";
import { seriesFixture } from "../fixture.ts";
import { type Act, obstacles, obstacleValues, refused, type SeriesLedger } from "./support.ts";

/** An act on vouchers of the series of the fixture; `prepare` runs before the obstacle comes up. */
export interface LiveSeriesRules<Prepared> {
  readonly prepare: (l: SeriesLedger) => Promise<Prepared>;
  readonly act: (l: SeriesLedger, prepared: Prepared, key: Signer) => Act;
  readonly party: "alpha" | "beta";
}

/** The act is refused once the series ended, was suspended, or lost its basis (invariants 2 and 4). */
export function needsALiveSeries<Prepared>(rules: LiveSeriesRules<Prepared>): void {
  describe("as an act within a live series", () => {
    for (const name of Object.keys(obstacles) as (keyof typeof obstacles)[]) {
      it(`is refused with ${name}`, async () => {
        const l = await seriesFixture();
        const prepared = await rules.prepare(l);
        await obstacles[name](l);
        const act = rules.act(l, prepared, l.parties[rules.party].key);
        await refused(l.ledger, act, name, ...obstacleValues(l, name));
      });
    }
  });
}
