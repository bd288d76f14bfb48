/** What the same work reached as little as it needs, and as we do it, in one run. */
export interface Pair {
  readonly name: string;
  /** What the floor is. */
  readonly floorIs: string;
  readonly unit: string;
  readonly floor: number;
  readonly ours: number;
  /** Least share of the floor that we want, where there is a target. */
  readonly target?: number;
}

/** The middle one. */
export const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Runs floor and ours in turn, three times, and takes the medians. */
export async function inTurn(
  floor: () => Promise<number>,
  ours: () => Promise<number>,
): Promise<{ floor: number; ours: number }> {
  const floors: number[] = [];
  const own: number[] = [];
  for (let i = 0; i < 3; i++) {
    floors.push(await floor());
    own.push(await ours());
  }
  return { floor: median(floors), ours: median(own) };
}

/** A rate per second of work of a known amount. */
export async function rate(amount: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (amount / (performance.now() - start)) * 1000;
}
