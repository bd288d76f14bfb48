import { key, u32 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { known, type Handlers } from "./handlers.ts";
import { orderOf, remember } from "./history.ts";
import { enlist } from "./listed.ts";

/** A registry as a member (articles 10 to 13): by its address. */
export interface MemberRow {
  readonly region: number;
  readonly digit: number;
  readonly codedAt: number;
  /** An exit that was announced and not refused. */
  readonly exit: {
    readonly announcedAt: number;
    readonly exitAt: number;
    readonly documentDigest: string;
    /** When the authority approved it; null while it waits. */
    readonly approvedAt: number | null;
  } | null;
}

/** Registries that have a code, by address. */
export const memberTable = defineTable<MemberRow>("member");

/** A report that was filed (article 12): key registry, year. */
export interface ReportRow {
  readonly filedAt: number;
  readonly documentDigest: string;
  readonly appraisedAt: number | null;
  readonly appraisedBy: string | null;
  readonly appraisalDigest: string | null;
}

/** Yearly reports: key registry, year. */
export const reportTable = defineTable<ReportRow>("report");

/** The last thing that a registry published of a kind (articles 11 and 12). */
export interface DisclosureRow {
  readonly disclosedAt: number;
  readonly documentDigest: string;
  /** How often it published this. */
  readonly editions: number;
}

/** What registries publish: key registry, kind. */
export const disclosureTable = defineTable<DisclosureRow>("disclosure");

/** A change that a registry reported ahead (article 11). */
export interface ReportedChangeRow {
  readonly reportedAt: number;
  readonly effectiveAt: number;
  readonly documentDigest: string;
}

/** Reported changes: key registry, order. */
export const reportedChangeTable = defineTable<ReportedChangeRow>("reportedChange");

function change(tx: Tx, event: LedgerEvent, registry: string, part: Partial<MemberRow>): void {
  tx.put(memberTable, registry, { ...known(tx.get(memberTable, registry), event), ...part });
}

/** Registries as members: code, reported changes, exit, yearly reports, disclosures. Takeover is in `takeover.ts`. */
export const memberHandlers: Handlers = {
  RegistryCodeSet({ registry, byParty, region, digit }, event, tx) {
    tx.put(memberTable, registry, { region, digit, codedAt: event.time, exit: null });
    enlist(tx, "registry", ["all"], orderOf(event), registry);
    remember(tx, event, "party", registry, byParty);
  },
  RegistryChangeReported({ registry, effectiveAt, documentDigest }, event, tx) {
    const row = { reportedAt: event.time, effectiveAt, documentDigest };
    tx.put(reportedChangeTable, key(registry, orderOf(event)), row);
    remember(tx, event, "party", registry);
  },
  RegistryExitAnnounced({ registry, exitAt, documentDigest }, event, tx) {
    change(tx, event, registry, {
      exit: { announcedAt: event.time, exitAt, documentDigest, approvedAt: null },
    });
    remember(tx, event, "party", registry);
  },
  RegistryExitDecided({ registry, byParty, approved }, event, tx) {
    const { exit } = known(tx.get(memberTable, registry), event);
    change(tx, event, registry, {
      exit: approved ? { ...known(exit ?? undefined, event), approvedAt: event.time } : null,
    });
    remember(tx, event, "party", registry, byParty);
  },
  YearlyReportFiled({ registry, year, documentDigest }, event, tx) {
    tx.put(reportTable, key(registry, u32(year)), {
      filedAt: event.time,
      documentDigest,
      appraisedAt: null,
      appraisedBy: null,
      appraisalDigest: null,
    });
    remember(tx, event, "party", registry);
  },
  YearlyReportAppraised({ registry, year, byParty, documentDigest }, event, tx) {
    const at = key(registry, u32(year));
    const before = known(tx.get(reportTable, at), event);
    const appraised = { appraisedAt: event.time, appraisedBy: byParty, appraisalDigest: documentDigest };
    tx.put(reportTable, at, { ...before, ...appraised });
    remember(tx, event, "party", registry, byParty);
  },
  RegistryDisclosed({ registry, kind, documentDigest }, event, tx) {
    const at = key(registry, kind);
    const editions = (tx.get(disclosureTable, at)?.editions ?? 0) + 1;
    tx.put(disclosureTable, at, { disclosedAt: event.time, documentDigest, editions });
    remember(tx, event, "party", registry);
  },
};
