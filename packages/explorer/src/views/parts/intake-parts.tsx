import { columns } from "@data-voucher/sdk/intake";
import { language } from "../../i18n/language.ts";
import { t } from "../../i18n/words.ts";
import { saveTemplate } from "../../intake/template-file.ts";
import { Section } from "../../ui/section.tsx";
import { Table } from "../../ui/table.tsx";
import { IntakeCheck } from "./intake-check.tsx";

/** The preview, the template and its columns. */
export function IntakeParts() {
  const english = language.value === "en";
  return (
    <>
      <Section title={t("intake.check")} note={t("intake.checkLead")}>
        <IntakeCheck />
      </Section>
      <Section title={t("intake.template")} note={t("intake.templateLead")}>
        <p class="inline">
          <button type="button" class="button" onClick={() => saveTemplate("xlsx")}>
            {t("intake.templateXlsx")}
          </button>
          <button type="button" class="button" onClick={() => saveTemplate("csv")}>
            {t("intake.templateCsv")}
          </button>
        </p>
        <Table
          caption={t("intake.template")}
          rows={columns}
          keyOf={({ key }) => key}
          columns={[
            { head: t("intake.column"), cell: ({ zh, en }) => (english ? en : zh) },
            { head: t("intake.required"), cell: ({ required }) => t(required ? "intake.yes" : "intake.no") },
            { head: t("intake.hint"), cell: ({ zhHint, enHint }) => (english ? enHint : zhHint) },
          ]}
        />
      </Section>
    </>
  );
}
