import type { CertificateRow, RightRow } from "../project/certificate.ts";
import { renewing } from "../project/renewing.ts";
import type { Reading } from "./reading.ts";

/** Whether a right lives at the time of the block that is read. */
export function rightLives(reading: Reading, right: RightRow, certificate: CertificateRow): boolean {
  if (right.endedAt !== null) return false;
  return reading.asOf.time <= right.until || renewing(reading.view, certificate).includes(right.right);
}

/** Whether a certificate stands at the time of the block that is read: not ended, and a right of it lives. */
export function certificateLives(reading: Pick<Reading, "view" | "asOf">, certificate: CertificateRow): boolean {
  if (certificate.state !== "valid") return false;
  return reading.asOf.time <= certificate.until || renewing(reading.view, certificate).length > 0;
}
