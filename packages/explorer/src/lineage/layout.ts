import { Graph, layout as dagreLayout } from "@dagrejs/dagre";
import { afterId, beforeId, nodeSize, type Collapsed } from "./graph.ts";

/** A node's centre. */
export type Placed = { readonly id: string; readonly x: number; readonly y: number };

/** A line through points, from the edge of one node to that of another. */
export type Line = { readonly from: string; readonly to: string; readonly label: string; readonly path: string };

/** Where everything of a lineage goes, in pixels. */
export type LineageLayout = {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Placed[];
  readonly lines: readonly Line[];
};

/** Places a lineage from left (origin) to right, or from top to bottom on narrow screens. */
export function layOut(lineage: Collapsed, direction: "LR" | "TB" = "LR"): LineageLayout {
  const graph = new Graph();
  graph.setGraph({ rankdir: direction, nodesep: 20, ranksep: direction === "LR" ? 64 : 44, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const ids = lineage.nodes.map(({ id }) => id);
  if (lineage.before > 0) ids.push(beforeId);
  if (lineage.after > 0) ids.push(afterId);
  const known = new Set(ids);
  for (const id of ids) graph.setNode(id, { ...nodeSize });
  const edges = lineage.edges.filter(({ from, to }) => known.has(from) && known.has(to) && from !== to);
  for (const { from, to } of edges) graph.setEdge(from, to, {});
  dagreLayout(graph);

  const nodes = ids.map((id) => ({ id, x: numberOf(graph.node(id).x), y: numberOf(graph.node(id).y) }));
  const lines = edges.map(({ from, to, label }) => {
    const { points = [] } = graph.edge(from, to) as { points?: readonly { x: number; y: number }[] };
    return { from, to, label, path: smooth(points) };
  });
  const { width, height } = graph.graph() as { width?: number; height?: number };
  return { width: numberOf(width), height: numberOf(height), nodes, lines };
}

/** A path through points, rounded at its inner ones. */
export function smooth(points: readonly { readonly x: number; readonly y: number }[]): string {
  const [first, ...rest] = points.map(({ x, y }) => ({ x: round(x), y: round(y) }));
  if (!first) return "";
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, i) => {
    const next = rest[i + 1];
    if (next) path += ` Q${point.x} ${point.y} ${round((point.x + next.x) / 2)} ${round((point.y + next.y) / 2)}`;
    else path += ` L${point.x} ${point.y}`;
  });
  return path;
}

const round = (value: number) => Math.round(value * 10) / 10;
const numberOf = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : 0);
