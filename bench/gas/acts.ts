/** The acts that are compared, by the labels of test/gas, with the most gas we want them to use. */
export const acts = [
  "transfer to an existing holder",
  "transfer to a new holder",
  "issue one with digest",
  "issue 100 to 100 holders, each",
  "transfer 100 to one holder, each",
  "transfer 100 to 100 new holders, each",
  "admit a party with one account",
] as const;

export type Act = (typeof acts)[number];

/** Gas of one subject by act; an act it does not have is missing. */
export type Figures = Partial<Record<Act, number>>;
