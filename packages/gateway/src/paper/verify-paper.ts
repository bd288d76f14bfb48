import { changesSince, type CertificateRecord } from "@data-voucher/sdk";
import { readCertificate, statusOf } from "../ledger/models/certificate.ts";
import type { Reading } from "../ledger/models/reading.ts";
import { certificateTable } from "../ledger/project/certificate.ts";
import type { CertificateJson } from "../schemas/certificate.ts";
import { u64 } from "../store/keys.ts";
import type { Services } from "../services.ts";
import { checkPaper } from "./check-paper.ts";

/**
 * What `POST /v1/certificates/verify` answers of a paper: the verdict, the fields that differ, and the certificate as
 * the ledger has it now, where it has the number.
 *
 * @throws LedgerError as {@link checkPaper}
 */
export async function verifyPaper(reading: Reading, services: Services, bytes: Uint8Array) {
  const report = await checkPaper(reading, services, bytes);
  const { form, findings, differences, signatures, signer, block, proven, stated, expired, statement, genuine } =
    report;
  const { holderName, registryName, assetName } = statement;
  const names = Object.entries({ holderName, registryName, assetName }).filter(([, name]) => typeof name === "string");
  // The number that the block proves, else the one that the paper states.
  const number = String(report.record?.number ?? statement.number);
  const id = /^SJ\d{13}$/.test(number) ? number.slice(2) : undefined;
  const known = id !== undefined && reading.view.get(certificateTable, u64(id)) !== undefined;
  const certificate = known ? await readCertificate(reading, id) : undefined;
  return {
    matches: genuine,
    differences: differences.map(({ field, stated: given, recorded }) => ({ field, given, recorded })),
    ...(certificate && { status: statusOf(certificate), certificate }),
    paper: {
      form,
      findings: [...findings],
      signatures: [...signatures],
      signer,
      ...(block && { block }),
      proven: [...proven],
      stated: [...stated],
      expired,
      ...(certificate && report.record && { since: sincePaper(report.record, certificate) }),
      names: Object.fromEntries(names) as Record<"holderName" | "registryName" | "assetName", string>,
    },
  };
}

/** What became of the certificate after the block that the paper shows (articles 34 to 37). */
function sincePaper(record: CertificateRecord, certificate: CertificateJson) {
  const { state, adjustedAt, endedAt, holder, assetId, caseId, until, evidenceDigest, sample } = certificate;
  const rights = certificate.rights
    .filter((right) => right.endedAt === null)
    .map(({ right, until: end, territory, resale, purposes, limitsDigest }) => {
      return { right, until: end, territory, resale, purposes, limitsDigest };
    });
  const latest = { ...record, holder, assetId, rights, caseId, until, evidenceDigest, sample };
  const changes = changesSince(record, latest);
  return {
    state,
    adjustedAt,
    endedAt,
    changes: changes.map(({ field, stated: given, recorded }) => ({ field, given, recorded })),
  };
}
