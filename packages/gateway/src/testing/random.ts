/** Reads the seed of a random test from SEED, or takes a new one; the test's title tells it. */
export function seedOf(env: NodeJS.ProcessEnv = process.env): number {
  return Number(env["SEED"] ?? Date.now() % 1_000_000);
}

/** Random numbers of at least 0 and less than 1 that a seed repeats (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
