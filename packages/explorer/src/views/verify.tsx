import { t } from "../i18n/words.ts";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { VerifyCertificate } from "./parts/verify-certificate.tsx";
import { VerifyFile } from "./parts/verify-file.tsx";
import { VerifyPaper } from "./parts/verify-paper.tsx";

/** Checks of a file and of a certificate. */
export function VerifyView() {
  return (
    <Page title={t("verify.title")} lead={t("verify.lead")}>
      <Section title={t("verify.file")} note={t("verify.fileLead")}>
        <VerifyFile />
      </Section>
      <Section title={t("verify.paper")} note={t("verify.paperLead")}>
        <VerifyPaper />
      </Section>
      <Section title={t("verify.certificate")} note={t("verify.certificateLead")}>
        <VerifyCertificate />
      </Section>
    </Page>
  );
}
