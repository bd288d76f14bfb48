import type { Lock } from "../../api/shapes.ts";
import { lockName } from "../../data/locks.ts";
import { t } from "../../i18n/words.ts";

/** Locks of a voucher as chips. */
export function Locks({ locks }: { locks: readonly Lock[] }) {
  return (
    <>
      {locks.map(({ lockClass }) => (
        <span key={lockClass} class="chip chip-warn">
          {t("voucher.locked") + t("common.colon") + lockName(lockClass)}
        </span>
      ))}
    </>
  );
}
