import type { Inquiry } from "../api/shapes.ts";
import { t } from "../i18n/words.ts";
import type { Act } from "./act.ts";

/** The registry's decision on an interested party's inquiry (article 30). It is kept by the gateway, not on the ledger. */
export function inquiryAct({ id }: Inquiry): Act {
  return {
    id,
    title: t("doing.decideInquiry"),
    help: t("doing.decideInquiryHelp"),
    basis: t("doing.decideInquiryBasis"),
    path: `/v1/inquiries/${id}/decision`,
    power: "operate",
    fields: [
      {
        kind: "choice",
        name: "approved",
        label: t("doing.decision"),
        options: [
          { value: true, word: t("doing.inquiryGranted") },
          { value: false, word: t("doing.inquiryRefused") },
        ],
      },
      { kind: "document", name: "documentDigest", label: t("doing.inquiryDocument"), audience: "registry" },
    ],
    caseId: null,
    parties: [],
  };
}
