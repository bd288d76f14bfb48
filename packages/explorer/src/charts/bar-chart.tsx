import { useId, useRef } from "preact/hooks";
import { useWidth } from "../ui/use-width.ts";
import { barsOf, ceilNice, ticksOf } from "./scale.ts";

/** One bar: the day it stands for and its value. */
export type Point = { readonly day: string; readonly value: string };

const left = 56;
const plotHeight = 96;
const foot = 24;

/** Bars by day, drawn at the true width so that its words keep their size. */
export function BarChart({
  title,
  desc,
  points,
  tone,
}: {
  title: string;
  desc: string;
  points: readonly Point[];
  tone: "a" | "b";
}) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const width = useWidth(box);
  const values = points.map(({ value }) => BigInt(value));
  const top = ceilNice(values.reduce((most, value) => (value > most ? value : most), 0n));
  const plotWidth = Math.max(0, width - left - 4);
  const labels = [0, Math.floor((points.length - 1) / 2), points.length - 1];
  return (
    <figure class="chart" ref={box}>
      <figcaption aria-hidden="true">{title}</figcaption>
      <svg role="img" aria-labelledby={`${id}-title ${id}-desc`} width={width} height={plotHeight + foot + 8}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{desc}</desc>
        <g transform={`translate(${left} 8)`}>
          {ticksOf(top).map(({ share, text }) => (
            <g key={text} transform={`translate(0 ${plotHeight * (1 - share)})`}>
              <line x2={plotWidth} class="chart-grid" />
              <text x="-8" dy="4" text-anchor="end">
                {text}
              </text>
            </g>
          ))}
          {barsOf(values, top, plotWidth, plotHeight).map((bar, i) => (
            <rect key={points[i]?.day} {...bar} class={`chart-bar-${tone}`}>
              <title>{`${points[i]?.day} ${points[i]?.value}`}</title>
            </rect>
          ))}
          {labels.map((at, i) => (
            <text
              key={at}
              x={(plotWidth * i) / 2}
              y={plotHeight + 18}
              text-anchor={i === 0 ? "start" : i === 1 ? "middle" : "end"}
            >
              {points[at]?.day.slice(5)}
            </text>
          ))}
        </g>
      </svg>
    </figure>
  );
}
