import type { Role } from "../../api/shapes.ts";
import { label, t } from "../../i18n/words.ts";

/** Roles of a party in words. */
export function Roles({ roles }: { roles: readonly Role[] }) {
  return <>{roles.length === 0 ? t("common.none") : roles.map((role) => label("role", role)).join(t("common.list"))}</>;
}
