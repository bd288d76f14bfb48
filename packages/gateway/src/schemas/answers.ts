import Type, { type Static } from "typebox";
import { Asset, LineageEdge, LineageNode, asset } from "./asset.ts";
import { CalendarYear, PeriodEnd, YearVersion, calendarYear } from "./calendar.ts";
import { Certificate, CertificateStatus, Difference, certificate } from "./certificate.ts";
import { Block, Status, Transaction, blockWithHashes, transaction } from "./chain.ts";
import { Address, AsOf, Hash, List, Single } from "./common.ts";
import { Event, SearchItem, statistics } from "./event.ts";
import { Account, Commitment, HoldingSum, Party, party } from "./party.ts";
import { PaperCheck } from "./paper.ts";
import { Profile, profile } from "./profile.ts";
import { Registry, Report, registryAlone, registryStatistics, reportDocument } from "./registry.ts";
import { PublicRecord, authorisation, record, RecordRequest, recordRequest } from "./record.ts";
import { Annotation, LaterObjection } from "./remark.ts";
import { Flag, Registration, registration } from "./registration.ts";
import { Review } from "./review.ts";
import { Submission } from "./submission.ts";
import { CatalogueEntry } from "./catalogue.ts";
import { Series, Voucher, licences, provenance, series, terms, voucher } from "./voucher.ts";
import { prohibited, usage } from "./usage.ts";

export type { FileEntryJson, InquiryAnswers, InquiryJson } from "./inquiry.ts";
export type { MeAnswers } from "./me.ts";
export type { NationalAnswers } from "./national.ts";
export type { OperationJson } from "../routes/operation-answer.ts";

/** What the routes that anybody may read answer with, by path. Routes write by these schemas; clients are typed by them. */
export const answers = {
  "/v1/status": Status,
  "/v1/statistics": Single(statistics),
  "/v1/search": Single({ items: Type.Array(SearchItem) }),
  "/v1/parties": List(Party),
  "/v1/parties/:party": Single({ ...party, accounts: Type.Array(Account) }),
  "/v1/parties/:party/holdings": Type.Object({
    ...List(Voucher).properties,
    totals: Type.Array(HoldingSum, { description: "By series; at most the first 1 000" }),
  }),
  "/v1/parties/:party/history": List(Event),
  "/v1/accounts/:account": Single({ ...Account.properties, party: Address }),
  "/v1/assets": List(Asset),
  "/v1/assets/:assetId": Single(asset),
  "/v1/assets/:assetId/lineage": Single({ nodes: Type.Array(LineageNode), edges: Type.Array(LineageEdge) }),
  "/v1/assets/:assetId/provenance": Single({ asset: Asset, steps: Type.Array(Event) }),
  "/v1/registrations": List(Registration),
  "/v1/registrations/:id": Single({
    ...registration,
    flags: Type.Array(Flag, {
      description: "Other assets to compare this one with, at most 50 of each kind; they block nothing",
    }),
    submissions: Type.Array(Submission, {
      description: "What the national service system is to have of it, and what it answered (articles 8, 24, 26)",
    }),
    steps: Type.Array(Event),
  }),
  "/v1/registries": List(Registry),
  "/v1/registries/:party": Single(registryAlone),
  "/v1/registries/:party/reports": Single({ registry: Address, items: Type.Array(Report) }),
  "/v1/registries/:party/reports/:year/document": Single({
    document: reportDocument,
    digest: Type.Object({ sha256: Hash, sm3: Hash }, { description: "Over the canonical JSON of the document" }),
  }),
  "/v1/registries/:party/statistics": Single(registryStatistics),
  "/v1/calendar": Single({ items: Type.Array(CalendarYear) }),
  "/v1/calendar/:year": Single({
    ...calendarYear,
    versions: Type.Array(YearVersion, { description: "The first 200, oldest first" }),
  }),
  "/v1/calendar/working-days": Single(PeriodEnd.properties),
  "/v1/commitments": Single({ items: Type.Array(Commitment) }),
  "/v1/profiles": List(Profile),
  "/v1/profiles/:id": Single(profile),
  "/v1/certificates": List(Certificate),
  "/v1/certificates/:number": Single(certificate),
  "/v1/certificates/verify": Single({
    matches: Type.Boolean({ description: "Of a paper: genuine, with nothing wrong at all" }),
    differences: Type.Array(Difference),
    status: Type.Optional(CertificateStatus),
    certificate: Type.Optional(Certificate),
    paper: Type.Optional(PaperCheck),
  }),
  "/v1/certificates/:number/annotations": List(Annotation),
  "/v1/certificates/:number/objections": List(LaterObjection),
  "/v1/objections": List(LaterObjection),
  "/v1/reviews": List(Review),
  "/v1/records": List(PublicRecord),
  "/v1/records/:id": Single(record),
  "/v1/record-requests": List(RecordRequest),
  "/v1/record-requests/:id": Single(recordRequest),
  "/v1/authorisations/:id": Single(authorisation),
  "/v1/catalogue": List(CatalogueEntry),
  "/v1/series": List(Series),
  "/v1/series/:id": Single(series),
  "/v1/series/:id/licences": Single(licences),
  "/v1/series/:id/terms": Single(terms),
  "/v1/series/:id/odrl": Type.Object(
    { asOfBlock: AsOf },
    { additionalProperties: true, description: "ODRL 2.2 policy, as JSON-LD" },
  ),
  "/v1/vouchers": List(Voucher),
  "/v1/vouchers/:id": Single({ ...voucher, series: Series }),
  "/v1/vouchers/:id/provenance": Single(provenance),
  "/v1/usage": Single(usage),
  "/v1/usage/prohibited": Single(prohibited),
  "/v1/blocks": List(Block),
  "/v1/blocks/:numberOrHash": Single(blockWithHashes),
  "/v1/transactions": List(Transaction),
  "/v1/transactions/:hash": Single(transaction),
  "/v1/events/list": List(Event),
};

/** The answers as JSON, by path. */
export type Answers = { readonly [P in keyof typeof answers]: Static<(typeof answers)[P]> };
