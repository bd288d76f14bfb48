import Type, { type Static } from "typebox";
import { enumNames } from "@data-voucher/sdk";
import { Address, Country, Decimal, Hash, Maybe, OneOf, Purposes, Time } from "./common.ts";

/** Whose data it is by nature. */
export const Category = OneOf(enumNames.Category);
const Grade = OneOf(enumNames.Grade);
const RightName = OneOf(["hold", "use", "operate"]);

/** A registered right. */
export const Right = Type.Object({
  right: RightName,
  holder: Address,
  certificate: Type.String(),
  caseId: Decimal,
  since: Time,
  until: Time,
  territory: Country,
  resale: Type.Boolean(),
  purposes: Purposes,
  limitsDigest: Maybe(Hash),
  live: Type.Boolean({
    description: "At the time of asOfBlock; past its end too, while the renewal applied for in time is decided (36)",
  }),
  endedAt: Maybe(Type.String({ description: "RFC 3339 time, UTC: when it passed to another or was cancelled" })),
});
/** {@link Right} as JSON. */
export type RightJson = Static<typeof Right>;

const ids = (description: string) => Type.Array(Type.String(), { description: `${description}; the newest 200` });

/** An asset. */
export const asset = {
  assetId: Hash,
  name: Type.String(),
  declarant: Address,
  fingerprint: Hash,
  descriptorDigest: Hash,
  source: OneOf(enumNames.Source),
  category: Category,
  grade: Grade,
  gradeHistory: Type.Array(
    Type.Object({
      grade: Grade,
      at: Time,
      transaction: Hash,
      documentDigest: Maybe(Hash),
      assessmentDigest: Maybe(Hash),
    }),
  ),
  descriptionHistory: Type.Array(
    Type.Object({
      name: Type.String(),
      descriptorDigest: Hash,
      at: Time,
      transaction: Hash,
      caseId: Maybe(Type.String({ description: "The change registration (article 35)" })),
      requestId: Maybe(Type.String({ description: "The request on the public-data track" })),
    }),
    { description: "Names and descriptions, oldest first; the newest 200" },
  ),
  declaredAt: Time,
  sources: Type.Array(Hash),
  derived: ids("Assets derived from this one"),
  rights: Type.Array(Right, { description: "The newest 200" }),
  records: ids("Public records"),
  cases: ids("Registration cases"),
  certificates: ids("Certificates"),
  series: Type.Array(Type.Integer(), { description: "Series over it; the newest 200" }),
  equalFingerprints: ids("Other assets with this fingerprint"),
};
/** An asset. */
export const Asset = Type.Object(asset);
/** {@link Asset} as JSON. */
export type AssetJson = Static<typeof Asset>;

/** An asset in a lineage. */
export const LineageNode = Type.Object({
  assetId: Hash,
  name: Type.String(),
  declarant: Address,
  category: Category,
  grade: Grade,
  depth: Type.Integer({ description: "0 for the asset itself, negative for sources, positive for what was derived" }),
});
/** {@link LineageNode} as JSON. */
export type LineageNodeJson = Static<typeof LineageNode>;

/** What is derived from what. */
export const LineageEdge = Type.Object({ from: Hash, to: Hash });
/** {@link LineageEdge} as JSON. */
export type LineageEdgeJson = Static<typeof LineageEdge>;
