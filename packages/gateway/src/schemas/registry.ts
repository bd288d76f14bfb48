import Type, { type Static } from "typebox";
import { enumNames } from "@data-voucher/sdk";
import { workCounts } from "../ledger/project/work-count.ts";
import { Address, Deadline, Hash, Maybe, MaybeInteger, MaybeObject, OneOf, Time } from "./common.ts";
import { Standing } from "./party.ts";

const Exit = Type.Object({
  announcedAt: Time,
  exitAt: { ...Time, description: "From when on it takes no applications, if it is approved" },
  approved: Type.Boolean(),
  approvedAt: Maybe(Time),
  decideBy: Maybe(Deadline),
  documentDigest: Hash,
});

/** What a registry or the authority must do about a membership, at the time of the answer's block. */
export const RegistryDue = Type.Object({
  act: OneOf(["decideExit", "fileReport", "appraiseReport"]),
  by: { ...Maybe(Address), description: "Null for the authority" },
  year: MaybeInteger("Of the report"),
  until: Deadline,
  overdue: Type.Boolean(),
});

/** A registry in a list (登记机构). */
export const registry = {
  registry: Address,
  name: Maybe(Type.String()),
  standing: Standing,
  profileId: MaybeInteger("Profile of its new cases; null without one"),
  region: Type.Integer({ description: "First two digits of the division code (annex 6)" }),
  digit: Type.Integer(),
  codedAt: Time,
  exit: MaybeObject<Static<typeof Exit>>(Exit, "An exit that it announced and that was not refused (article 13)"),
  left: Type.Boolean({ description: "Whether an approved exit has come" }),
  successor: Maybe(Address),
  keeper: { ...Address, description: "Who keeps its records now (articles 13, 38)" },
  due: Type.Array(RegistryDue, { description: "Open duties, the first due first" }),
};
/** A registry in a list. */
export const Registry = Type.Object(registry);
/** {@link Registry} as JSON. */
export type RegistryJson = Static<typeof Registry>;

/** What a registry published last of each kind (articles 11, 12). */
const DisclosureItem = Type.Object({
  kind: OneOf(enumNames.Disclosure.slice(1)),
  disclosedAt: Time,
  documentDigest: Hash,
  editions: Type.Integer({ description: "How often this kind was published" }),
});

const ReportedChange = Type.Object({ reportedAt: Time, effectiveAt: Time, documentDigest: Hash });

/** A registry by itself. */
export const registryAlone = {
  ...registry,
  disclosures: Type.Array(DisclosureItem, { description: "The last of each kind" }),
  changes: Type.Array(ReportedChange, { description: "Reported changes, newest first; at most 200" }),
};

/** A report of a year (article 12). */
export const Report = Type.Object({
  year: Type.Integer(),
  over: Type.Boolean({ description: "Whether the year is over, so that it can be filed" }),
  dueBy: Time,
  filedAt: Maybe(Time),
  late: Type.Boolean({ description: "Filed late, or not filed and overdue" }),
  documentDigest: Maybe(Hash),
  ledgerDigest: {
    ...Maybe(Hash),
    description: "SHA-256 of the report as it follows from the ledger; null until the year is over",
  },
  agrees: Type.Unsafe<boolean | null>({
    type: ["boolean", "null"],
    description: "Whether what was filed is what follows from the ledger; null while nothing is filed",
  }),
  appraiseBy: Time,
  appraisedAt: Maybe(Time),
  appraisedBy: Maybe(Address),
  appraisalDigest: Maybe(Hash),
});
/** {@link Report} as JSON. */
export type ReportJson = Static<typeof Report>;

type Counts = { [Group in keyof typeof workCounts]: { [Name in (typeof workCounts)[Group][number]]: number } };

const groups = Object.entries(workCounts).map(
  ([group, names]) => [group, Type.Object(Object.fromEntries(names.map((name) => [name, Type.Integer()])))] as const,
);
/** What a registry did: every count by group and name. */
export const Work = Type.Unsafe<Counts>(Type.Object(Object.fromEntries(groups)));
/** {@link Work} as JSON. */
export type WorkJson = Counts;

/** What a registry did in a year or a month. */
export const registryStatistics = {
  registry: Address,
  year: Type.Integer(),
  month: MaybeInteger("1 to 12; null for the whole year"),
  over: Type.Boolean({ description: "Whether the period is over, so that its counts do not change any more" }),
  total: Work,
  months: Type.Array(Type.Object({ month: Type.Integer(), counts: Work }), {
    description: "The twelve months of the year, or the one that was asked for",
  }),
};

/** The yearly report as it follows from the ledger; its SHA-256 is over its canonical JSON (RFC 8785). */
export const reportDocument = Type.Object({
  kind: OneOf(["data-voucher/yearly-report/1"]),
  chainId: Type.String(),
  registry: Address,
  region: Type.Integer(),
  digit: Type.Integer(),
  year: Type.Integer(),
  total: Work,
  months: Type.Array(Work, { minItems: 12, maxItems: 12, description: "January first" }),
});
/** {@link reportDocument} as JSON. */
export type ReportDocumentJson = Static<typeof reportDocument>;
