import { digest, day } from "./ledger-chain.ts";
import { apply, declare, type tellHistory } from "./ledger-history.ts";

type History = Awaited<ReturnType<typeof tellHistory>>;

/** Seconds since 1970 of the beginning of a year in Shanghai. */
export const startOfYear = (year: number): number => Date.UTC(year, 0, 1) / 1000 - 8 * 3600;

/** The year in Shanghai of a moment. */
export const yearOf = (time: number): number => new Date((time + 8 * 3600) * 1000).getUTCFullYear();

/**
 * Goes on with what registries do as members (articles 11 to 13): disclosures, a reported change, an exit that is refused
 * and announced anew, the report of the year that ends meanwhile, and its appraisal. Returns that year.
 */
export async function tellMembers(history: History): Promise<number> {
  const { call, now, parties, passTo } = history;
  const { registry, authority } = parties;
  const by = (method: string, ...args: unknown[]) => call("assets", registry.key, method, ...args);
  const decided = (method: string, ...args: unknown[]) => call("assets", authority.key, method, ...args);
  for (const kind of [1, 2, 3, 4, 2]) await by("disclose", kind, digest(`disclosure ${kind}`));
  await by("reportRegistryChange", (await now()) + 40 * day, digest("new office"));
  await by("announceExit", (await now()) + 200 * day, digest("leaving"));
  await decided("decideExit", registry.address, false, digest("stays"));
  const year = yearOf(await now());
  await passTo(startOfYear(year + 1) + 3600);
  await by("fileYearlyReport", year, digest("report"));
  await decided("appraiseYearlyReport", registry.address, year, digest("appraisal"));
  await by("announceExit", (await now()) + 300 * day, digest("leaving later"));
  // A case that waits for its registry while the index is compared.
  await apply(history, parties.alpha, registry, await declare(history, parties.alpha, { name: "港口装卸数据" }));
  return year;
}
