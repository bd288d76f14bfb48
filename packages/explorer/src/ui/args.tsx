import type { ComponentChildren } from "preact";
import type { Args, ArgValue } from "../api/shapes.ts";
import { nameOf } from "../data/names.ts";
import { isAddress } from "../format/hex.ts";
import { t } from "../i18n/words.ts";
import { Hex, Named, PartyName } from "./values.tsx";

/** Decoded arguments by name, nested ones indented. */
export function ArgsTable({ args }: { args: Args }) {
  const entries = Object.entries(args);
  if (entries.length === 0) return <p class="empty">{t("common.none")}</p>;
  return (
    <dl class="args">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>{shownArg(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function shownArg(name: string, value: ArgValue): ComponentChildren {
  if (value === null) return <span class="quiet">{t("common.none")}</span>;
  if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
  if (typeof value === "string") {
    if (isAddress(value) && nameOf(value)) return <PartyName party={value} />;
    if (/^0x[\da-f]{16,}$/i.test(value)) return <Hex value={value} what={name} />;
    return <Named text={value} />;
  }
  if (typeof value === "number") return <span class="number">{value}</span>;
  if (!Array.isArray(value)) return <ArgsTable args={value as Args} />;
  if (value.length === 0) return <span class="quiet">{t("common.none")}</span>;
  return (
    <ol class="arg-list">
      {value.map((item: ArgValue, i) => (
        <li key={i}>{shownArg(name, item)}</li>
      ))}
    </ol>
  );
}
