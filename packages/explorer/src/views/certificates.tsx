import { questions } from "../api/questions.ts";
import { certificateStateOf } from "../data/later.ts";
import { label, t } from "../i18n/words.ts";
import { Chip } from "../ui/chip.tsx";
import { To } from "../ui/link.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { CertificateLink, Named, PartyName, Time } from "../ui/values.tsx";
import { RestraintChips } from "./parts/restraint-chips.tsx";
import { SampleMark } from "./parts/sample-mark.tsx";

/** All registration certificates. */
export function CertificatesView() {
  return (
    <ListPage
      route="certificates"
      title={t("certificate.list")}
      lead={t("certificate.lead")}
      filters={[
        {
          name: "state",
          label: t("certificate.state"),
          options: (["valid", "transferred", "cancelled"] as const).map((is) => [is, label("certificateState", is)]),
        },
      ]}
      ask={questions.certificates}
      keyOf={({ number }) => number}
      columns={[
        { head: t("certificate.number"), cell: ({ number }) => <CertificateLink number={number} /> },
        {
          head: t("certificate.asset"),
          cell: ({ assetId, assetName }) => (
            <To name="asset" id={assetId}>
              <Named text={assetName} />
            </To>
          ),
        },
        { head: t("certificate.holder"), cell: ({ holder }) => <PartyName party={holder} /> },
        { head: t("certificate.registry"), cell: ({ registry }) => <PartyName party={registry} /> },
        { head: t("certificate.until"), cell: ({ until }) => <Time at={until} day /> },
        {
          head: t("certificate.state"),
          cell: (certificate) => (
            <span class="chips">
              <Chip group="certificateState" value={certificateStateOf(certificate)} />
              <RestraintChips certificate={certificate} />
              {certificate.sample && <SampleMark />}
            </span>
          ),
        },
      ]}
    />
  );
}
