import type { QueueStore } from "../chain/queue-store.ts";

/** A store that lives as long as the test; `entries` is what a disk would hold. */
export function createMemoryStore(): QueueStore & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get: async (key) => entries.get(key),
    put: async (key, value) => void entries.set(key, value),
  };
}
