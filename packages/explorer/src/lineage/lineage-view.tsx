import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../i18n/words.ts";
import { useWidth } from "../ui/use-width.ts";
import { collapse, type LineageGraph } from "./graph.ts";
import { LineageDrawing } from "./lineage-drawing.tsx";
import type { LineageLayout } from "./layout.ts";

/** A lineage as a drawing. Its table stands beside it; the layout engine is loaded only here. */
export function LineageView({ graph, title, desc }: { graph: LineageGraph; title: string; desc: string }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const direction = width > 0 && width < 560 ? "TB" : "LR";
  const drawn = useMemo(() => collapse(graph), [graph]);
  const [layout, setLayout] = useState<LineageLayout>();

  useEffect(() => {
    let wanted = true;
    void import("./layout.ts").then(({ layOut }) => wanted && setLayout(layOut(drawn, direction)));
    return () => {
      wanted = false;
    };
  }, [drawn, direction]);

  const hidden = drawn.before + drawn.after;
  return (
    <>
      <div class="lineage" ref={box} tabIndex={0} role="region" aria-label={title}>
        {layout ? (
          <LineageDrawing drawn={drawn} layout={layout} title={title} desc={desc} />
        ) : (
          <p class="lineage-wait">{t("lineage.drawing")}</p>
        )}
      </div>
      {hidden > 0 && (
        <p class="note">{t("lineage.collapsed", { shown: drawn.nodes.length, total: graph.nodes.length })}</p>
      )}
    </>
  );
}
