import Type, { type Static } from "typebox";
import { enumNames } from "@data-voucher/sdk";
import { Address, Country, Deadline, Decimal, Hash, Maybe, OneOf, Purposes, Time } from "./common.ts";

/** State of a public record. */
export const RecordState = OneOf(enumNames.RecordState);

/** State of a request about a public record. */
export const RequestState = OneOf(enumNames.RequestState);

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
  suspendedBy: Maybe(Type.String({ description: "Party that let the operation stand still for its safety" })),
  live: Type.Boolean({ description: "At the time of asOfBlock" }),
  agreementDigest: Hash,
  safety: Type.Object(
    {
      level: Type.Integer({ description: "Level of protection (GB/T 22240), 1 to 5" }),
      until: Time,
      documentDigest: Hash,
    },
    { description: "The latest assessment of its safety; the authorisation is a basis no longer than that" },
  ),
};
/** An authorised operation. */
export const Authorisation = Type.Object(authorisation);
/** {@link Authorisation} as JSON. */
export type AuthorisationJson = Static<typeof Authorisation>;

const details = { name: Maybe(Type.String()), descriptorDigest: Maybe(Hash), bodyDigest: Maybe(Hash) };

/** A request about a record: change, correction or cancellation. */
export const recordRequest = {
  requestId: Decimal,
  recordId: Decimal,
  assetId: Hash,
  assetName: Type.String(),
  body: Address,
  kind: OneOf(enumNames.RequestKind),
  state: RequestState,
  by: Address,
  profileId: Type.Integer({ description: "The track's profile that it began with" }),
  filedAt: Time,
  publishedAt: Maybe(Time),
  noticeUntil: Maybe(Deadline),
  closedAt: Maybe(Time),
  ground: Maybe(OneOf(enumNames.RecordGround)),
  answer: Maybe(OneOf(enumNames.BodyAnswer)),
  answerDigest: Maybe(Hash),
  documentDigest: Hash,
  decisionDigest: Maybe(Hash),
  proofDigest: Maybe(Hash),
  after: Type.Object(details, { description: "What it puts on record; null is kept" }),
  before: Type.Object(details, {
    description: "What that took the place of, or would take now; null where nothing is or was on record",
  }),
};
/** A request about a record. */
export const RecordRequest = Type.Object(recordRequest);
/** {@link RecordRequest} as JSON. */
export type RecordRequestJson = Static<typeof RecordRequest>;

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
  bodyDigest: Maybe(Hash),
  recordNumber: Maybe(Type.String()),
  ground: Maybe(OneOf(enumNames.RecordGround)),
  authorisations: Type.Array(Authorisation, { description: "The newest 200" }),
  requests: Type.Array(RecordRequest, { description: "The newest 200" }),
};
/** A record on the public-data track. */
export const PublicRecord = Type.Object(record);
/** {@link PublicRecord} as JSON. */
export type PublicRecordJson = Static<typeof PublicRecord>;
