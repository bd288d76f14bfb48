import type { Asset } from "../../api/shapes.ts";
import { shortHex } from "../../format/hex.ts";
import { t } from "../../i18n/words.ts";
import { To } from "../../ui/link.tsx";
import { Table } from "../../ui/table.tsx";
import { Hex, Named, Time } from "../../ui/values.tsx";

/** Names and descriptions of an asset, oldest first, with what put each on record. */
export function DescriptionHistory({ history }: { history: Asset["descriptionHistory"] }) {
  return (
    <Table
      caption={t("asset.descriptions")}
      rows={history}
      keyOf={({ transaction }) => transaction}
      columns={[
        { head: t("asset.at"), cell: ({ at }) => <Time at={at} /> },
        { head: t("asset.name"), cell: ({ name }) => <Named text={name} /> },
        {
          head: t("asset.descriptor"),
          cell: (row) => <Hex value={row.descriptorDigest} what={t("asset.descriptor")} />,
        },
        {
          head: t("asset.descriptionFrom"),
          cell: (row) => <Origin {...row} />,
        },
        {
          head: t("transaction.one"),
          cell: ({ transaction }) => (
            <To name="transaction" id={transaction}>
              <code>{shortHex(transaction)}</code>
            </To>
          ),
        },
      ]}
    />
  );
}

/** The declaration, a change registration (article 35), or a request on the public-data track. */
function Origin({ caseId, requestId }: Pick<Asset["descriptionHistory"][number], "caseId" | "requestId">) {
  if (caseId !== null) {
    return (
      <To name="registration" id={caseId}>
        {t("case.title", { id: caseId })}
      </To>
    );
  }
  if (requestId === null) return <>{t("asset.declaration")}</>;
  return (
    <To name="recordRequest" id={requestId}>
      {t("request.title", { id: requestId })}
    </To>
  );
}
