import { questions } from "../api/questions.ts";
import { useAnswer } from "../data/use-answer.ts";
import { grouped } from "../format/number.ts";
import { label, t } from "../i18n/words.ts";
import { place } from "../router/router.ts";
import { href } from "../router/routes.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { Section } from "../ui/section.tsx";
import { Table } from "../ui/table.tsx";
import { Count } from "../ui/values.tsx";
import { SeriesChips } from "./parts/series-chips.tsx";
import { LicenceTree } from "./parts/licence-tree.tsx";
import { SeriesFacts } from "./parts/series-facts.tsx";
import { TermsPapers } from "./parts/terms-papers.tsx";
import { UsageSection } from "./parts/usage-section.tsx";
import { voucherColumns } from "./parts/voucher-columns.tsx";

const parts = ["issued", "live", "used", "licensed", "cancelled", "expired"] as const;

/** One series: its terms, its units, its vouchers. */
export function SeriesView({ id }: { id: string }) {
  const answer = useAnswer(questions.series(id));
  return (
    <Page
      title={t("series.title", { id })}
      kind={answer.data ? label("class", answer.data.class) : t("series.one")}
      parent={["seriesList", t("series.list")]}
      chips={answer.data && <SeriesChips state={answer.data.state} />}
    >
      <Loaded answer={answer}>
        {(series) => (
          <>
            <Section
              title={t("series.totals")}
              note={t("series.ofCap", { issued: grouped(series.totals.issued), cap: grouped(series.cap) })}
            >
              <dl class="strip">
                {parts.map((name) => (
                  <div key={name}>
                    <dt>{label("units", name)}</dt>
                    <dd>
                      <Count value={series.totals[name]} />
                    </dd>
                  </div>
                ))}
              </dl>
            </Section>
            <UsageSection of={{ seriesId: series.seriesId }} />
            <Section title={t("series.terms")}>
              <SeriesFacts series={series} />
              <TermsPapers series={series} />
            </Section>
            <LicenceTree series={series} />
          </>
        )}
      </Loaded>
      {answer.data && <SeriesVouchers id={id} />}
    </Page>
  );
}

function SeriesVouchers({ id }: { id: string }) {
  const { query } = place.value;
  const answer = useAnswer(questions.vouchers({ series: id, limit: 25, cursor: query.get("cursor") }));
  return (
    <Section title={t("series.vouchers")}>
      <Loaded answer={answer} rows={6}>
        {({ items, nextCursor }) => (
          <>
            <Table
              caption={t("series.vouchers")}
              rows={items}
              keyOf={({ voucherId }) => voucherId}
              columns={voucherColumns()}
            />
            <Pager next={nextCursor} query={query} path={href("series", id)} />
          </>
        )}
      </Loaded>
    </Section>
  );
}
