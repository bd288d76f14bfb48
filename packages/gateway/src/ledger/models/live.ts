import { u64 } from "../../store/keys.ts";
import { caseTable } from "../project/case-row.ts";
import type { CertificateRow, RightRow } from "../project/certificate.ts";
import { queueTable } from "../project/queue.ts";
import type { Reading } from "./reading.ts";

/** States in which a case is still to be decided. */
const open = new Set(["applied", "supplementAsked", "accepted", "examined", "published"]);

/** The rights of a certificate whose renewal is being decided: they live until it is (article 36). */
export function renewing({ view }: Pick<Reading, "view">, { renewalCaseId }: CertificateRow): readonly string[] {
  if (renewalCaseId === null) return [];
  const { state } = view.get(queueTable, u64(renewalCaseId))!;
  return open.has(state) ? view.get(caseTable, u64(renewalCaseId))!.rights : [];
}

/** Whether a right lives at the time of the block that is read. */
export function rightLives(reading: Reading, right: RightRow, certificate: CertificateRow): boolean {
  if (right.endedAt !== null) return false;
  return reading.asOf.time <= right.until || renewing(reading, certificate).includes(right.right);
}

/** Whether a certificate stands at the time of the block that is read: not ended, and a right of it lives. */
export function certificateLives(reading: Pick<Reading, "view" | "asOf">, certificate: CertificateRow): boolean {
  if (certificate.state !== "valid") return false;
  return reading.asOf.time <= certificate.until || renewing(reading, certificate).length > 0;
}
