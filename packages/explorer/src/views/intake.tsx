import { t } from "../i18n/words.ts";
import { Later } from "../ui/later.tsx";
import { Page } from "../ui/page.tsx";
import { RegistrationTabs } from "./parts/registration-tabs.tsx";

/** Preview of a list of applications, before the applicant's own program sends it. */
export function IntakeView() {
  return (
    <Page title={t("intake.title")} lead={t("intake.lead")}>
      <RegistrationTabs />
      <Later load={async () => (await import("./parts/intake-parts.tsx")).IntakeParts} />
    </Page>
  );
}
