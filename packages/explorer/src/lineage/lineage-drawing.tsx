import { useId } from "preact/hooks";
import { fitColumns, langOf } from "../format/text.ts";
import { t } from "../i18n/words.ts";
import { navigate } from "../router/router.ts";
import { afterId, beforeId, nodeSize, type Collapsed, type LineageNode } from "./graph.ts";
import type { LineageLayout, Placed } from "./layout.ts";

/**
 * The drawing itself: one image with title and description. A click on a node leads to its page; the links for
 * keyboards and screen readers are in the table beside it.
 */
export function LineageDrawing(props: { drawn: Collapsed; layout: LineageLayout; title: string; desc: string }) {
  const { drawn, layout } = props;
  const id = useId();
  const nodes = new Map(drawn.nodes.map((node) => [node.id, node]));
  const { width, height } = layout;
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <title id={`${id}-title`}>{props.title}</title>
      <desc id={`${id}-desc`}>{props.desc}</desc>
      <defs>
        <marker id={`${id}-tip`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M0 0L8 4L0 8z" class="lineage-tip" />
        </marker>
      </defs>
      {layout.lines.map(({ from, to, path }) => (
        <path key={`${from} ${to}`} d={path} class="lineage-line" marker-end={`url(#${id}-tip)`} />
      ))}
      {layout.nodes.map((placed) => {
        const node = nodes.get(placed.id);
        return node ? (
          <NodeBox key={node.id} placed={placed} node={node} />
        ) : (
          <FoldedBox key={placed.id} placed={placed} text={foldedText(placed.id, drawn)} />
        );
      })}
    </svg>
  );
}

function NodeBox({ placed, node }: { placed: Placed; node: LineageNode }) {
  const [left, top] = corner(placed);
  return (
    <g
      class={`lineage-node lineage-to${node.self ? " lineage-self" : ""}${node.faded ? " lineage-faded" : ""}`}
      onClick={() => navigate(node.href)}
    >
      <title>{`${node.title} ${node.detail}`}</title>
      <rect x={left} y={top} width={nodeSize.width} height={nodeSize.height} rx="6" />
      <text x={left + 12} y={top + 25} class="lineage-name" lang={langOf(node.title)}>
        {fitColumns(node.title, 24)}
      </text>
      <text x={left + 12} y={top + 45} class="lineage-detail" lang={langOf(node.detail)}>
        {fitColumns(node.detail, 28)}
      </text>
    </g>
  );
}

function FoldedBox({ placed, text }: { placed: Placed; text: string }) {
  const [left, top] = corner(placed);
  return (
    <g class="lineage-node lineage-folded">
      <rect x={left} y={top} width={nodeSize.width} height={nodeSize.height} rx="6" />
      <text x={placed.x} y={placed.y + 5} text-anchor="middle" class="lineage-detail">
        {text}
      </text>
    </g>
  );
}

function corner({ x, y }: Placed): readonly [left: number, top: number] {
  return [x - nodeSize.width / 2, y - nodeSize.height / 2];
}

function foldedText(id: string, { before, after }: Collapsed): string {
  if (id === beforeId) return t("lineage.hiddenBefore", { n: before });
  return id === afterId ? t("lineage.hiddenAfter", { n: after }) : "";
}
