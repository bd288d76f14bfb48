import {
  environments,
  obligations,
  openTerms,
  qualifications,
  userKinds,
  type ConditionWord,
} from "@data-voucher/sdk/conditions";
import type { Series } from "../../api/shapes.ts";
import { isZero } from "../../format/hex.ts";
import { grouped } from "../../format/number.ts";
import { label, t } from "../../i18n/words.ts";
import { Facts } from "../../ui/facts.tsx";
import { To } from "../../ui/link.tsx";
import {
  CertificateLink,
  ConditionWords,
  Count,
  Hex,
  Money,
  Named,
  PartyName,
  Purposes,
  Term,
  Territory,
  Time,
  VoucherLink,
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
        ...conditionRows(series.conditions),
        series.provider !== series.grantor && [t("series.provider"), <PartyName key="v" party={series.provider} />],
        [t("series.openedAt"), <Time key="o" at={series.openedAt} />],
        series.openedBy !== series.grantor && [t("series.openedBy"), <PartyName key="y" party={series.openedBy} />],
        [t("series.termsDigest"), <Hex key="d" value={series.termsDigest} what={t("series.termsDigest")} />],
      ]}
    />
  );
}

/** What the terms ask of who uses; nothing is shown of what they do not ask. */
function conditionRows(conditions: Series["conditions"]) {
  const { frequency, durationHours, retentionDays, onward } = conditions;
  const words = (
    name: "users" | "qualifications" | "environments" | "obligations" | "open",
    list: readonly ConditionWord[],
  ) =>
    conditions[name].length > 0 &&
    ([t(`series.${name}`), <ConditionWords key={name} list={list} codes={conditions[name]} />] as const);
  return [
    words("users", userKinds),
    words("qualifications", qualifications),
    words("environments", environments),
    words("obligations", obligations),
    words("open", openTerms),
    frequency !== null &&
      ([
        t("series.frequency"),
        t("series.perPeriod", { units: grouped(frequency.units), period: label("period", frequency.period) }),
      ] as const),
    durationHours > 0 && ([t("series.duration"), t("series.hours", { n: grouped(durationHours) })] as const),
    retentionDays > 0 && ([t("series.retention"), t("series.days", { n: grouped(retentionDays) })] as const),
    onward > 0 && ([t("series.onward"), t("series.levels", { n: onward })] as const),
  ];
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
  if (basis.kind === "licence") {
    return (
      <>
        {label("basis", basis.kind)} <VoucherLink id={basis.id} />
      </>
    );
  }
  return (
    <To name="authorisation" id={basis.id}>
      {`${label("basis", basis.kind)} ${basis.id}`}
    </To>
  );
}
