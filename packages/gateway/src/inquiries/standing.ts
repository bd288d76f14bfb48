import { unknownThing } from "../ledger/models/ids.ts";
import { mostLinks } from "../ledger/models/reading.ts";
import { caseTable, objectionTable } from "../ledger/project/case-row.ts";
import { certificateTable } from "../ledger/project/certificate.ts";
import { checksum } from "../ledger/checksum.ts";
import { keeperOf, keptBy } from "../ledger/project/keeper.ts";
import { u64 } from "../store/keys.ts";
import type { View } from "../store/view.ts";

/** Who has to do with a case, as the ledger has it now. Addresses in lower case. */
export interface CaseParties {
  readonly assetId: string;
  /** The registry with which it was filed, which it never changes. */
  readonly filedWith: string;
  /** The registry that keeps its file now: the one with which it was filed, or the last that took over (article 38). */
  readonly registry: string;
  readonly applicant: string;
  /** Holder of the certificate, once there is one. */
  readonly holder: string | null;
  readonly objectors: readonly string[];
}

/** The parties of a case. @throws LedgerError CASE_UNKNOWN */
export async function partiesOfCase(view: View, caseId: string): Promise<CaseParties> {
  const row = view.get(caseTable, u64(caseId));
  if (row === undefined) throw unknownThing("CASE_UNKNOWN", caseId);
  const certificate = row.certificateId === null ? undefined : view.get(certificateTable, u64(row.certificateId));
  const raised =
    row.objections === 0 ? [] : await view.list(objectionTable, { under: [u64(caseId)], limit: mostLinks });
  return {
    assetId: row.assetId,
    filedWith: row.registry.toLowerCase(),
    registry: keeperOf(view, row.registry).toLowerCase(),
    applicant: row.applicant.toLowerCase(),
    holder: certificate?.holder.toLowerCase() ?? null,
    objectors: raised.map((entry) => entry.row.objector.toLowerCase()),
  };
}

/** Who keeps the records of a registry now (articles 13 and 38). Addresses in lower case, as in home records. */
export const keeperNow = (view: View, registry: string): string => keeperOf(view, checksum(registry)).toLowerCase();

/** The registries whose records one keeps now, itself first; none once it has been taken over. In lower case. */
export const keptNow = async (view: View, registry: string): Promise<string[]> =>
  (await keptBy(view, checksum(registry))).map((kept) => kept.toLowerCase());

/** Whether a case's file is about a party: it applied, or holds the certificate. */
export const isAbout = ({ applicant, holder }: CaseParties, party: string | null): boolean =>
  party !== null && (party === applicant || party === holder);
