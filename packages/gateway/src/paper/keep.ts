/** Makes things that are dear to make, and keeps the last ones. */
export type Keep<T> = (key: string, make: () => Promise<T>) => Promise<T>;

/**
 * Creates a store of the last things made, by key; two that ask at once get one. What failed is not kept.
 *
 * @param most how many are kept
 */
export function createKeep<T>(most: number): Keep<T> {
  const kept = new Map<string, Promise<T>>();
  return (key, make) => {
    const known = kept.get(key);
    kept.delete(key);
    const made = known ?? make();
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    const oldest = kept.keys().next().value;
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return made;
  };
}
