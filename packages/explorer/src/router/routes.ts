/** Patterns of all pages; `:name` is one segment. */
const patterns = {
  home: "/",
  search: "/search",
  parties: "/parties",
  party: "/parties/:id",
  account: "/accounts/:id",
  assets: "/assets",
  asset: "/assets/:id",
  catalogue: "/catalogue",
  registrations: "/registrations",
  registration: "/registrations/:id",
  intake: "/intake",
  desk: "/desk",
  registryDesk: "/desk/:id",
  calendar: "/calendar",
  calendarYear: "/calendar/:id",
  useRules: "/use-rules",
  profiles: "/profiles",
  profile: "/profiles/:id",
  reviews: "/reviews",
  registries: "/registries",
  registry: "/registries/:id",
  national: "/national",
  certificates: "/certificates",
  certificate: "/certificates/:id",
  records: "/records",
  record: "/records/:id",
  recordRequests: "/record-requests",
  recordRequest: "/record-requests/:id",
  authorisation: "/authorisations/:id",
  seriesList: "/series",
  series: "/series/:id",
  vouchers: "/vouchers",
  voucher: "/vouchers/:id",
  blocks: "/blocks",
  block: "/blocks/:id",
  transactions: "/transactions",
  transaction: "/transactions/:id",
  events: "/events",
  verify: "/verify",
} as const;

/** Name of a page. */
export type RouteName = keyof typeof patterns;

/** A page, its subject and its query. */
export type Place = { readonly name: RouteName | "missing"; readonly id: string; readonly query: URLSearchParams };

const names = Object.keys(patterns) as RouteName[];

/** The page at an address of this site. */
export function placeOf({ pathname, search }: { readonly pathname: string; readonly search: string }): Place {
  const query = new URLSearchParams(search);
  const path = pathname.length > 1 ? pathname.replace(/\/+$/, "") : pathname;
  for (const name of names) {
    const id = match(patterns[name], path);
    if (id !== undefined) return { name, id, query };
  }
  return { name: "missing", id: "", query };
}

/** The address of a page. */
export function href(
  name: RouteName,
  id = "",
  query: Readonly<Record<string, string | null | undefined>> = {},
): string {
  const path = patterns[name].replace(":id", encodeURIComponent(id));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

/** The subject of a path under a pattern: empty when the pattern has none, undefined when the path is another. */
function match(pattern: string, path: string): string | undefined {
  if (!pattern.endsWith("/:id")) return path === pattern ? "" : undefined;
  const start = pattern.slice(0, -3);
  const rest = path.startsWith(start) ? path.slice(start.length) : "";
  if (rest === "" || rest.includes("/")) return undefined;
  try {
    return decodeURIComponent(rest);
  } catch {
    return undefined;
  }
}
