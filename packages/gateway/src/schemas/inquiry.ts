import Type, { type Static } from "typebox";
import { inquiryCapacities, inquiryPurposes, inquiryStates } from "@data-voucher/sdk";
import { Hash, Maybe, MaybeObject, Names, OneOf, Time } from "./common.ts";
import { homeRecord } from "./home-record.ts";

/** One reading within an inquiry. */
export const InquiryRead = Type.Object({
  at: Time,
  what: OneOf(["file", "document", "details"]),
  digest: Maybe(Type.String({ description: "SHA-256 of what was read; null for the list of the file" })),
  party: Maybe(Type.String({ description: "Whose details were read" })),
});

/** The registry's decision as JSON. */
interface DecisionJson {
  readonly approved: boolean;
  readonly at: string;
  readonly documentDigest: string;
  readonly documents: readonly string[] | null;
}

const Decision = MaybeObject<DecisionJson>(
  Type.Object({
    approved: Type.Boolean(),
    at: Time,
    documentDigest: Hash,
    documents: Maybe(Type.Array(Hash)),
  }),
  "How the registry decided on an interested party's inquiry, with the documents that may be read; null for the others",
);

const inquiry = {
  id: Type.String(),
  subject: Type.Object({
    kind: OneOf(["case", "party"]),
    id: Type.String({ description: "Number of the case, or address of the party" }),
  }),
  registry: Maybe(
    Type.String({ description: "The registry that keeps the file; after a takeover, the one that took over" }),
  ),
  asker: Maybe(Type.String({ description: "The party that asks; null for a key that stands for none" })),
  capacity: OneOf(inquiryCapacities),
  purpose: Type.Object({ code: OneOf(inquiryPurposes), words: Type.String() }),
  interest: Maybe(
    Type.String({ description: "Why an interested party asks; told to itself, the registry and the regulator" }),
  ),
  organ: Maybe(Type.String({ description: "The state organ for which is asked" })),
  documentDigest: Maybe(Type.String({ description: "SHA-256 of the paper on which is asked" })),
  state: OneOf(inquiryStates),
  askedAt: Time,
  days: Type.Integer(),
  until: Maybe(Type.String({ description: "End of the permission; null without one" })),
  decision: Decision,
  reads: Type.Array(InquiryRead, { description: "The newest 20" }),
  moreReads: Type.Boolean({ description: "Whether there are more, at `/v1/inquiries/{inquiry}/reads`" }),
};
const what = "who consulted registration files, and what for (article 30); the ledger does not tell";
const Item = Type.Object(inquiry);
/** An inquiry as JSON. */
export type InquiryJson = Static<typeof Item>;

/** An inquiry. */
export const Inquiry = homeRecord(Type.Object({ ...inquiry, names: Names }), what);

const nextCursor = Maybe(Type.String({ description: "`cursor` of the next page; null after the last" }));

/** A page of inquiries. */
export const InquiryList = homeRecord(Type.Object({ items: Type.Array(Item), nextCursor, names: Names }), what);

/** A page of readings. */
export const InquiryReadList = homeRecord(Type.Object({ items: Type.Array(InquiryRead), nextCursor }), what);

const FileEntry = Type.Object({
  digest: Hash,
  sm3: Hash,
  size: Type.Integer(),
  mediaType: Type.String(),
  storedAt: Time,
});
/** A document of a file as JSON. */
export type FileEntryJson = Static<typeof FileEntry>;

/** A page of the documents of a file. */
export const FileList = homeRecord(
  Type.Object({ items: Type.Array(FileEntry), nextCursor }),
  "the documents of a case's file that the inquiry covers; the look is recorded (article 30)",
);

/** What the routes about inquiries answer with, by path, for clients. */
export interface InquiryAnswers {
  readonly "/v1/registrations/:id/inquiries": Static<typeof InquiryList>;
  readonly "/v1/certificates/:number/inquiries": Static<typeof InquiryList>;
  readonly "/v1/assets/:assetId/inquiries": Static<typeof InquiryList>;
  readonly "/v1/parties/:party/inquiries": Static<typeof InquiryList>;
  readonly "/v1/inquiries": Static<typeof InquiryList>;
  readonly "/v1/inquiries/waiting": Static<typeof InquiryList>;
}
