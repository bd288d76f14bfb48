import { deadlineText, digestOf, enumNames, type Deadline } from "@data-voucher/sdk";
import { fault } from "../../errors.ts";
import type { RegistryJson, ReportDocumentJson, ReportJson } from "../../schemas/registry.ts";
import { key, u32 } from "../../store/keys.ts";
import { calendarOf } from "../project/calendar.ts";
import { shanghaiDay } from "../project/count.ts";
import { keeperOf, successorTable } from "../project/keeper.ts";
import { disclosureTable, memberTable, reportedChangeTable, reportTable, type MemberRow } from "../project/member.ts";
import { partyTable } from "../project/party.ts";
import { profileOfTable } from "../project/profile.ts";
import { maybeTime, mostLinks, type Reading } from "./reading.ts";
import { rfc3339 } from "./time.ts";
import { sumOf, workOfYear } from "./work.ts";

/** Working days within which an exit is decided (article 13). */
const decisionDays = 20;

/** The year in Shanghai of a moment. */
export const yearAt = (time: number): number => Number(shanghaiDay(time).slice(0, 4));

/** Last second of a month in Shanghai, in seconds since 1970. @param month 1 to 12 */
export const endOfMonth = (year: number, month: number): number => Date.UTC(year, month, 1) / 1000 - 8 * 3600 - 1;

/** When the report of a year is due: 31 March of the next (article 12). */
const reportDue = (year: number) => endOfMonth(year + 1, 3);
/** When its appraisal is due: 30 April. */
const appraisalDue = (year: number) => endOfMonth(year + 1, 4);

/** A registry's row. @throws LedgerError REGISTRY_UNKNOWN */
export function memberRow({ view }: Reading, registry: string): MemberRow {
  const row = view.get(memberTable, registry);
  if (row !== undefined) return row;
  throw fault("REGISTRY_UNKNOWN", `No registry with a code has the address ${registry}.`, { value: registry });
}

/** Years that a registry reports on and that are over, oldest first. */
function yearsOver({ asOf }: Reading, { codedAt }: MemberRow): number[] {
  const first = yearAt(codedAt);
  return Array.from({ length: Math.max(0, yearAt(asOf.time) - first) }, (_, i) => first + i);
}

function exitDue({ view }: Reading, { exit }: MemberRow): Deadline | null {
  if (exit === null || exit.approvedAt !== null) return null;
  return calendarOf(view).addWorkingDays(exit.announcedAt, decisionDays);
}

type Due = RegistryJson["due"][number];

/** Open duties; whoever was taken over has none of its own (article 38). */
function duesOf(reading: Reading, registry: string, row: MemberRow): Due[] {
  const { view, asOf } = reading;
  if (view.get(successorTable, registry) !== undefined) return [];
  const found: { act: Due["act"]; by: string | null; year: number | null; until: Deadline }[] = [];
  const decideBy = exitDue(reading, row);
  if (decideBy !== null) found.push({ act: "decideExit", by: null, year: null, until: decideBy });
  for (const year of yearsOver(reading, row)) {
    const report = view.get(reportTable, key(registry, u32(year)));
    if (report === undefined) found.push({ act: "fileReport", by: registry, year, until: reportDue(year) });
    else if (report.appraisedAt === null) {
      found.push({ act: "appraiseReport", by: null, year, until: appraisalDue(year) });
    }
  }
  const order = ({ until }: { until: Deadline }) => (until === "pending" ? Number.MAX_SAFE_INTEGER : until);
  return found
    .sort((a, b) => order(a) - order(b))
    .map(({ until, ...rest }) => ({
      ...rest,
      until: deadlineText(until),
      overdue: until !== "pending" && asOf.time > until,
    }));
}

/** A registry at the time of the block that is read (articles 10 to 13, 38). @throws LedgerError REGISTRY_UNKNOWN */
export function readRegistry(reading: Reading, registry: string): RegistryJson {
  const { view, asOf } = reading;
  const row = memberRow(reading, registry);
  const party = view.get(partyTable, registry)!;
  const { exit } = row;
  const decideBy = exitDue(reading, row);
  return {
    registry,
    name: party.name,
    standing: party.standing as RegistryJson["standing"],
    profileId: view.get(profileOfTable, registry) ?? null,
    region: row.region,
    digit: row.digit,
    codedAt: rfc3339(row.codedAt),
    exit: exit && {
      announcedAt: rfc3339(exit.announcedAt),
      exitAt: rfc3339(exit.exitAt),
      approved: exit.approvedAt !== null,
      approvedAt: maybeTime(exit.approvedAt),
      decideBy: decideBy === null ? null : deadlineText(decideBy),
      documentDigest: exit.documentDigest,
    },
    left: exit !== null && exit.approvedAt !== null && asOf.time >= exit.exitAt,
    successor: view.get(successorTable, registry) ?? null,
    keeper: keeperOf(view, registry),
    due: duesOf(reading, registry, row),
  };
}

/** What a registry published last of each kind, in the order of the kinds, and the changes that it reported. */
export async function readPublished({ view }: Reading, registry: string) {
  const entries = await view.list(reportedChangeTable, { under: [registry], reverse: true, limit: mostLinks });
  return {
    disclosures: enumNames.Disclosure.slice(1).flatMap((kind) => {
      const row = view.get(disclosureTable, key(registry, kind));
      return row === undefined ? [] : [{ kind, ...row, disclosedAt: rfc3339(row.disclosedAt) }];
    }),
    changes: entries.map(({ row }) => ({
      reportedAt: rfc3339(row.reportedAt),
      effectiveAt: rfc3339(row.effectiveAt),
      documentDigest: row.documentDigest,
    })),
  };
}

/**
 * The yearly report as it follows from the ledger. Names can change, so it carries none: its bytes stay the same.
 *
 * @throws LedgerError REGISTRY_UNKNOWN, REPORT_YEAR_NOT_OVER
 */
export function reportDocumentOf(
  reading: Reading,
  { registry, year, chainId }: { readonly registry: string; readonly year: number; readonly chainId: string },
): ReportDocumentJson {
  const { region, digit, codedAt } = memberRow(reading, registry);
  if (year >= yearAt(reading.asOf.time) || year < yearAt(codedAt)) {
    const message = `${registry} has no report of ${year}: it reports on years that are over, from ${yearAt(codedAt)} on.`;
    throw fault("REPORT_YEAR_NOT_OVER", message, { value: String(year) });
  }
  const months = workOfYear(reading, registry, year);
  const kind = "data-voucher/yearly-report/1" as const;
  return { kind, chainId, registry, region, digit, year, total: sumOf(months), months };
}

/** A registry's reports, newest year first, with the one that is not over yet. @throws LedgerError REGISTRY_UNKNOWN */
export async function readReports(reading: Reading, registry: string, chainId: string): Promise<ReportJson[]> {
  const { view, asOf } = reading;
  const row = memberRow(reading, registry);
  const years = [...yearsOver(reading, row), yearAt(asOf.time)].slice(-mostLinks).reverse();
  return Promise.all(
    years.map(async (year) => {
      const filed = view.get(reportTable, key(registry, u32(year)));
      const over = year < yearAt(asOf.time);
      const ledgerDigest = over
        ? (await digestOf(reportDocumentOf(reading, { registry, year, chainId }))).sha256
        : null;
      return {
        year,
        over,
        dueBy: rfc3339(reportDue(year)),
        filedAt: maybeTime(filed?.filedAt ?? null),
        late: (filed?.filedAt ?? asOf.time) > reportDue(year),
        documentDigest: filed?.documentDigest ?? null,
        ledgerDigest,
        agrees: filed === undefined ? null : filed.documentDigest === ledgerDigest,
        appraiseBy: rfc3339(appraisalDue(year)),
        appraisedAt: maybeTime(filed?.appraisedAt ?? null),
        appraisedBy: filed?.appraisedBy ?? null,
        appraisalDigest: filed?.appraisalDigest ?? null,
      };
    }),
  );
}
