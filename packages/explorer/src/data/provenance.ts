import type { Holding, Provenance, Step } from "../api/shapes.ts";

/** A voucher's life with the part that follows it. What the voucher is now is said by the newer answer. */
export function joinParts<T extends Provenance>(first: T, next: T): T {
  const steps = [...first.steps, ...next.steps];
  const nodes = new Map([...first.lineage.nodes, ...next.lineage.nodes].map((node) => [node.voucherId, node]));
  const edges = [...first.lineage.edges, ...next.lineage.edges];
  return { ...next, steps, lineage: { nodes: [...nodes.values()], edges }, holders: holdersOf(steps) };
}

/** Until when the loaded steps tell who held the voucher; null where they tell it to the end. */
export function toldUntil({ steps, stepsNextCursor }: Pick<Provenance, "steps" | "stepsNextCursor">): string | null {
  return stepsNextCursor === null ? null : (steps.at(-1)?.time ?? null);
}

/** Who held the voucher and when, from its steps. */
function holdersOf(steps: readonly Step[]): Holding[] {
  const holders: { party: string; from: string; until: string | null }[] = [];
  let holder: string | null = null;
  for (const { holderAfter, time } of steps) {
    if (holderAfter === holder) continue;
    const last = holders.at(-1);
    if (holder !== null && last) last.until = time;
    if (holderAfter !== null) holders.push({ party: holderAfter, from: time, until: null });
    holder = holderAfter;
  }
  return holders;
}
