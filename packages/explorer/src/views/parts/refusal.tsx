import type { Transaction } from "../../api/shapes.ts";
import { language } from "../../i18n/language.ts";
import { t } from "../../i18n/words.ts";
import { ArgsTable } from "../../ui/args.tsx";
import { Section } from "../../ui/section.tsx";

/** Why a transaction was refused, in both languages, with the values that broke the rule. */
export function Refusal({ error }: { error: NonNullable<Transaction["error"]> }) {
  const titles = [
    { lang: "zh-CN", text: error.titleZh },
    { lang: "en", text: error.title },
  ];
  if (language.value === "en") titles.reverse();
  return (
    <Section title={t("transaction.error")}>
      <div class="refusal">
        {titles.map(({ lang, text }) => (
          <p key={lang} lang={lang}>
            {text}
          </p>
        ))}
        <p>
          <code>{error.code}</code>
        </p>
        {error.args && Object.keys(error.args).length > 0 && <ArgsTable args={error.args} />}
      </div>
    </Section>
  );
}
