import { questions } from "../../api/questions.ts";
import type { LaterObjection } from "../../api/shapes.ts";
import { objectionCountsFrom } from "../../data/due.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { label, t } from "../../i18n/words.ts";
import { DaysLeft } from "../../ui/days-left.tsx";
import { Deadline } from "../../ui/deadline.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Section } from "../../ui/section.tsx";
import { Table, type Column } from "../../ui/table.tsx";
import { AssetLink, CertificateLink, PartyName } from "../../ui/values.tsx";

/** Most objections that are shown; the API gives no more at once, the most urgent first. */
const most = 200;

/** Objections after registration that wait for a registry, or for any: whom to tell and what to conclude by when. */
export function DeskObjections({ registry, years }: { registry: string; years: readonly number[] | undefined }) {
  const answer = useAnswer(questions.objections({ registry, limit: most }));
  const ofAll: Column<LaterObjection>[] = registry
    ? []
    : [{ head: t("case.registry"), cell: ({ keeper }) => <PartyName party={keeper} /> }];
  return (
    <Section title={t("laterObjection.due")} note={t("laterObjection.dueNote")}>
      <Loaded answer={answer} rows={2}>
        {({ items, nextCursor, asOfBlock }) => (
          <>
            <Table
              caption={t("laterObjection.due")}
              rows={items}
              keyOf={({ certificate, objectionId }) => `${certificate}-${objectionId}`}
              empty={t("laterObjection.noneDue")}
              columns={[
                {
                  head: t("clock.until"),
                  cell: (found) => (
                    <span class="deadline">
                      <Deadline until={found.due?.until ?? null} from={objectionCountsFrom(found)} years={years} />
                      <DaysLeft found={{ ...found, clock: found }} now={asOfBlock.time} />
                    </span>
                  ),
                },
                {
                  head: t("desk.what"),
                  cell: ({ due }) => due && <strong>{label("objectionAct", due.act)}</strong>,
                },
                { head: t("certificate.one"), cell: ({ certificate }) => <CertificateLink number={certificate} /> },
                { head: t("asset.one"), cell: ({ assetId }) => <AssetLink id={assetId} /> },
                { head: t("certificate.holder"), cell: ({ holder }) => <PartyName party={holder} /> },
                { head: t("case.objector"), cell: ({ objector }) => <PartyName party={objector} /> },
                ...ofAll,
              ]}
            />
            {nextCursor !== null && <p class="note">{t("desk.more", { n: items.length })}</p>}
          </>
        )}
      </Loaded>
    </Section>
  );
}
