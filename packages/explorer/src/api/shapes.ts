import type {
  Answers,
  FileEntryJson,
  InquiryJson,
  MeAnswers,
  NationalAnswers,
  OperationJson,
} from "@data-voucher/gateway/answers";

type ItemOf<P extends keyof Answers> = Answers[P] extends { items: readonly (infer Item)[] } ? Item : never;

/** A page of a list, as every list of the API has it. */
export type PageOf<T> = Omit<Answers["/v1/parties"], "items"> & { readonly items: readonly T[] };

/** Names of institutions and assets in an answer. */
export type Names = Answers["/v1/parties"]["names"];

/** An event of the ledger. */
export type LedgerEvent = ItemOf<"/v1/events/list">;
/** Decoded arguments by name. */
export type Args = LedgerEvent["args"];
/** A value of decoded arguments. */
export type ArgValue = Args[string];

/** A key of a party. */
export type Account = Answers["/v1/parties/:party"]["accounts"][number];
/** A party with its keys. */
export type Party = Answers["/v1/parties/:party"];
/** What a party is on the ledger. */
export type Role = ItemOf<"/v1/parties">["roles"][number];

/** A data asset. */
export type Asset = ItemOf<"/v1/assets">;
/** A registered right. */
export type Right = Asset["rights"][number];
/** What an asset was derived from and what was derived from it. */
export type AssetLineage = Answers["/v1/assets/:assetId/lineage"];

/** A registration case in a list. */
export type RegistrationCase = ItemOf<"/v1/registrations">;
/** One right applied for. */
export type RightClaim = RegistrationCase["claims"][number];
/** A challenge during the public notice. */
export type Objection = RegistrationCase["objections"][number];
/** A registration case with its steps. */
export type CaseDetail = Answers["/v1/registrations/:id"];
/** An asset to compare with that of a case. */
export type Flag = CaseDetail["flags"][number];
/** A record on the public-data track. */
export type RecordDetail = Answers["/v1/records/:id"];
/** A request about a record. */
export type RecordRequest = ItemOf<"/v1/record-requests">;
/** An authorised operation. */
export type Authorisation = RecordDetail["authorisations"][number];
/** A registration certificate. */
export type Certificate = ItemOf<"/v1/certificates">;
/** What is noted on a certificate. */
export type Annotation = Certificate["annotations"][number];
/** An objection to what is registered. */
export type LaterObjection = ItemOf<"/v1/objections">;
/** A registry as a member. */
export type Registry = ItemOf<"/v1/registries">;
/** Something for a person to look at. */
export type Review = ItemOf<"/v1/reviews">;
/** One version of a year. */
export type YearVersion = Answers["/v1/calendar/:year"]["versions"][number];
/** A registration profile. */
export type Profile = ItemOf<"/v1/profiles">;
/** An edition of the safe-use commitment. */
export type Commitment = Answers["/v1/commitments"]["items"][number];
type Verified = Answers["/v1/certificates/verify"];
/** What the ledger says against what was typed. */
export type CertificateCheck = Omit<Verified, "paper" | "certificate"> & Required<Pick<Verified, "certificate">>;
/** What the ledger says against a certificate's file, which may name a number that nobody has. */
export type PaperCheck = Verified & Required<Pick<Verified, "paper">>;
/** One field that is not what the ledger says. */
export type Difference = CertificateCheck["differences"][number];

/** Vouchers that share terms. */
export type Series = ItemOf<"/v1/series">;
/** A voucher in a list. */
export type Voucher = ItemOf<"/v1/vouchers">;
/** One lock on a voucher. */
export type Lock = Voucher["locks"][number];
/** Everything about a voucher. */
export type Provenance = Answers["/v1/vouchers/:id/provenance"];
/** One step of a voucher's life, or of its ancestors'. */
export type Step = Provenance["steps"][number];
/** A voucher in the drawing of splits and merges. */
export type VoucherNode = Provenance["lineage"]["nodes"][number];
/** A time during which a party held the voucher. */
export type Holding = Provenance["holders"][number];

/** A transaction, decoded. */
export type Transaction = ItemOf<"/v1/transactions">;
/** One day of the flow, Asia/Shanghai. */
export type FlowDay = Answers["/v1/statistics"]["days"][number];
/** What was used of something. */
export type Usage = Answers["/v1/usage"];
/** Data in the catalogue of resources. */
export type CatalogueEntry = ItemOf<"/v1/catalogue">;
/** The licences that a series is part of. */
export type Licences = Answers["/v1/series/:id/licences"];
/** Names of the counts of the home page. */
export type CountName = keyof Answers["/v1/statistics"]["counts"];
/** One search result. */
export type Found = ItemOf<"/v1/search">;
/** Who asked to consult a file, for what, and what was read. */
export type Inquiry = InquiryJson;

/** Whom an API key stands for. */
export type Me = MeAnswers["/v1/me"];
/** What the gateway does with a transaction that it took charge of. */
export type Operation = OperationJson;
/** A document on the file of a case. */
export type FileEntry = FileEntryJson;

/** Where ledger and national service system stand to each other. */
export type Reconciled = NationalAnswers["/v1/national/reconciliation"];
/** One submission, as both have it. */
export type ReconciledItem = Reconciled["items"][number];
