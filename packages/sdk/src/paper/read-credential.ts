import { LedgerError } from "../errors/ledger-error.ts";
import type { LedgerEvidence } from "../evidence/evidence.ts";
import { certificateType, type Sm2Endorsement, type StatusPlace } from "./credential.ts";
import { readJws, type JsonObject, type Jws } from "./jws.ts";

/** A credential as it came, of the right shape; nothing of it is believed yet. */
export type ReadCredential = {
  readonly jws: Jws;
  /** What it says of the certificate; members may be missing or of any kind. */
  readonly subject: JsonObject;
  readonly evidence: LedgerEvidence;
  readonly account: string;
  readonly sm2: Sm2Endorsement | undefined;
  readonly status: StatusPlace | undefined;
};

/** Most characters of a credential; one with a hundred rights in a block of thousands has fewer. */
export const mostCredentialLength = 1_000_000;

/**
 * Reads a certificate's credential.
 *
 * @throws LedgerError PAPER_UNREADABLE, PAPER_OVERSIZED
 */
export function readCredential(text: string): ReadCredential {
  if (text.length > mostCredentialLength) throw new LedgerError("PAPER_OVERSIZED");
  const jws = readJws(text);
  const { payload } = jws;
  const types = payload["type"];
  if (!Array.isArray(types) || !types.includes(certificateType)) throw unreadable(`it is not a ${certificateType}`);
  const subject = payload["credentialSubject"];
  if (!isObject(subject)) throw unreadable("it has no credentialSubject");
  const issuer = payload["issuer"];
  if (!isObject(issuer) || !isAddress(issuer["account"])) throw unreadable("its issuer has no account");
  const [evidence] = Array.isArray(payload["evidence"]) ? (payload["evidence"] as unknown[]) : [];
  if (!isEvidence(evidence)) throw unreadable("it carries no evidence of the ledger");
  const { sm2 } = issuer as { sm2?: unknown };
  return {
    jws,
    subject,
    evidence,
    account: issuer["account"],
    sm2: isEndorsement(sm2) ? sm2 : undefined,
    status: statusOf(payload["credentialStatus"]),
  };
}

function statusOf(entry: unknown): StatusPlace | undefined {
  if (!isObject(entry)) return undefined;
  const { statusListCredential: list, statusListIndex: index } = entry;
  if (typeof list !== "string" || typeof index !== "string" || !/^\d{1,9}$/.test(index)) return undefined;
  return { list, index: Number(index) };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAddress(value: unknown): value is string {
  return typeof value === "string" && /^0x[\da-fA-F]{40}$/.test(value);
}

function isHex(value: unknown): value is string {
  return typeof value === "string" && /^0x(?:[\da-f]{2})+$/.test(value);
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isEndorsement(value: unknown): value is Sm2Endorsement {
  return isObject(value) && isHex(value["publicKey"]) && isHex(value["endorsement"]);
}

function isEvidence(value: unknown): value is LedgerEvidence {
  if (!isObject(value)) return false;
  const { chainId, contract, header, nodes, transactionIndex, logIndex } = value;
  return (
    typeof chainId === "string" &&
    /^\d{1,78}$/.test(chainId) &&
    isAddress(contract) &&
    isHex(header) &&
    Array.isArray(nodes) &&
    nodes.every(isHex) &&
    isPlace(transactionIndex) &&
    isPlace(logIndex)
  );
}

function unreadable(what: string): LedgerError {
  return new LedgerError("PAPER_UNREADABLE", { message: `Not a registration certificate: ${what}` });
}
