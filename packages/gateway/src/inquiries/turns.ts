/** Lets work on one thing be done one after the other; work on different things does not wait. */
export function createTurns() {
  const last = new Map<string, Promise<unknown>>();
  return {
    async take<T>(thing: string, work: () => Promise<T>): Promise<T> {
      const before = last.get(thing) ?? Promise.resolve();
      const mine = before.then(work, work);
      last.set(thing, mine);
      try {
        return await mine;
      } finally {
        if (last.get(thing) === mine) last.delete(thing);
      }
    },
  };
}
