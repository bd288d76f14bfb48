import type { Me, ReconciledItem } from "../api/shapes.ts";
import { label, t } from "../i18n/words.ts";
import type { Act } from "./act.ts";

/** Differences of these kinds are in what was submitted: then it is not the ledger that is to be mended. */
const ofContent = /^(submission\.|expected$|content$)/;

/**
 * Writing down what the national service system answered, where the ledger has no answer, or a wrong one. By the registry
 * that keeps the case.
 */
export function adoptActs(items: readonly ReconciledItem[], me: Me): Act[] {
  return items.flatMap((item) => {
    const { agreement, caseId, kind, keeper, dueAt, held, differences } = item;
    const wrong = agreement === "differs" || (agreement === "missingHere" && dueAt !== null);
    if (!wrong || held === null || keeper === null || me.role !== "registry" || me.party !== keeper) return [];
    if (differences.some(({ field }) => ofContent.test(field))) return [];
    const corrects = agreement === "differs";
    const path = `/v1/registrations/${caseId}/submissions/${kind}`;
    return [
      {
        id: `adopt-${caseId}-${kind}`,
        title: t("national.adopt", { id: caseId, kind: label("submission", kind) }),
        help: t(corrects ? "national.adoptCorrects" : "national.adoptMirrors", { number: held.receiptNumber }),
        basis: "",
        path: corrects ? `${path}/correct` : path,
        power: corrects ? "approve" : "operate",
        fields: corrects
          ? [
              {
                kind: "document" as const,
                name: "documentDigest",
                label: t("national.adoptDocument"),
                audience: "registry" as const,
              },
            ]
          : [],
        fixed: { ...held },
        caseId,
        parties: [],
      },
    ];
  });
}
