import type { FlowDay } from "../api/shapes.ts";
import { grouped } from "../format/number.ts";
import { t } from "../i18n/words.ts";
import { Table } from "../ui/table.tsx";
import { Count } from "../ui/values.tsx";
import { BarChart } from "./bar-chart.tsx";

/** The flow of vouchers by day: three charts over the same days, and the table of what they show. */
export function Flow({ days }: { days: readonly FlowDay[] }) {
  const issued = days.reduce((sum, day) => sum + BigInt(day.issued), 0n);
  const transferred = days.reduce((sum, day) => sum + day.transferred, 0);
  const certificates = days.reduce((sum, day) => sum + day.certificates, 0);
  const desc = t("home.flowDesc", {
    days: days.length,
    issued: grouped(issued),
    transferred: grouped(transferred),
    certificates: grouped(certificates),
  });
  const active = days
    .filter((day) => day.issued !== "0" || day.used !== "0" || day.transferred > 0 || day.certificates > 0)
    .toReversed();
  return (
    <>
      <p class="note">{desc}</p>
      <div class="flow">
        <div class="flow-charts">
          <BarChart
            tone="a"
            title={t("home.flowIssued")}
            desc={desc}
            points={days.map(({ day, issued: value }) => ({ day, value }))}
          />
          <BarChart
            tone="b"
            title={t("home.flowTransferred")}
            desc={desc}
            points={days.map(({ day, transferred: value }) => ({ day, value: String(value) }))}
          />
          <BarChart
            tone="a"
            title={t("home.flowUsed")}
            desc={desc}
            points={days.map(({ day, used: value }) => ({ day, value }))}
          />
        </div>
        <div class="flow-table" tabIndex={0} role="region" aria-label={t("home.flowTable")}>
          <Table
            caption={t("home.flowTable")}
            plain
            rows={active}
            keyOf={({ day }) => day}
            columns={[
              { head: t("voucher.day"), cell: ({ day }) => <span class="number">{day}</span> },
              { head: t("home.units"), cell: (day) => <Count value={day.issued} />, number: true },
              { head: t("voucher.used"), cell: (day) => <Count value={day.used} />, number: true },
              { head: t("count.transfers"), cell: (day) => <Count value={day.transferred} />, number: true },
              { head: t("count.certificates"), cell: (day) => <Count value={day.certificates} />, number: true },
            ]}
          />
          <p class="note">{t("home.flowQuiet")}</p>
        </div>
      </div>
    </>
  );
}
