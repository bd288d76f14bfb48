import { shortHex } from "../format/hex.ts";
import { t } from "../i18n/words.ts";
import { Facts } from "../ui/facts.tsx";
import type { Act, Chosen, Field, Values } from "./act.ts";

/** What will be done, in words, before it is done. */
export function ActConfirm({ act, values, as }: { act: Act; values: Values; as: string }) {
  return (
    <>
      <p class={act.grave ? "banner" : "note"}>{act.help}</p>
      <Facts
        rows={[
          [t("doing.what"), <strong key="w">{act.title}</strong>],
          [t("doing.as"), as],
          ...act.fields.map(
            (field) => [field.label, <Filled key={field.name} field={field} values={values} />] as const,
          ),
        ]}
      />
    </>
  );
}

function Filled({ field, values }: { field: Field; values: Values }) {
  const value = values[field.name];
  if (value === undefined || value === "") return <>{t("doing.none")}</>;
  if (field.kind === "document") {
    const { name, digest } = value as Chosen;
    return (
      <>
        {name} <code title={digest}>{shortHex(digest)}</code>
      </>
    );
  }
  if (field.kind === "choice") return <>{field.options.find((one) => one.value === value)?.word}</>;
  if (field.kind === "several") {
    const words = field.options.filter((one) => (value as readonly string[]).includes(String(one.value)));
    return <>{words.map(({ word }) => word).join("、")}</>;
  }
  return <>{String(value)}</>;
}
