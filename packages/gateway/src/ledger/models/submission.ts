import {
  digestOfSubmission,
  enumNames,
  type NationalSubmission,
  type RefusalGround,
  type RegistrationKind,
  type Right,
  type SubmissionKind,
} from "@data-voucher/sdk";
import type { SubmissionJson } from "../../schemas/submission.ts";
import { u64 } from "../../store/keys.ts";
import type { Reader } from "../../store/table.ts";
import { assetTable } from "../project/asset.ts";
import { caseTable, type CaseRow } from "../project/case-row.ts";
import { memberTable } from "../project/member.ts";
import { submissionKey, submissionTable, type SubmissionRow } from "../project/submission.ts";
import { numberOf } from "./ids.ts";
import { rfc3339 } from "./time.ts";

/** Rows alone: what is submitted follows from nothing else. */
type Rows = Pick<Reader, "get">;

/** The name of a ledger where several meet: its chain and its AssetRegistry. */
export function ledgerName({ chainId, contracts }: { chainId: string; contracts: Readonly<Record<string, string>> }) {
  return `${chainId}:${contracts["AssetRegistry"]?.toLowerCase() ?? ""}`;
}

/**
 * What is to be submitted of a case, from the ledger alone: the same text at any time.
 * @param material of evidence that is handed in before the case is decided; of anything else what the ledger has
 */
export function submissionFrom(
  rows: Rows,
  ledger: string,
  { caseId, kind, material }: { caseId: string; kind: SubmissionKind; material: string },
): NationalSubmission {
  const row = rows.get(caseTable, u64(caseId))!;
  const { region, digit } = rows.get(memberTable, row.registry)!;
  const facts = {
    ledger,
    caseId,
    registration: row.kind as RegistrationKind,
    registry: row.registry,
    registryCode: `${region}${digit}`,
    applicant: row.applicant,
    others: row.others.map(({ party }) => party),
    assetId: row.assetId,
    assetName: row.assetName,
    fingerprint: rows.get(assetTable, row.assetId)!.fingerprint,
    rights: rightsOf(row),
    material,
  };
  if (kind === "notice") return { ...facts, kind, publishedAt: rfc3339(row.publishedAt!) };
  if (kind === "evidence") return { ...facts, kind };
  return {
    ...facts,
    kind,
    outcome: row.state as "certified" | "refused" | "withdrawn",
    closedAt: rfc3339(row.closedAt!),
    ground: row.ground as RefusalGround | null,
    certificates: row.certificates.map(({ certificateId, holder }) => ({ number: numberOf(certificateId), holder })),
    sample: row.sample,
  };
}

/** What is registered with an initial registration, or what a later one is about. */
function rightsOf({ claims, others, rights }: CaseRow): Right[] {
  const asked = new Set([...rights, ...claims.map(({ right }) => right)]);
  for (const other of others) for (const { right } of other.claims) asked.add(right);
  return enumNames.Right.filter((right): right is Right => asked.has(right));
}

/** What stands of a case's submissions, in the order in which they come. */
export async function readSubmissions(rows: Rows, ledger: string, caseId: string): Promise<SubmissionJson[]> {
  const kinds = enumNames.Submission.slice(1) as SubmissionKind[];
  const found = kinds.flatMap((kind) => {
    const row = rows.get(submissionTable, submissionKey(caseId, kind));
    return row === undefined ? [] : [{ kind, row }];
  });
  return Promise.all(found.map(({ kind, row }) => showSubmission(rows, ledger, caseId, kind, row)));
}

async function showSubmission(
  rows: Rows,
  ledger: string,
  caseId: string,
  kind: SubmissionKind,
  { dueAt, material, answer, mirroredAt, corrections }: SubmissionRow,
): Promise<SubmissionJson> {
  const due = material === null ? null : submissionFrom(rows, ledger, { caseId, kind, material });
  return {
    kind,
    dueAt: dueAt === null ? null : rfc3339(dueAt),
    digest: due === null ? null : (await digestOfSubmission(due)).sha256,
    answer: answer && { ...answer, statedAt: rfc3339(answer.statedAt) },
    mirroredAt: mirroredAt === null ? null : rfc3339(mirroredAt),
    corrections,
  };
}
