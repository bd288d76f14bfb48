import type { Answers, InquiryAnswers, MeAnswers, NationalAnswers, OperationJson } from "@data-voucher/gateway/answers";
import type { Question } from "./client.ts";
import type { CertificateCheck, FileEntry, PaperCheck } from "./shapes.ts";

/** Query of a list; empty values are left out. */
export type Query = Readonly<Record<string, string | number | null | undefined>>;

/** Answers that anybody may read, and those that need a key. */
type All = Answers & InquiryAnswers & MeAnswers & NationalAnswers;

/** The question to a route of the gateway: its answer is what the gateway's schema of that route says. */
function to<P extends keyof All>(route: P, query: Query = {}, subject = ""): Question<All[P]> {
  const path = route.replace(/:\w+/, () => encodeURIComponent(subject));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  return { path: search.size === 0 ? path : `${path}?${search.toString()}` };
}

/** The question about one thing. */
const of = <P extends keyof Answers>(route: P, subject: string) => to(route, {}, subject);

/** Every question that the page asks. */
export const questions = {
  me: () => to("/v1/me"),
  operation: (id: string): Question<OperationJson> => ({ path: `/v1/operations/${id}` }),
  storeDocument: (query: Query): Question<{ readonly sha256: string }> => {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    return { path: `/v1/documents?${search.toString()}` };
  },
  askInquiry: (caseId: string): Question<{ readonly id: string }> => ({
    path: `/v1/registrations/${caseId}/inquiries`,
  }),
  caseFile: (caseId: string, inquiry: string): Question<{ readonly items: readonly FileEntry[] }> => ({
    path: `/v1/registrations/${caseId}/file?inquiry=${inquiry}&limit=200`,
  }),
  document: (sha256: string, inquiry: string): Question<never> => ({
    path: `/v1/documents/${sha256}?inquiry=${inquiry}`,
  }),
  status: () => to("/v1/status"),
  statistics: () => to("/v1/statistics"),
  usage: (subject: Query) => to("/v1/usage", subject),
  search: (q: string) => to("/v1/search", { q }),
  parties: (query: Query) => to("/v1/parties", query),
  party: (party: string) => of("/v1/parties/:party", party),
  partyHoldings: (party: string, query: Query) => to("/v1/parties/:party/holdings", query, party),
  partyHistory: (party: string, query: Query) => to("/v1/parties/:party/history", query, party),
  account: (account: string) => of("/v1/accounts/:account", account),
  assets: (query: Query) => to("/v1/assets", query),
  asset: (assetId: string) => of("/v1/assets/:assetId", assetId),
  assetLineage: (assetId: string) => of("/v1/assets/:assetId/lineage", assetId),
  registrations: (query: Query) => to("/v1/registrations", query),
  registration: (caseId: string) => of("/v1/registrations/:id", caseId),
  calendar: () => to("/v1/calendar"),
  calendarYear: (year: string) => of("/v1/calendar/:year", year),
  workingDays: (query: Query) => to("/v1/calendar/working-days", query),
  commitments: () => to("/v1/commitments"),
  prohibited: () => to("/v1/usage/prohibited"),
  profiles: (query: Query) => to("/v1/profiles", query),
  profile: (profileId: string | number) => of("/v1/profiles/:id", String(profileId)),
  objections: (query: Query) => to("/v1/objections", query),
  reviews: (query: Query) => to("/v1/reviews", query),
  registries: (query: Query) => to("/v1/registries", query),
  registry: (party: string) => of("/v1/registries/:party", party),
  registryReports: (party: string) => of("/v1/registries/:party/reports", party),
  registryStatistics: (party: string, query: Query) => to("/v1/registries/:party/statistics", query, party),
  reconciliation: () => to("/v1/national/reconciliation"),
  reconciliationTable: (): Question<never> => ({ path: "/v1/national/reconciliation?format=csv" }),
  certificates: (query: Query) => to("/v1/certificates", query),
  certificate: (number: string) => of("/v1/certificates/:number", number),
  // One route, whose answer depends on what is sent: what somebody typed, or a file.
  verifyCertificate: () => to("/v1/certificates/verify") as Question<CertificateCheck>,
  verifyPaper: () => to("/v1/certificates/verify") as Question<PaperCheck>,
  inquiries: (caseId: string, query: Query) => to("/v1/registrations/:id/inquiries", query, caseId),
  partyInquiries: (party: string, query: Query) => to("/v1/parties/:party/inquiries", query, party),
  waitingInquiries: (query: Query) => to("/v1/inquiries/waiting", query),
  records: (query: Query) => to("/v1/records", query),
  record: (recordId: string) => of("/v1/records/:id", recordId),
  recordRequests: (query: Query) => to("/v1/record-requests", query),
  recordRequest: (requestId: string) => of("/v1/record-requests/:id", requestId),
  authorisation: (id: string) => of("/v1/authorisations/:id", id),
  catalogue: (query: Query) => to("/v1/catalogue", query),
  seriesList: (query: Query) => to("/v1/series", query),
  series: (seriesId: string) => of("/v1/series/:id", seriesId),
  licences: (seriesId: string) => of("/v1/series/:id/licences", seriesId),
  vouchers: (query: Query) => to("/v1/vouchers", query),
  provenance: (voucherId: string, query: Query = {}) => to("/v1/vouchers/:id/provenance", query, voucherId),
  blocks: (query: Query) => to("/v1/blocks", query),
  block: (id: string) => of("/v1/blocks/:numberOrHash", id),
  transactions: (query: Query) => to("/v1/transactions", query),
  transaction: (hash: string) => of("/v1/transactions/:hash", hash),
  events: (query: Query) => to("/v1/events/list", query),
} as const;
