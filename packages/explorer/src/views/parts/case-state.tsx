import type { RegistrationCase } from "../../api/shapes.ts";
import { t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";

/** State of a case, whether it is accepted by law, and whether only time made it so. */
export function CaseState({ found, deemed }: { found: RegistrationCase; deemed?: boolean }) {
  return (
    <span class="chips">
      <Chip group="caseState" value={found.state} />
      {(deemed ?? found.clock.deemed) && <span class="chip chip-warn">{t("clock.deemed")}</span>}
      {!found.written && <span class="chip chip-open">{t("clock.unwritten")}</span>}
    </span>
  );
}
