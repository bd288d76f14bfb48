import type { Provenance } from "../../api/shapes.ts";
import { label, t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { To } from "../../ui/link.tsx";
import { CertificateLink, PartyName, VoucherLink } from "../../ui/values.tsx";
import { Basis } from "./series-facts.tsx";

/** What a voucher stands on: the licences above it, the nearest first, then certificate or authorised operation. */
export function VoucherBasis({ data }: { data: Provenance }) {
  return (
    <>
      {data.licences.map(({ voucherId, grantor }) => (
        <span key={voucherId} class="basis">
          {label("basis", "licence")} <VoucherLink id={voucherId} /> <PartyName party={grantor} />
        </span>
      ))}
      <FirstBasis data={data} />
    </>
  );
}

function FirstBasis({ data }: { data: Provenance }) {
  const { certificate, authorisation, voucher } = data;
  if (certificate) {
    return (
      <span class="basis">
        {label("basis", "certificate")} <CertificateLink number={certificate.number} />{" "}
        <Chip group="live" value={certificate.live} /> <PartyName party={certificate.holder} />
      </span>
    );
  }
  if (authorisation) {
    return (
      <span class="basis">
        <To name="authorisation" id={authorisation.authorisationId}>
          {t("authorisation.title", { id: authorisation.authorisationId })}
        </To>{" "}
        <Chip group="live" value={authorisation.live} /> <PartyName party={authorisation.operator} />
      </span>
    );
  }
  return voucher.series ? <Basis basis={voucher.series.basis} /> : <>{t("common.unknown")}</>;
}
