import Type, { type Static } from "typebox";
import { Right } from "./asset.ts";
import { Annotation, LaterObjection } from "./remark.ts";
import { Address, Decimal, Hash, Maybe, OneOf, Time } from "./common.ts";

/** A registration certificate. */
export const certificate = {
  number: Type.String({ examples: ["SJ4512026110001"] }),
  certificateId: Decimal,
  holder: Address,
  assetId: Hash,
  assetName: Type.String(),
  caseId: { ...Decimal, description: "The case whose evidence it carries: of its issue, or what last changed it" },
  issueCaseId: { ...Decimal, description: "The case that issued it" },
  registry: { ...Address, description: "The registry that issued it" },
  keeper: { ...Address, description: "The registry that keeps it: that one, or the one that took over (article 13)" },
  state: {
    ...OneOf(["valid", "transferred", "cancelled"]),
    description: "Whether all of it passed to others (article 34) or was cancelled (37); an end by time is in `live`",
  },
  adjustedAt: Maybe(Type.String({ description: "RFC 3339 time, UTC: when a later registration last changed it" })),
  endedAt: Maybe(Type.String({ description: "RFC 3339 time, UTC: when it was given up or cancelled" })),
  identityDigest: Maybe(
    Type.String({ description: "Salted digest of the holder's details since they last changed (article 35)" }),
  ),
  cases: Type.Array(Type.String(), { description: "Later registrations about it (articles 34 to 37); the newest 200" }),
  issuedAt: Time,
  until: Time,
  live: Type.Boolean({
    description: "At the time of asOfBlock; past its end too, while the renewal applied for in time is decided (36)",
  }),
  evidenceDigest: Hash,
  sample: Type.Boolean({ description: "True while the national service system has not confirmed it (演示)" }),
  rights: Type.Array(Right),
  series: Type.Array(Type.Integer(), { description: "Series over it; the newest 200" }),
  restrained: Type.Boolean({ description: "Whether a seizure or temporary control stands at the time of asOfBlock" }),
  annotations: Type.Array(Annotation, { description: "What is noted on it (article 23), newest first; 200 at most" }),
  objections: Type.Array(LaterObjection, {
    description: "Objections after registration (29), newest first; 200 at most",
  }),
};
/** A registration certificate. */
export const Certificate = Type.Object(certificate);
/** {@link Certificate} as JSON. */
export type CertificateJson = Static<typeof Certificate>;

/** The status of a certificate in one word, for who checks a paper. */
export const CertificateStatus = Type.Unsafe<"valid" | "restrained" | "expired" | "transferred" | "cancelled">({
  ...OneOf(["valid", "restrained", "expired", "transferred", "cancelled"]),
  description: "At the time of asOfBlock; restrained while a seizure (查封) or temporary control (临时管制) stands",
});
/** {@link CertificateStatus} as JSON. */
export type CertificateStatusJson = Static<typeof CertificateStatus>;

/** What somebody reads on a certificate; every field but the number may be left out. */
export const CertificateClaims = Type.Object(
  {
    number: Type.String({ maxLength: 100 }),
    holder: Type.Optional(Type.String({ maxLength: 100 })),
    holderName: Type.Optional(Type.String({ maxLength: 256 })),
    assetId: Type.Optional(Type.String({ maxLength: 100 })),
    assetName: Type.Optional(Type.String({ maxLength: 256 })),
    fingerprint: Type.Optional(Type.String({ maxLength: 100 })),
    descriptorDigest: Type.Optional(Type.String({ maxLength: 100 })),
    evidenceDigest: Type.Optional(Type.String({ maxLength: 100 })),
    caseId: Type.Optional(Type.String({ maxLength: 100 })),
    registry: Type.Optional(Type.String({ maxLength: 100 })),
    issuedAt: Type.Optional(Type.String({ maxLength: 100 })),
    until: Type.Optional(Type.String({ maxLength: 100 })),
    sample: Type.Optional(Type.Boolean()),
    live: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
/** {@link CertificateClaims} as JSON. */
export type CertificateClaimsJson = Static<typeof CertificateClaims>;

/** Where a paper and the ledger differ. */
export const Difference = Type.Object({
  field: Type.String(),
  given: Type.String(),
  recorded: Type.String({ description: "Empty where the ledger has nothing" }),
});
/** {@link Difference} as JSON. */
export type DifferenceJson = Static<typeof Difference>;
