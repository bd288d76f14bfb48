import type { Asset, Right } from "../../api/shapes.ts";
import { holdingsOf } from "../../data/later.ts";
import { t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { Table } from "../../ui/table.tsx";
import { CertificateLink, PartyName } from "../../ui/values.tsx";
import { RightNames } from "./right-names.tsx";

/** All certificates in an asset: whose, the rights that each carries now, and those that ended. */
export function AssetHolders({ asset }: { asset: Asset }) {
  const names = (rights: readonly Right[]) => <RightNames rights={rights.map(({ right }) => right)} />;
  return (
    <Table
      caption={t("asset.holders")}
      rows={holdingsOf(asset)}
      keyOf={({ certificate }) => certificate}
      empty={t("asset.noCertificate")}
      columns={[
        {
          head: t("certificate.one"),
          cell: ({ certificate, joint }) => (
            <span class="chips">
              <CertificateLink number={certificate} />
              {joint && <span class="chip chip-info">{t("certificate.joint")}</span>}
            </span>
          ),
        },
        { head: t("right.holder"), cell: ({ holder }) => <PartyName party={holder} /> },
        { head: t("certificate.rightsNow"), cell: ({ now }) => names(now) },
        { head: t("certificate.rightsEnded"), cell: ({ ended }) => names(ended) },
        { head: t("right.state"), cell: ({ now }) => <Chip group="live" value={now.some(({ live }) => live)} /> },
      ]}
    />
  );
}
