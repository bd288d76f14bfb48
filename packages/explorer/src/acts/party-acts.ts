import { qualifications, userKinds, type ConditionWord } from "@data-voucher/sdk/conditions";
import type { Me, Party } from "../api/shapes.ts";
import { language } from "../i18n/language.ts";
import { label, t } from "../i18n/words.ts";
import type { Act, Offer, Option } from "./act.ts";
import { byPower } from "./by-power.ts";

const optionsOf = (list: readonly ConditionWord[]): Option[] =>
  list.map(({ code, zh, en }) => ({ value: code, word: language.value === "zh-CN" ? zh : en }));

/** What an authority may record of a party now: which kind of user it is, and what it is qualified for. */
export function partyActs({ party }: Pick<Party, "party">, { accounts }: Pick<Me, "accounts">): Offer {
  const qualify: Act = {
    id: "qualify",
    title: label("doing", "qualify"),
    help: label("doingHelp", "qualify"),
    basis: "",
    path: `/v1/parties/${party}/qualifications`,
    power: "approve",
    fields: [
      { kind: "choice", name: "kind", label: t("party.kind"), options: optionsOf(userKinds) },
      {
        kind: "several",
        name: "qualifications",
        label: t("party.qualifications"),
        // What a party signed follows from the ledger.
        options: optionsOf(qualifications.filter(({ code }) => code !== "safeUse")),
        optional: true,
      },
      {
        kind: "document",
        name: "documentDigest",
        label: label("doingDocument", "qualify"),
        audience: "parties",
      },
    ],
    // Nothing chosen says that it is qualified for nothing any more.
    fixed: { qualifications: [] },
    caseId: null,
    parties: [party],
  };
  return byPower([qualify], accounts);
}
