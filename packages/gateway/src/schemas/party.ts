import Type, { type Static } from "typebox";
import { powers as powerNames, qualifications, roles as roleNames, userKinds } from "@data-voucher/sdk";
import { Address, Country, Decimal, Hash, Maybe, MaybeInteger, OneOf, Time } from "./common.ts";

/** Roles of a party. */
export const Role = OneOf(roleNames);
/** What a party may do at all. */
export const Standing = OneOf(["good", "warned", "suspended", "barred"]);

/** A key of a party. */
export const Account = Type.Object({
  account: Address,
  powers: Type.Array(OneOf(powerNames)),
  state: OneOf(["active", "revoked"]),
  validUntil: Maybe(Time),
  unitLimit: Maybe(Decimal),
  since: Time,
  replacedBy: Maybe(Address),
  appointment: Maybe(
    Type.String({ description: "Digest of its appointment as a signing person (签署人); null for others" }),
  ),
});
/** {@link Account} as JSON. */
export type AccountJson = Static<typeof Account>;

/** A party in a list. */
export const party = {
  party: Address,
  partyId: Hash,
  index: Type.Integer(),
  name: Maybe(Type.String({ description: "Null for a natural person" })),
  roles: Type.Array(Role),
  standing: Standing,
  jurisdiction: Country,
  admittedAt: Time,
  admittedBy: Maybe(Address),
  identityDigest: Hash,
  safeUseCommitment: Maybe(Hash),
  edition: Type.Integer({ description: "Edition of the safe-use commitment signed last; 0 before any was published" }),
  signedBy: Maybe(Address),
  signedAt: Maybe(Time),
  deployed: Type.Boolean({ description: "Whether its contract stands at its address" }),
  kind: Maybe(OneOf(userKinds.map(({ code }) => code))),
  qualifications: Type.Array(OneOf(qualifications.map(({ code }) => code)), {
    description: "What it is qualified for, as series may ask",
  }),
  profileId: MaybeInteger("Profile of a registry's new cases; null without one"),
  successor: Maybe(
    Type.String({ description: "The registry that took over its records and duties (articles 13, 38); null for none" }),
  ),
  vouchers: Decimal,
  counts: Type.Object({
    assets: Type.Integer(),
    certificates: Type.Integer(),
    vouchers: Type.Integer(),
    series: Type.Integer(),
    cases: Type.Integer(),
  }),
};
/** A party in a list. */
export const Party = Type.Object(party);
/** {@link Party} as JSON. */
export type PartyJson = Static<typeof Party>;

/** An edition of the safe-use commitment. */
export const Commitment = Type.Object({
  edition: Type.Integer(),
  textDigest: Hash,
  byParty: Address,
  publishedAt: Time,
  requiredFrom: { ...Time, description: "From when on earlier editions do not count any more" },
  counts: Type.Boolean({ description: "Whether it counts at the block shown" }),
  parties: Type.Integer({ description: "Parties that have this edition as their last" }),
});
/** {@link Commitment} as JSON. */
export type CommitmentJson = Static<typeof Commitment>;

/** What a party holds of one series. */
export const HoldingSum = Type.Object({
  seriesId: Type.Integer(),
  assetId: Hash,
  assetName: Type.String(),
  vouchers: Type.Integer(),
  units: Decimal,
});
/** {@link HoldingSum} as JSON. */
export type HoldingSumJson = Static<typeof HoldingSum>;
