import Type, { type Static } from "typebox";
import { Address, Decimal, Hash, Maybe, Time } from "./common.ts";

const sums = {
  units: { ...Decimal, description: "Units used, as a decimal string" },
  receipts: Type.Integer({ description: "Receipts that the ledger counted" }),
};

/** What was used of something. */
export const usage = {
  ...sums,
  byPurpose: Type.Array(Type.Object({ purpose: Type.Integer({ description: "Number in the purpose list" }), ...sums })),
  byDay: Type.Array(
    Type.Object({ day: Type.String({ description: "Day in Shanghai", examples: ["2026-09-01"] }), ...sums }),
    { description: "Days on which the ledger counted uses, oldest first; the latest 366" },
  ),
};
/** What was used of something. */
export const Usage = Type.Object(usage);
/** {@link Usage} as JSON. */
export type UsageJson = Static<typeof Usage>;

/** The kinds of analysis that no use may claim. */
export const prohibited = {
  analyses: Type.Array(Type.String({ description: "Kind of analysis by its code" })),
  byParty: Maybe(Address),
  since: Maybe(Time),
  documentDigest: Maybe(Hash),
};
