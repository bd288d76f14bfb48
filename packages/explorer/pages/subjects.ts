import type { Answers } from "@data-voucher/gateway/answers";

type Lists = { [P in keyof Answers]: Answers[P] extends { items: readonly unknown[] } ? P : never }[keyof Answers];
type ItemOf<P extends Lists> = Answers[P]["items"][number];

/** An answer of the gateway about a subject. */
export async function ask<P extends keyof Answers>(
  url: string,
  route: P,
  subject = "",
  query: Readonly<Record<string, string>> = {},
): Promise<Answers[P]> {
  const path = route.replace(/:\w+/, encodeURIComponent(subject));
  const answer = await fetch(`${url}${path}?${new URLSearchParams(query).toString()}`);
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answers[P];
}

/** The newest item of a list that is as wished. @throws Error when the ledger has none */
async function one<P extends Lists>(url: string, route: P, wish: (item: ItemOf<P>) => boolean): Promise<ItemOf<P>> {
  const { items } = await ask(url, route);
  const found = (items as readonly ItemOf<P>[]).find(wish);
  if (found === undefined) throw new Error(`${route} of this ledger shows nothing that the tests want to see`);
  return found;
}

/** Addresses of one page of every kind, on a ledger with its first-start history: the richest of each kind. */
export async function addressesOf(url: string): Promise<readonly (readonly [name: string, path: string])[]> {
  const any = () => true;
  const party = await one(url, "/v1/parties", ({ vouchers }) => Number(vouchers) > 0);
  const asset = await one(url, "/v1/assets", ({ rights, sources }) => rights.length > 0 && sources.length > 0);
  const registration = await one(url, "/v1/registrations", ({ objections }) => objections.length > 0);
  const running = await one(url, "/v1/registrations", ({ clock }) => typeof clock.due?.until === "string");
  const deemed = await one(url, "/v1/registrations", ({ extensionDays }) => extensionDays > 0);
  const lapsed = await one(url, "/v1/registrations", ({ state }) => state === "lapsed");
  const waiting = await one(url, "/v1/registrations", ({ state }) => state === "awaitingConsent");
  const later = (kind: string) =>
    one(url, "/v1/registrations", (found) => found.kind === kind && found.closedAt !== null);
  const ended = await one(url, "/v1/certificates", ({ state, adjustedAt }) => state !== "valid" && adjustedAt !== null);
  const restrained = await one(url, "/v1/certificates", (found) => found.restrained);
  const objected = await one(url, "/v1/certificates", ({ objections }) => objections.length > 1);
  const registry = await one(url, "/v1/parties", ({ profileId }) => profileId !== null);
  const year = await one(url, "/v1/calendar", any);
  const profile = await one(url, "/v1/profiles", ({ terms }) => terms.trial);
  const certificate = await one(url, "/v1/certificates", any);
  const record = await one(url, "/v1/records", ({ requests }) => requests.length > 1);
  const request = await one(url, "/v1/record-requests", ({ answer }) => answer !== null);
  const series = await one(url, "/v1/series", ({ totals }) => totals.issued !== "0");
  const licence = await one(url, "/v1/series", ({ basis, state }) => basis.kind === "licence" && !state.licenceEnded);
  const voucher = await one(url, "/v1/vouchers", ({ parent }) => parent !== null);
  const used = await one(url, "/v1/vouchers", ({ used: units }) => units !== "0");
  const block = await one(url, "/v1/blocks", ({ transactions }) => transactions > 0);
  const event = await one(url, "/v1/events/list", ({ account }) => account !== undefined);
  const refused = await one(url, "/v1/transactions", ({ error }) => error?.args !== null && error !== null);
  const lists = [
    "assets",
    "catalogue",
    "registrations",
    "intake",
    "desk",
    "calendar",
    "profiles",
    "certificates",
    "records",
    "record-requests",
    "vouchers",
    "reviews",
    "registries",
    "national",
    "use-rules",
  ];
  return [
    ["home", "/"],
    ...[...lists, "parties", "blocks", "transactions", "events", "verify"].map((name) => [name, `/${name}`] as const),
    ["series-list", "/series"],
    ["party", `/parties/${party.party}`],
    ["account", `/accounts/${event.account}`],
    ["asset", `/assets/${asset.assetId}`],
    ["registration", `/registrations/${registration.caseId}`],
    ["registration-running", `/registrations/${running.caseId}`],
    ["registration-deemed", `/registrations/${deemed.caseId}`],
    ["registration-lapsed", `/registrations/${lapsed.caseId}`],
    ["registration-waiting", `/registrations/${waiting.caseId}`],
    ["registration-transfer", `/registrations/${(await later("transfer")).caseId}`],
    ["registration-change", `/registrations/${(await later("change")).caseId}`],
    ["registration-cancellation", `/registrations/${(await later("cancellation")).caseId}`],
    ["certificate-ended", `/certificates/${ended.number}`],
    ["certificate-restrained", `/certificates/${restrained.number}`],
    ["certificate-objected", `/certificates/${objected.number}`],
    ["registry", `/parties/${registry.party}`],
    ["registry-member", `/registries/${registry.party}`],
    ["registry-desk", `/desk/${registry.party}`],
    ["calendar-year", `/calendar/${year.year}`],
    ["calendar-missing", "/calendar/2999"],
    ["deadline", `/calendar?from=${year.year}-03-02&days=10`],
    ["profile", `/profiles/${profile.profileId}`],
    ["certificate", `/certificates/${certificate.number}`],
    ["record", `/records/${record.recordId}`],
    ["record-request", `/record-requests/${request.requestId}`],
    ["authorisation", `/authorisations/${record.authorisations[0]!.authorisationId}`],
    ["series", `/series/${series.seriesId}`],
    ["series-licence", `/series/${licence.seriesId}`],
    ["voucher-licensed", `/vouchers/${licence.basis.id}`],
    ["voucher", `/vouchers/${voucher.voucherId}`],
    ["voucher-used", `/vouchers/${used.voucherId}`],
    ["block", `/blocks/${block.number}`],
    ["transaction", `/transactions/${event.transaction}`],
    ["refused", `/transactions/${refused.hash}`],
    ["search", `/search?q=${encodeURIComponent("数据")}`],
    ["missing", "/no/such/page"],
  ];
}
