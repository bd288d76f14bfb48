import { analyses } from "@data-voucher/sdk/analyses";
import type { Me } from "../api/shapes.ts";
import { label, t } from "../i18n/words.ts";
import type { Act, Offer } from "./act.ts";
import { byPower } from "./by-power.ts";

/** What an authority may set for every use: the next edition of the commitment, and the prohibited list as a whole. */
export function useRuleActs(prohibited: readonly string[], { accounts }: Pick<Me, "accounts">): Offer {
  const shared = { basis: "", power: "approve", caseId: null, parties: [] } as const;
  const publish: Act = {
    ...shared,
    id: "publishCommitment",
    title: label("doing", "publishCommitment"),
    help: label("doingHelp", "publishCommitment"),
    path: "/v1/commitments",
    fields: [
      { kind: "document", name: "textDigest", label: label("doingDocument", "publishCommitment"), audience: "public" },
      { kind: "day", name: "requiredFrom", label: t("useRules.countUntil"), optional: true },
    ],
  };
  const now = prohibited.map((kind) => label("analysis", kind)).join(t("common.list")) || t("common.none");
  const prohibit: Act = {
    ...shared,
    id: "prohibitAnalyses",
    title: label("doing", "prohibitAnalyses"),
    help: t("useRules.prohibitHelp", { now }),
    path: "/v1/usage/prohibited",
    fields: [
      {
        kind: "several",
        name: "analyses",
        label: t("useRules.kinds"),
        options: analyses.map(({ code }) => ({ value: code, word: label("analysis", code) })),
        optional: true,
      },
      {
        kind: "document",
        name: "documentDigest",
        label: label("doingDocument", "prohibitAnalyses"),
        audience: "public",
      },
    ],
    // Nothing chosen allows every kind.
    fixed: { analyses: [] },
  };
  return byPower([publish, prohibit], accounts);
}
