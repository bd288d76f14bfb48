import { u64 } from "../../store/keys.ts";
import type { Tx } from "../../store/tx.ts";
import { caseTable } from "./case-row.ts";
import type { CertificateRow } from "./certificate.ts";
import { queueTable } from "./queue.ts";

/** States in which a case is still to be decided. */
const open = new Set(["applied", "supplementAsked", "accepted", "examined", "published"]);

/** The rights of a certificate whose renewal is being decided: they live until it is (article 36). */
export function renewing(reader: Pick<Tx, "get">, { renewalCaseId }: CertificateRow): readonly string[] {
  if (renewalCaseId === null) return [];
  const { state } = reader.get(queueTable, u64(renewalCaseId))!;
  return open.has(state) ? reader.get(caseTable, u64(renewalCaseId))!.rights : [];
}
