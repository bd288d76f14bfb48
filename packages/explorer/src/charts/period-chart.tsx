import { useId, useRef } from "preact/hooks";
import type { Period } from "../data/periods.ts";
import { dayOf } from "../format/time.ts";
import { label, t } from "../i18n/words.ts";
import { useWidth } from "../ui/use-width.ts";
import { axisOf, placeOn, stretchOn, type Span } from "./spans.ts";

const rowHeight = 44;
const head = 24;
const foot = 24;
const edge = 4;

const spanOf = ({ from, until }: Period): Span => ({
  from: Date.parse(from),
  until: until === null || until === "pending" ? null : Date.parse(until),
});

/** Periods of a case one under another, with today across them. An open end is drawn open; what is late, hatched. */
export function PeriodChart({ periods, now, open }: { periods: readonly Period[]; now: string; open: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const width = useWidth(box);
  const spans = periods.map(spanOf);
  const today = Date.parse(now);
  // The days after a case was closed are none of its own.
  const axis = axisOf(spans, open ? today : (spans[0]?.from ?? 0), Math.max(0, width - 2 * edge));
  const bottom = head + periods.length * rowHeight;
  const from = dayOf(new Date(axis.from).toISOString());
  const until = dayOf(new Date(axis.until).toISOString());
  const at = placeOn(axis, today);
  return (
    <div class="chart period-chart" ref={box}>
      <svg role="img" aria-labelledby={`${id}-title ${id}-desc`} width={width} height={bottom + foot}>
        <title id={`${id}-title`}>{t("periods.title")}</title>
        <desc id={`${id}-desc`}>{t("periods.desc", { from, until, n: periods.length, today: dayOf(now) })}</desc>
        <defs>
          <pattern id={`${id}-late`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V6" class="period-hatch" />
          </pattern>
        </defs>
        <g transform={`translate(${edge} 0)`}>
          {periods.map((period, i) => {
            const { x, width: long } = stretchOn(axis, spans[i] as Span);
            const y = head + i * rowHeight;
            const late = period.state === "late" ? { x: x + long, width: Math.max(0, at - x - long) } : undefined;
            return (
              <g key={period.key}>
                <text x={Math.min(x, Math.max(0, axis.width - 96))} y={y + 14}>
                  {label("period", period.stage)}
                </text>
                <rect x={x} y={y + 20} width={long} height="14" rx="3" class={`period period-${shapeOf(period)}`}>
                  <title>{`${label("period", period.stage)} ${dayOf(period.from)}`}</title>
                </rect>
                {late && <rect {...late} y={y + 20} height="14" fill={`url(#${id}-late)`} />}
              </g>
            );
          })}
          {open && (
            <>
              <line x1={at} x2={at} y1={head - 6} y2={bottom} class="period-today" />
              <text x={at} y={head - 10} text-anchor={at < 48 ? "start" : at > axis.width - 48 ? "end" : "middle"}>
                {t("periods.today", { day: dayOf(now).slice(5) })}
              </text>
            </>
          )}
          <text x="0" y={bottom + 16}>
            {from}
          </text>
          <text x={axis.width} y={bottom + 16} text-anchor="end">
            {until}
          </text>
        </g>
      </svg>
    </div>
  );
}

function shapeOf({ state, until }: Period): string {
  return state !== "done" && (until === null || until === "pending") ? "open" : state;
}
