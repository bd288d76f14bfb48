import Type, { type Static } from "typebox";
import { enumNames, type CancellationGround, type ClockText } from "@data-voucher/sdk";
import { Address, Country, Deadline, Decimal, Hash, Maybe, MaybeObject, OneOf, Purposes, Time } from "./common.ts";

/** State of a case. */
export const CaseState = OneOf(enumNames.CaseState);

/** What the clock makes of a case; what no such period runs for is null. */
export const Clock = Type.Object(
  {
    state: CaseState,
    acceptBy: Maybe(Deadline),
    acceptedAt: Maybe(Time),
    deemed: Type.Boolean({ description: "Accepted by law, and that is not yet written down (article 17)" }),
    noticeUntil: Maybe(Deadline),
    finishBy: Maybe(Deadline),
    due: MaybeObject<ClockText["due"]>(
      Type.Object({
        act: OneOf(enumNames.DueAct),
        by: Maybe(Type.String({ description: "The party that must act; null while the notice runs" })),
        until: Maybe({ ...Deadline, description: "As other deadlines; null for a consent, which has no time" }),
      }),
      "What comes next; null for a closed case",
    ),
  },
  {
    description:
      "Computed at the time of asOfBlock: `acceptBy` and deemed acceptance (article 17), `noticeUntil` (article 24), " +
      "`finishBy` (article 28; null while that clock stands still), the objection that is due (article 25)",
  },
);

/** The one supplement of a case (articles 17 and 18). */
export interface SupplementJson {
  readonly askedAt: string;
  readonly until: string;
  readonly givenAt: string | null;
  readonly inExamination: boolean;
}

/** An objection to a case. */
export const Objection = Type.Object({
  objectionId: Type.Integer(),
  objector: Address,
  raisedAt: Time,
  state: OneOf(["open", "dismissed", "upheld"]),
  reasonDigest: Hash,
  resolvedAt: Maybe(Time),
  documentDigest: Maybe(Hash),
});
/** {@link Objection} as JSON. */
export type ObjectionJson = Static<typeof Objection>;

const RightName = OneOf(["hold", "use", "operate"]);

/** A right that is applied for. */
export const Claim = Type.Object({
  right: RightName,
  until: Time,
  territory: Country,
  resale: Type.Boolean(),
  purposes: Purposes,
  limitsDigest: Maybe(Hash),
});
/** {@link Claim} as JSON. */
export type ClaimJson = Static<typeof Claim>;

/** What the right to register rests on (articles 20 and 21). */
const SourceBasis = Type.Object({
  sourceCase: OneOf(enumNames.SourceCase),
  rights: Type.Array(RightName, { description: "What the contract gives" }),
  documentDigest: Maybe(Hash),
});
/** {@link SourceBasis} as JSON. */
export type SourceBasisJson = Static<typeof SourceBasis>;

/** What a change registration changes (article 35). */
const Change = Type.Object({
  name: Maybe(Type.String({ description: "New name; null to keep it" })),
  nameBefore: Type.String(),
  descriptorDigest: Maybe(Hash),
  descriptorBefore: Hash,
  identityDigest: Maybe(Type.String({ description: "Salted digest of the holder's new details; null to keep them" })),
});

/** A form limit that a case passes. */
export const FormWarning = Type.Object({
  field: OneOf(["name"]),
  limit: Type.Integer({ description: "Characters that the case's profile allows (annex 1)" }),
  length: Type.Integer({ description: "Characters that it has" }),
});

/** An asset that a person should compare with the one of a case (articles 21 and 39). */
export const Flag = Type.Object({
  kind: OneOf(["equalFingerprint", "equalDescription", "nearName"]),
  assetId: Hash,
  assetName: Type.String(),
  declarant: Address,
  sameDeclarant: Type.Boolean({ description: "Whether the applicant's asset has the same declarant" }),
  similarity: Type.Integer({ description: "Per mille: pairs of neighbouring characters that both names have" }),
});
/** {@link Flag} as JSON. */
export type FlagJson = Static<typeof Flag>;

/** A registration case. */
export const registration = {
  caseId: Decimal,
  kind: OneOf(enumNames.RegistrationKind),
  state: {
    ...CaseState,
    description: "At the time of asOfBlock: an unanswered application is accepted, a missed supplement lapsed",
  },
  written: Type.Boolean({
    description: "Whether a transaction wrote this state down; if not, time made it so and `settle` writes it down",
  }),
  profileId: Type.Integer({ description: "The profile that the case began with" }),
  assetId: Hash,
  assetName: Type.String(),
  applicant: Address,
  registry: { ...Address, description: "The registry at which it was applied for" },
  keeper: { ...Address, description: "The registry that keeps it: that one, or the one that took over (article 13)" },
  publicRecordId: Maybe(Decimal),
  certificate: Maybe(Type.String()),
  claims: Type.Array(Claim, { description: "Of the applicant of an initial registration" }),
  basis: MaybeObject<SourceBasisJson>(
    SourceBasis,
    "What the right to register rests on (articles 20 and 21); null for a later registration",
  ),
  others: Type.Array(
    Type.Object({
      party: Address,
      consentedAt: Maybe(Time),
      certificate: Maybe(Type.String({ description: "What it was issued" })),
      claims: Type.Array(Claim),
    }),
    {
      description:
        "Who applies with the applicant: joint applicants (article 21), the transferee (34), or the other holders of " +
        "data whose description changes (35); the case is filed when all have consented",
    },
  ),
  subject: Maybe(Type.String({ description: "The certificate that a later registration is about" })),
  rights: Type.Array(RightName, { description: "What is transferred, renewed or cancelled" }),
  terms: Type.Array(Type.Object({ right: RightName, before: Time, until: Time }), {
    description: "Of a renewal (article 36): the last second of each right before and after",
  }),
  change: MaybeObject<Static<typeof Change>>(Change, "What a change registration changes (article 35)"),
  cancellation: Maybe(
    Type.Unsafe<CancellationGround>({
      ...OneOf(enumNames.CancellationGround.slice(1)),
      description: "Why it is cancelled (article 37)",
    }),
  ),
  exOfficio: Type.Boolean({ description: "Whether the registry began the cancellation itself" }),
  begunAt: { ...Time, description: "RFC 3339 time, UTC: when it was applied for or begun" },
  appliedAt: Maybe({
    ...Time,
    description:
      "RFC 3339 time, UTC; null until all who apply together have consented. Also when the supplement was given before " +
      "acceptance: the answer is due from then",
  }),
  acceptedAt: Maybe(Type.String({ description: "RFC 3339 time, UTC: by the registry or by law (article 17)" })),
  examinedAt: Maybe(Time),
  examiner: Maybe(Type.String({ description: "The account that examined" })),
  extensionDays: Type.Integer({ description: "Working days of the one extension (article 28); 0 without" }),
  publishedAt: Maybe(Time),
  noticeWaived: Type.Boolean({ description: "Whether the notice was waived for a good reason (article 24)" }),
  supplement: MaybeObject<SupplementJson>(
    Type.Object({ askedAt: Time, until: Time, givenAt: Maybe(Time), inExamination: Type.Boolean() }),
    "What was asked for, once (articles 17 and 18); null when nothing was",
  ),
  closedAt: Maybe(Time),
  ground: Maybe(Type.String({ description: "Why it was refused" })),
  evidenceDigest: Hash,
  objections: Type.Array(Objection, { description: "The first 200" }),
  clock: Clock,
  workingDaysLeft: Maybe(
    Type.Integer({
      description:
        "Working days after the day of asOfBlock, up to and with the day until which something is due: 0 on the last " +
        "day, less once it has passed; null when nothing is due or a calendar year is missing",
    }),
  ),
  overdue: Type.Boolean({ description: "Whether what is due should have been done by the time of asOfBlock" }),
  warnings: Type.Array(FormWarning, { description: "Limits of the form that it passes; they block nothing" }),
};
/** A registration case. */
export const Registration = Type.Object(registration);
/** {@link Registration} as JSON. */
export type RegistrationJson = Static<typeof Registration>;
