import Type, { type Static } from "typebox";
import { enumNames } from "@data-voucher/sdk";
import { Address, Country, Deadline, Decimal, Hash, Maybe, OneOf, Purposes, Time } from "./common.ts";

/** State of a public record. */
export const RecordState = OneOf(enumNames.RecordState);

/** An authorised operation. */
export const authorisation = {
  authorisationId: Decimal,
  recordId: Decimal,
  assetId: Hash,
  body: Address,
  operator: Address,
  scene: Type.String(),
  purposes: Purposes,
  territory: Country,
  start: Time,
  until: Time,
  resale: Type.Boolean(),
  ended: Type.Boolean(),
  live: Type.Boolean({ description: "At the time of asOfBlock" }),
  agreementDigest: Hash,
};
/** An authorised operation. */
export const Authorisation = Type.Object(authorisation);
/** {@link Authorisation} as JSON. */
export type AuthorisationJson = Static<typeof Authorisation>;

/** A record on the public-data track. */
export const record = {
  recordId: Decimal,
  state: RecordState,
  assetId: Hash,
  assetName: Type.String(),
  body: Address,
  profileId: Type.Integer({ description: "The profile that the record began with" }),
  submittedAt: Time,
  publishedAt: Maybe(Time),
  noticeUntil: Maybe(Deadline),
  recordedAt: Maybe(Time),
  until: Time,
  recordNumber: Maybe(Type.String()),
  authorisations: Type.Array(Authorisation, { description: "The newest 200" }),
};
/** A record on the public-data track. */
export const PublicRecord = Type.Object(record);
/** {@link PublicRecord} as JSON. */
export type PublicRecordJson = Static<typeof PublicRecord>;
