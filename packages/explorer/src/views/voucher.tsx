import { questions } from "../api/questions.ts";
import type { Provenance } from "../api/shapes.ts";
import { joinParts, toldUntil } from "../data/provenance.ts";
import { useAnswer } from "../data/use-answer.ts";
import { useParts } from "../data/use-parts.ts";
import { voucherLabel } from "../format/ids.ts";
import { grouped } from "../format/number.ts";
import { t } from "../i18n/words.ts";
import { Chip } from "../ui/chip.tsx";
import { Facts } from "../ui/facts.tsx";
import { To } from "../ui/link.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { Count, Hex, Named, PartyName, Time, VoucherLink } from "../ui/values.tsx";
import { HeldOn } from "./parts/held-on.tsx";
import { Locks } from "./parts/locks.tsx";
import { LocksTable } from "./parts/locks-table.tsx";
import { SeriesFacts } from "./parts/series-facts.tsx";
import { UsageSection } from "./parts/usage-section.tsx";
import { VoucherBasis } from "./parts/voucher-basis.tsx";
import { VoucherLineage } from "./parts/voucher-lineage.tsx";
import { VoucherSteps } from "./parts/voucher-steps.tsx";

/** One voucher: who holds it, on what it stands, and everything that ever happened to it. */
export function VoucherView({ id }: { id: string }) {
  const answer = useAnswer(questions.provenance(id));
  const voucher = answer.data?.voucher;
  return (
    <Page
      title={t("voucher.title", { label: voucher?.label ?? voucherLabel(id) })}
      parent={["vouchers", t("voucher.list")]}
      chips={
        voucher && (
          <>
            <Chip group="voucherState" value={voucher.state} />
            <Locks locks={voucher.locks} />
          </>
        )
      }
    >
      <Loaded answer={answer} rows={16}>
        {(data) => <Found first={data} />}
      </Loaded>
    </Page>
  );
}

/** The voucher's next steps, where there are more than one answer tells. */
function following({ voucher, stepsNextCursor: cursor }: Provenance) {
  return cursor === null ? undefined : questions.provenance(voucher.voucherId, { cursor });
}

function Found({ first }: { first: Provenance }) {
  const { loaded: data, rest } = useParts(first, following, joinParts);
  const { voucher, asset, steps } = data;
  return (
    <>
      <Facts
        rows={[
          [t("voucher.holder"), <PartyName key="h" party={voucher.holder} />],
          [t("voucher.units"), <Count key="u" value={voucher.units} />],
          [t("voucher.used"), <Count key="w" value={voucher.used} />],
          voucher.licensed !== "0" && [t("voucher.licensed"), <Count key="y" value={voucher.licensed} />],
          [
            t("asset.one"),
            <To key="a" name="asset" id={asset.assetId}>
              <Named text={asset.name} />
            </To>,
          ],
          [
            t("series.one"),
            <To key="s" name="series" id={voucher.seriesId}>
              {t("series.title", { id: voucher.seriesId })}
            </To>,
          ],
          [t("voucher.basis"), <VoucherBasis key="b" data={data} />],
          [t("voucher.issuedAt"), <Time key="t" at={voucher.issuedAt} />],
          [t("voucher.issuedTo"), <PartyName key="f" party={voucher.issuedTo} />],
          voucher.parent !== null && [t("voucher.parent"), <VoucherLink key="p" id={voucher.parent} />],
          [t("asset.fingerprint"), <Hex key="r" value={asset.fingerprint} what={t("asset.fingerprint")} />],
          [t("voucher.id"), <Hex key="i" value={voucher.voucherId} what={t("voucher.id")} full />],
          [t("voucher.digest"), <Hex key="d" value={voucher.digest} what={t("voucher.digest")} />],
        ]}
      />
      {voucher.locks.length > 0 && (
        <Section title={t("voucher.locks")}>
          <LocksTable locks={voucher.locks} />
        </Section>
      )}
      <UsageSection of={{ voucherId: voucher.voucherId }} />
      <Section title={t("voucher.heldOn")}>
        <HeldOn holders={data.holders} told={toldUntil(data)} />
        <LoadMore rest={rest} />
      </Section>
      <Section
        title={t("voucher.timeline")}
        note={t(rest ? "voucher.stepsSoFar" : "voucher.steps", { n: grouped(steps.length) })}
      >
        <VoucherSteps steps={steps} />
        <LoadMore rest={rest} />
      </Section>
      <Section title={t("voucher.lineage")} note={rest && t("voucher.lineageSoFar")}>
        <VoucherLineage lineage={data.lineage} />
      </Section>
      <Section title={t("series.terms")}>
        <SeriesFacts series={voucher.series} />
      </Section>
    </>
  );
}
