import type { Fingerprint } from "@data-voucher/sdk/fingerprint";
import { questions } from "../../api/questions.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { bytes, grouped } from "../../format/number.ts";
import { t } from "../../i18n/words.ts";
import { Facts } from "../../ui/facts.tsx";
import { To } from "../../ui/link.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Table } from "../../ui/table.tsx";
import { CertificateLink, Hex, Named, PartyName, Time } from "../../ui/values.tsx";

/** The fingerprint of a file and the assets that were declared with it. */
export function FingerprintMatch({ file, found }: { file: File; found: Fingerprint }) {
  const answer = useAnswer(questions.assets({ fingerprint: found.root, limit: 50 }));
  const algorithm = found.algorithm === "sha256" ? "SHA-256" : "SM3";
  return (
    <>
      <Facts
        rows={[
          [file.name, t("verify.size", { size: bytes(found.byteLength), leaves: grouped(found.leafCount) })],
          [t("verify.root", { algorithm }), <Hex key="r" value={found.root} what={t("asset.fingerprint")} full />],
        ]}
      />
      <Loaded answer={answer} rows={3}>
        {({ items }) => {
          // What was asked for is compared here too, so that the answer need not be believed.
          const equal = items.filter(({ fingerprint }) => fingerprint.toLowerCase() === found.root);
          if (equal.length === 0) return <p class="verdict verdict-no">{t("verify.notFound")}</p>;
          return (
            <>
              <p class="verdict verdict-yes">{t("verify.found", { n: equal.length })}</p>
              <Table
                caption={t("asset.list")}
                rows={equal}
                keyOf={({ assetId }) => assetId}
                columns={[
                  {
                    head: t("asset.name"),
                    cell: ({ assetId, name }) => (
                      <To name="asset" id={assetId}>
                        <Named text={name} />
                      </To>
                    ),
                  },
                  { head: t("asset.declarant"), cell: ({ declarant }) => <PartyName party={declarant} /> },
                  { head: t("asset.declaredAt"), cell: ({ declaredAt }) => <Time at={declaredAt} /> },
                  {
                    head: t("certificate.one"),
                    cell: ({ certificates }) =>
                      certificates.length === 0
                        ? t("common.none")
                        : certificates.map((number) => <CertificateLink key={number} number={number} />),
                  },
                ]}
              />
              <p class="note">{t("verify.limits")}</p>
            </>
          );
        }}
      </Loaded>
    </>
  );
}
