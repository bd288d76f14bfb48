import type { Right } from "../../api/shapes.ts";
import { label, t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { CertificateLink, Hex, PartyName, Purposes, Term, Territory, Time } from "../../ui/values.tsx";

const rightNames = ["hold", "use", "operate"] as const;

/**
 * Registered rights by the three rights.
 *
 * @param only whether rights that nobody has are left out, rather than said to be unregistered
 */
export function RightsTable(props: { caption: string; rights: readonly Right[]; only?: boolean }) {
  const { caption, rights, only = false } = props;
  const names = rightNames.filter((name) => !only || rights.some(({ right }) => right === name));
  const heads = (["holder", "term", "territory", "resale", "purposes", "limits"] as const).map((name) =>
    t(`right.${name}`),
  );
  return (
    <table role="table" class="table stacking">
      <caption class="sr">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {[t("right.one"), ...heads, t("certificate.one"), t("right.state")].map((head) => (
            <th key={head} role="columnheader" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      {names.map((name) => (
        <tbody role="rowgroup" key={name}>
          <Rows name={label("right", name)} rights={rights.filter(({ right }) => right === name)} heads={heads} />
        </tbody>
      ))}
    </table>
  );
}

function Rows({ name, rights, heads }: { name: string; rights: readonly Right[]; heads: readonly string[] }) {
  if (rights.length === 0) {
    return (
      <tr role="row">
        <th role="rowheader" scope="row">
          {name}
        </th>
        <td role="cell" colSpan={8}>
          <div class="quiet">{t("asset.noRight")}</div>
        </td>
      </tr>
    );
  }
  return (
    <>
      {rights.map((right, i) => {
        const cells = [
          <PartyName key="h" party={right.holder} />,
          <Term key="t" from={right.since} until={right.until} />,
          <Territory key="a" code={right.territory} />,
          t(right.resale ? "common.yes" : "common.no"),
          <Purposes key="p" list={right.purposes} />,
          <Hex key="l" value={right.limitsDigest} what={t("right.limits")} />,
          <CertificateLink key="c" number={right.certificate} />,
          <State key="s" right={right} />,
        ];
        const named = [...heads, t("certificate.one"), t("right.state")];
        return (
          <tr role="row" key={right.certificate + right.holder}>
            <th role="rowheader" scope="row" class={i > 0 ? "again" : undefined}>
              {name}
            </th>
            {cells.map((cell, at) => (
              <td key={named[at]} role="cell" data-label={named[at]}>
                <div>{cell}</div>
              </td>
            ))}
          </tr>
        );
      })}
    </>
  );
}

/** Whether a right lives, and when it passed to another or was cancelled. */
function State({ right: { live, endedAt } }: { right: Right }) {
  return (
    <span class="chips">
      <Chip group="live" value={live} />
      {endedAt !== null && (
        <small>
          <Time at={endedAt} day />
        </small>
      )}
    </span>
  );
}
