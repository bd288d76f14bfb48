import { getAddress } from "ethers";
import { LedgerError } from "../errors/ledger-error.ts";
import { differencesOf, compare, type PaperDifference } from "./differences.ts";
import { statementDigest } from "./credential.ts";
import type { JsonObject } from "./jws.ts";
import { readPaper, type Paper } from "./read-paper.ts";
import { readRecord, type ProvenRecord, type Trust } from "./record.ts";
import { checkBytes, checkCredentialSignature, type CheckedSignature } from "./signatures.ts";
import { printedDifferences } from "./printed.ts";
import {
  provenFields,
  statedFields,
  type CertificateRecord,
  type CertificateStatement,
  type StatedNames,
} from "./statement.ts";
import { readStatus, statusPlaceOf, type ListedStatus } from "./status-list.ts";
import type { StatusPlace } from "./credential.ts";

/** What to check a paper against. */
export type VerifyOptions = Trust & {
  /**
   * Further accounts that the verifier knows to be the registry's, such as the ones after a rotation; the account that
   * certified on the ledger is known from the block itself.
   */
  readonly knownAccounts?: readonly string[] | undefined;
  /** A status list, fetched from where the paper says; without it the status after the block stays unknown. */
  readonly statusList?: string | undefined;
  /** The moment for which to say whether the certificate has expired; now unless given. */
  readonly at?: Date | undefined;
};

/** One thing that is wrong with a paper. */
export type PaperFinding = { readonly code: string; readonly message: string };

/** All that a check of a paper found. */
export type PaperReport = {
  /** True when nothing was found. A genuine paper may be expired or ended: see `expired` and `status`. */
  readonly genuine: boolean;
  readonly form: "credential" | "pdf";
  readonly findings: readonly PaperFinding[];
  /** Every field in which the paper differs from the ledger. */
  readonly differences: readonly PaperDifference[];
  /** What the paper says. */
  readonly statement: CertificateStatement;
  /** What the ledger says; nothing where the paper's proof does not hold. */
  readonly record: CertificateRecord | undefined;
  readonly block: { readonly number: number; readonly hash: string } | undefined;
  readonly signatures: readonly CheckedSignature[];
  /** How the signing account is known: it certified on the ledger, the verifier knew it, or it is not known. */
  readonly signer: "certifier" | "known" | "unknown";
  /** Fields that the block proves, and fields that the registry states and signs for. */
  readonly proven: readonly string[];
  readonly stated: readonly string[];
  readonly expired: boolean;
  /** Whether it was ended after its issue; one block cannot tell, the list can. */
  readonly status: ListedStatus | { readonly unknown: true; readonly ask: StatusPlace | undefined };
};

/**
 * Checks a paper and reports everything that is wrong with it. No network, no gateway: all it takes is one block hash
 * that the verifier trusts and the ledger's addresses.
 *
 * @param paper a credential (compact JWS), or the bytes of a PDF
 * @throws LedgerError PAPER_UNREADABLE, PAPER_OVERSIZED, STATUS_LIST_INVALID; what is wrong with a readable paper stands
 *   in the report
 */
export async function examineCertificate(paper: string | Uint8Array, options: VerifyOptions): Promise<PaperReport> {
  const read = await readPaper(paper);
  const { credential, twin } = read;
  const findings: PaperFinding[] = [];
  const proven = provenBy(read, options, findings);
  const differences = await differencesIn(read, proven);
  const signatures = await signaturesOf(read);
  const account = getAddress(credential.account.toLowerCase());
  const signer =
    account === proven?.account ? "certifier" : options.knownAccounts?.some(same(account)) ? "known" : "unknown";

  if (differences.length > 0) findings.push({ code: "PAPER_DIFFERS", message: differs(differences) });
  const broken = signatures.filter(({ holds }) => !holds);
  const altered = broken.filter(({ over }) => over === "pdf");
  if (read.form === "pdf" && (!read.seal || altered.length > 0)) {
    const message = read.seal
      ? "The PDF's bytes are not the ones that were sealed"
      : "The PDF does not end with a seal";
    findings.push({ code: "PAPER_ALTERED", message });
  }
  if (twin && JSON.stringify(twin.jws.payload) !== JSON.stringify(credential.jws.payload)) {
    findings.push({ code: "PAPER_ALTERED", message: "The PDF's two credentials say different things" });
  }
  for (const { algorithm, over } of broken) {
    findings.push({
      code: "PAPER_SIGNATURE_INVALID",
      message: `The ${algorithm} signature over the ${over} does not hold`,
    });
  }
  if (signer === "unknown") {
    findings.push({ code: "PAPER_SIGNER_UNKNOWN", message: `Account ${account} is not known to be the registry's` });
  }
  const statement = credential.subject as unknown as CertificateStatement;
  return {
    genuine: findings.length === 0,
    form: read.form,
    findings,
    differences,
    statement,
    record: proven?.record,
    block: proven?.block,
    signatures,
    signer,
    proven: provenFields,
    stated: statedFields,
    expired: Date.parse(proven?.record.until ?? statement.until) < (options.at ?? new Date()).getTime(),
    status: await statusOf(read, account, options),
  };
}

/**
 * The same, for programs that only go on with a genuine paper.
 *
 * @throws LedgerError with the code of the gravest finding and the whole report in `details`: PAPER_OF_OTHER_LEDGER,
 *   PAPER_BLOCK_NOT_TRUSTED, PAPER_EVIDENCE_INVALID, PAPER_DIFFERS, PAPER_ALTERED, PAPER_SIGNATURE_INVALID,
 *   PAPER_SIGNER_UNKNOWN; beside these what {@link examineCertificate} throws
 * @example
 * const { statement, status } = await verifyCertificate(pdfBytes, { trustedBlockHash, deployment });
 */
export async function verifyCertificate(paper: string | Uint8Array, options: VerifyOptions): Promise<PaperReport> {
  const report = await examineCertificate(paper, options);
  const [gravest] = report.findings;
  if (gravest === undefined) return report;
  throw new LedgerError(gravest.code, { message: gravest.message, details: { ...report } });
}

/** What the paper's proof shows; what is wrong with the proof becomes a finding. */
function provenBy({ credential }: Paper, trust: Trust, findings: PaperFinding[]): ProvenRecord | undefined {
  try {
    return readRecord(credential.evidence, trust);
  } catch (error) {
    if (!(error instanceof LedgerError) || !error.code.startsWith("PAPER_")) throw error;
    findings.push({ code: error.code, message: error.message });
    return undefined;
  }
}

async function differencesIn(read: Paper, proven: ProvenRecord | undefined) {
  const { credential, text, form } = read;
  const { jws, subject, evidence } = credential;
  const { payload } = jws;
  const fromLedger = proven ? differencesOf(payload, proven.record, evidence.chainId) : [];
  const statement = Object.fromEntries(Object.entries(subject).filter(([name]) => name !== "id"));
  const digests = await statementDigest(statement).catch(() => ({}));
  const stated = (payload["statementDigest"] ?? {}) as Record<string, unknown>;
  const texts = (of: Readonly<Record<string, unknown>>) =>
    new Map(["sha256", "sm3"].map((name) => [`statementDigest.${name}`, String(of[name] ?? "")]));
  const fromDigests = compare(texts(stated), texts(digests));
  if (form === "credential") return [...fromLedger, ...fromDigests];
  // What is printed is compared with the ledger's record, and names with the credential.
  const known = new Set(fromLedger.map(({ field }) => field));
  const printed = proven ? printedDifferences({ ...namesIn(subject), ...proven.record }, text) : [];
  return [...fromLedger, ...fromDigests, ...printed.filter(({ field }) => !known.has(field))];
}

async function signaturesOf({ credential, twin, seal, form }: Paper): Promise<CheckedSignature[]> {
  const credentials = [credential, ...(twin ? [twin] : [])];
  const checked = await Promise.all(credentials.map(checkCredentialSignature));
  if (form === "credential" || !seal) return checked;
  const keys = { ...credential, chainId: credential.evidence.chainId };
  const seals = [
    checkBytes("ES256K", seal.text, seal.es256k, keys),
    ...(seal.sm2 ? [checkBytes("SM2", seal.text, seal.sm2, keys)] : []),
  ];
  return [...checked, ...(await Promise.all(seals)).map((one) => ({ ...one, over: "pdf" as const }))];
}

async function statusOf({ credential }: Paper, account: string, { statusList, knownAccounts = [] }: VerifyOptions) {
  const { status, subject } = credential;
  if (statusList === undefined || status === undefined) return { unknown: true as const, ask: status };
  const { index } = statusPlaceOf(String(subject["number"]));
  return readStatus(statusList, { url: status.list, index, accounts: [account, ...knownAccounts] });
}

/** The names that a credential states, whatever else stands in their places. */
function namesIn(subject: JsonObject): StatedNames {
  const text = (field: string) => (typeof subject[field] === "string" ? subject[field] : null);
  const [holderName, registryName] = [text("holderName"), text("registryName")];
  return { holderName, registryName, assetName: text("assetName") ?? "", fingerprint: text("fingerprint") ?? "" };
}

function differs(differences: readonly PaperDifference[]): string {
  const parts = differences.map(
    ({ field, stated, recorded }) => `${field} is ${stated || "missing"}, recorded ${recorded || "nothing"}`,
  );
  return `The paper differs from the ledger: ${parts.join("; ")}`;
}

function same(account: string) {
  return (other: string) => other.toLowerCase() === account.toLowerCase();
}
