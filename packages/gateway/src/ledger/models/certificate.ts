import { rfc3339 } from "./time.ts";
import type {
  CertificateJson,
  CertificateClaimsJson,
  CertificateStatusJson,
  DifferenceJson,
} from "../../schemas/certificate.ts";
import { u64 } from "../../store/keys.ts";
import { certificateTable, type CertificateRow } from "../project/certificate.ts";
import { keeperOf } from "../project/keeper.ts";
import { partyTable } from "../project/party.ts";
import { assetRow, rightsIn } from "./asset.ts";
import { numberOf, parseCertificate, unknownThing } from "./ids.ts";
import { readRemarks } from "./remark.ts";
import { certificateLives } from "./live.ts";
import { linked, maybeTime, type Reading } from "./reading.ts";

/** The row of a certificate. @throws LedgerError CERTIFICATE_UNKNOWN */
export function certificateRow({ view }: Reading, certificateId: string): Readonly<CertificateRow> {
  const row = view.get(certificateTable, u64(certificateId));
  if (row === undefined) throw unknownThing("CERTIFICATE_UNKNOWN", numberOf(certificateId));
  return row;
}

/** A certificate. @throws LedgerError CERTIFICATE_UNKNOWN */
export async function readCertificate(reading: Reading, certificateId: string): Promise<CertificateJson> {
  const row = certificateRow(reading, certificateId);
  const [rights, series, cases] = await Promise.all([
    rightsIn(reading, row.assetId, certificateId),
    linked(reading, "series", `certificate:${certificateId}`),
    linked(reading, "case", `certificate:${certificateId}`),
  ]);
  return {
    number: numberOf(certificateId),
    certificateId,
    holder: row.holder,
    assetId: row.assetId,
    assetName: assetRow(reading, row.assetId).name,
    caseId: row.caseId,
    issueCaseId: row.issueCaseId,
    registry: row.registry,
    keeper: keeperOf(reading.view, row.registry),
    state: row.state as CertificateJson["state"],
    adjustedAt: maybeTime(row.adjustedAt),
    endedAt: maybeTime(row.endedAt),
    identityDigest: row.identityDigest,
    cases,
    issuedAt: rfc3339(row.issuedAt),
    until: rfc3339(row.until),
    live: certificateLives(reading, row),
    evidenceDigest: row.evidenceDigest,
    sample: row.sample,
    rights,
    series: series.map(Number),
    ...(await readRemarks(reading, certificateId)),
  };
}

/** What anybody should know of a certificate in one word, at the time of the block that is read. */
export function statusOf({ state, live, restrained }: CertificateJson): CertificateStatusJson {
  if (state !== "valid") return state;
  if (!live) return "expired";
  return restrained ? "restrained" : "valid";
}

/** Compares what a paper says with what is recorded. @throws LedgerError CERTIFICATE_UNKNOWN */
export async function verifyCertificate(reading: Reading, { number, ...given }: CertificateClaimsJson) {
  const certificate = await readCertificate(reading, parseCertificate(number));
  const { name, fingerprint, descriptorDigest } = assetRow(reading, certificate.assetId);
  const recorded: Record<keyof typeof given, string | boolean> = {
    holder: certificate.holder,
    holderName: reading.view.get(partyTable, certificate.holder)?.name ?? "",
    assetId: certificate.assetId,
    assetName: name,
    fingerprint,
    descriptorDigest,
    evidenceDigest: certificate.evidenceDigest,
    caseId: certificate.caseId,
    registry: certificate.registry,
    issuedAt: certificate.issuedAt,
    until: certificate.until,
    sample: certificate.sample,
    live: certificate.live,
  };
  const differences: DifferenceJson[] = [];
  for (const [field, value] of Object.entries(given)) {
    const own = recorded[field as keyof typeof recorded];
    if (comparable(field, value) !== comparable(field, own)) {
      differences.push({ field, given: String(value), recorded: String(own) });
    }
  }
  return { matches: differences.length === 0, differences, status: statusOf(certificate), certificate };
}

/** Hexadecimal in any case, times in any zone, texts in their composed form. */
function comparable(field: string, value: string | boolean): string {
  const text = String(value).trim().normalize("NFC");
  if (/^0x[0-9a-f]*$/i.test(text)) return text.toLowerCase();
  if ((field === "issuedAt" || field === "until") && !Number.isNaN(Date.parse(text))) return String(Date.parse(text));
  return text;
}
