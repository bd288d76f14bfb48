/** One thing in a lineage, as it is drawn. */
export type LineageNode = {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly href: string;
  /** The thing whose page this is. */
  readonly self: boolean;
  /** Gone: merged, cancelled or expired. */
  readonly faded: boolean;
};

/** From where something came to what it became. */
export type LineageEdge = { readonly from: string; readonly to: string; readonly label: string };

/** A lineage. */
export type LineageGraph = { readonly nodes: readonly LineageNode[]; readonly edges: readonly LineageEdge[] };

/** What is drawn of a lineage: the nearest nodes, and how many before and after them are left out. */
export type Collapsed = LineageGraph & { readonly before: number; readonly after: number };

/** Most nodes that are drawn. */
export const mostDrawn = 200;

/** Size of a drawn node in pixels. */
export const nodeSize = { width: 208, height: 60 } as const;

/** Ids of the two nodes that stand for what is left out. */
export const beforeId = "#before";
export const afterId = "#after";

/**
 * Keeps the nodes nearest to the page's own one, counted in edges of any direction. The others fold into one node
 * before and one after, so that what is drawn stays small however large the lineage is.
 */
export function collapse({ nodes, edges }: LineageGraph, most = mostDrawn): Collapsed {
  if (nodes.length <= most) return { nodes, edges, before: 0, after: 0 };
  const kept = nearest(nodes, edges, most - 2);
  const hiddenBefore = new Set<string>();
  const drawn = new Map<string, LineageEdge>();
  const draw = (edge: LineageEdge) => drawn.set(`${edge.from} ${edge.to}`, edge);

  for (const edge of edges) {
    const [from, to] = [kept.has(edge.from), kept.has(edge.to)];
    if (from && to) draw(edge);
    else if (to) draw({ from: beforeId, to: edge.to, label: "" });
    else if (from) draw({ from: edge.from, to: afterId, label: "" });
    if (to && !from) hiddenBefore.add(edge.from);
  }
  spreadBack(edges, kept, hiddenBefore);
  const before = hiddenBefore.size;
  const after = nodes.length - kept.size - before;
  return { nodes: nodes.filter(({ id }) => kept.has(id)), edges: [...drawn.values()], before, after };
}

/** Ids of the nearest nodes, breadth first; nodes without any connection come last. */
function nearest(nodes: readonly LineageNode[], edges: readonly LineageEdge[], most: number): Set<string> {
  const neighbours = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) {
    neighbours.get(from)?.push(to);
    neighbours.get(to)?.push(from);
  }
  const start = nodes.find(({ self }) => self) ?? nodes[0];
  const queue = start ? [start.id, ...nodes.map(({ id }) => id)] : [];
  const kept = new Set<string>();
  const walk = (first: string) => {
    const level = [first];
    for (let next = level.shift(); next !== undefined && kept.size < most; next = level.shift()) {
      if (kept.has(next)) continue;
      kept.add(next);
      level.push(...(neighbours.get(next) ?? []));
    }
  };
  for (const id of queue) if (!kept.has(id) && kept.size < most) walk(id);
  return kept;
}

/** Adds what lies before the hidden nodes that lie before the kept ones. */
function spreadBack(edges: readonly LineageEdge[], kept: ReadonlySet<string>, hidden: Set<string>): void {
  const sources = new Map<string, string[]>();
  for (const { from, to } of edges) sources.set(to, [...(sources.get(to) ?? []), from]);
  const queue = [...hidden];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const from of sources.get(id) ?? []) {
      if (kept.has(from) || hidden.has(from)) continue;
      hidden.add(from);
      queue.push(from);
    }
  }
}
