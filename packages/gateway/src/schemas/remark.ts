import Type, { type Static } from "typebox";
import { enumNames, type AnnotationKind, type LaterObjectionState, type ObjectionDueText } from "@data-voucher/sdk";
import { Address, Deadline, Hash, Maybe, MaybeInteger, MaybeObject, OneOf, Time } from "./common.ts";

/** What is noted on a certificate (备注, article 23). */
export const Annotation = Type.Object({
  annotationId: Type.Integer({ description: "Its place among those of the certificate, from 0" }),
  kind: Type.Unsafe<AnnotationKind>({
    ...OneOf(enumNames.AnnotationKind.slice(1)),
    description: "Agreed terms (约定), seizure (查封), temporary control (临时管制), others",
  }),
  madeAt: Time,
  until: Maybe(Type.String({ description: "RFC 3339 time, UTC: its last second; null for no end" })),
  byParty: { ...Address, description: "The registry or authority that made it" },
  documentDigest: Hash,
  stands: Type.Boolean({ description: "At the time of asOfBlock: neither lifted nor ended" }),
  restrains: Type.Boolean({ description: "Whether its kind stops transfer and circulation while it stands" }),
  liftedAt: Maybe(Time),
  liftedBy: Maybe(Type.String({ description: "The party that lifted it" })),
  liftDigest: Maybe(Type.String({ description: "SHA-256 of the document that lifted it" })),
});
/** {@link Annotation} as JSON. */
export type AnnotationJson = Static<typeof Annotation>;

const State = Type.Unsafe<LaterObjectionState>(OneOf(enumNames.LaterObjectionState.slice(1)));

/** An objection to what is registered (登记后异议, article 29). */
export const LaterObjection = Type.Object({
  certificate: Type.String({ description: "Number of the certificate", examples: ["SJ4512026110001"] }),
  objectionId: Type.Integer({ description: "Its place among those to the certificate, from 0" }),
  assetId: Hash,
  holder: Address,
  keeper: { ...Address, description: "The registry that keeps the certificate" },
  objector: Address,
  state: State,
  profileId: Type.Integer({ description: "The registry's profile when it was raised" }),
  raisedAt: Time,
  informedAt: Maybe(Type.String({ description: "RFC 3339 time, UTC: when the holder was told" })),
  answeredAt: Maybe(Type.String({ description: "RFC 3339 time, UTC: when the holder agreed or contested" })),
  concludedAt: Maybe(Type.String({ description: "RFC 3339 time, UTC: when the registry upheld or dismissed it" })),
  reasonDigest: Hash,
  steps: Type.Array(Type.Object({ state: State, at: Time, party: Address, documentDigest: Hash, transaction: Hash }), {
    description: "Every act, oldest first: what it came to, by whom and on which document",
  }),
  due: MaybeObject<ObjectionDueText>(
    Type.Object({
      act: OneOf(enumNames.ObjectionAct.slice(1)),
      by: Address,
      until: Maybe({ ...Deadline, description: "As other deadlines; null for what has no time" }),
    }),
    "Computed at the time of asOfBlock (article 29): the registry tells the holder, concludes, carries out; null when " +
      "nothing is to be done",
  ),
  workingDaysLeft: MaybeInteger("As of cases: working days up to the day until which something is due"),
  overdue: Type.Boolean({ description: "Whether what is due should have been done by the time of asOfBlock" }),
});
/** {@link LaterObjection} as JSON. */
export type LaterObjectionJson = Static<typeof LaterObjection>;
