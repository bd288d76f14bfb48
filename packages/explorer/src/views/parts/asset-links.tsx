import type { ComponentChildren } from "preact";
import type { Asset } from "../../api/shapes.ts";
import { shortHex } from "../../format/hex.ts";
import { t } from "../../i18n/words.ts";
import { Facts } from "../../ui/facts.tsx";
import { To } from "../../ui/link.tsx";

/** What hangs on an asset besides its certificates: cases, records, series, equal fingerprints. */
export function AssetLinks({ asset }: { asset: Asset }) {
  return (
    <>
      <Facts
        rows={[
          [
            t("asset.cases"),
            joined(asset.cases, (id) => (
              <To name="registration" id={id}>
                {id}
              </To>
            )),
          ],
          [
            t("asset.records"),
            joined(asset.records, (id) => (
              <To name="record" id={id}>
                {id}
              </To>
            )),
          ],
          [
            t("asset.series"),
            joined(asset.series, (id) => (
              <To name="series" id={id}>
                {id}
              </To>
            )),
          ],
          asset.equalFingerprints.length > 0 && [
            t("asset.equal"),
            joined(asset.equalFingerprints, (id) => (
              <To name="asset" id={id}>
                <code>{shortHex(id)}</code>
              </To>
            )),
          ],
        ]}
      />
      {asset.equalFingerprints.length > 0 && <p class="note">{t("asset.equalNote")}</p>}
    </>
  );
}

function joined<Id extends string | number>(
  ids: readonly Id[],
  link: (id: Id) => ComponentChildren,
): ComponentChildren {
  if (ids.length === 0) return <span class="quiet">{t("common.none")}</span>;
  return (
    <ul class="inline">
      {ids.map((id) => (
        <li key={id}>{link(id)}</li>
      ))}
    </ul>
  );
}
