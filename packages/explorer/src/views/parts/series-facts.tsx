import type { Series } from "../../api/shapes.ts";
import { isZero } from "../../format/hex.ts";
import { label, t } from "../../i18n/words.ts";
import { Facts } from "../../ui/facts.tsx";
import { To } from "../../ui/link.tsx";
import {
  CertificateLink,
  Count,
  Hex,
  Money,
  Named,
  PartyName,
  Purposes,
  Term,
  Territory,
  Time,
} from "../../ui/values.tsx";

/** Terms of a series. */
export function SeriesFacts({ series }: { series: Series }) {
  return (
    <Facts
      rows={[
        [
          t("asset.one"),
          <To key="a" name="asset" id={series.assetId}>
            <Named text={series.assetName} />
          </To>,
        ],
        [t("series.grantor"), <PartyName key="g" party={series.grantor} />],
        [t("series.basis"), <Basis key="b" basis={series.basis} />],
        [t("series.class"), label("class", series.class)],
        !isZero(series.namedUser) && [t("series.namedUser"), <PartyName key="n" party={series.namedUser} />],
        [t("series.term"), <Term key="t" from={series.start} until={series.end} />],
        [t("right.territory"), <Territory key="x" code={series.territory} />],
        [t("series.resale"), t(series.resale ? "common.yes" : "common.no")],
        [t("right.purposes"), <Purposes key="p" list={series.purposes} />],
        [t("series.cap"), <Count key="c" value={series.cap} />],
        [t("series.priceRule"), label("price", series.priceRule)],
        !["free", "negotiated"].includes(series.priceRule) && [
          t("series.unitPrice"),
          <Money key="m" fen={series.unitPrice} />,
        ],
        [t("series.openedAt"), <Time key="o" at={series.openedAt} />],
        series.openedBy !== series.grantor && [t("series.openedBy"), <PartyName key="y" party={series.openedBy} />],
        [t("series.termsDigest"), <Hex key="d" value={series.termsDigest} what={t("series.termsDigest")} />],
      ]}
    />
  );
}

/** What a series stands on, with a link to it. */
export function Basis({ basis }: { basis: Series["basis"] }) {
  if (basis.kind === "certificate") {
    return (
      <>
        {label("basis", basis.kind)} <CertificateLink number={basis.certificate ?? basis.id} />
      </>
    );
  }
  return (
    <To name="authorisation" id={basis.id}>
      {`${label("basis", basis.kind)} ${basis.id}`}
    </To>
  );
}
