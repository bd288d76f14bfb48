import type { CaseDetail } from "../api/shapes.ts";
import { label } from "../i18n/words.ts";
import type { Act } from "./act.ts";

const undecided = ["examined", "published"];

/** Having the evidence confirmed before the case is certified (article 26); nothing once an answer stands. */
export function evidenceAct({ caseId, state, applicant, others, submissions }: CaseDetail): Act[] {
  const answered = submissions.some(({ kind, answer }) => kind === "evidence" && answer !== null);
  if (answered || !undecided.includes(state)) return [];
  return [
    {
      id: "evidence",
      title: label("doing", "evidence"),
      help: label("doingHelp", "evidence"),
      basis: label("doingBasis", "evidence"),
      path: `/v1/registrations/${caseId}/evidence`,
      power: "operate",
      fields: [
        {
          kind: "document",
          name: "evidenceDigest",
          label: label("doingDocument", "evidence"),
          audience: "parties",
        },
      ],
      caseId,
      parties: [applicant, ...others.map(({ party }) => party)],
    },
  ];
}
