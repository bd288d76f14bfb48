import { getAddress } from "ethers";
import { digestOf, type DocumentDigest } from "../codec/canonical.ts";
import type { LedgerEvidence } from "../evidence/evidence.ts";
import type { JsonObject } from "./jws.ts";
import type { CertificateStatement } from "./statement.ts";

/** Where a verifier finds whether the certificate was ended early (Bitstring Status List). */
export type StatusPlace = {
  /** Address of the list's credential. */
  readonly list: string;
  readonly index: number;
};

/** A key of SM2, and the ledger account's word that it is its own. */
export type Sm2Endorsement = {
  /** 0x04 and the point's 64 bytes. */
  readonly publicKey: string;
  /** Signature of {@link endorsementText} by the account (EIP-191). */
  readonly endorsement: string;
};

/** What a certificate's credential is made of. */
export type CredentialParts = {
  readonly statement: CertificateStatement;
  readonly evidence: LedgerEvidence;
  /** Ledger account of the registry that signs. */
  readonly account: string;
  readonly sm2?: Sm2Endorsement | undefined;
  readonly status: StatusPlace;
};

/** Type of the credential beside `VerifiableCredential`. */
export const certificateType = "DataRegistrationCertificate";

/**
 * A ledger address as a decentralised identifier (did:pkh, CAIP-10): it names the address and needs no registry of its
 * own.
 */
export function didOf(chainId: string, address: string): string {
  return `did:pkh:eip155:${chainId}:${getAddress(address)}`;
}

/** What an account signs to make an SM2 key its own. */
export function endorsementText(chainId: string, account: string, publicKey: string): string {
  return `On chain ${chainId} the account ${getAddress(account)} signs certificates with the SM2 key ${publicKey}.`;
}

/** Name of a certificate's credential, one for each chain and number. */
export function credentialId(chainId: string, number: string): string {
  return `urn:data-voucher:${chainId}:certificate:${number}`;
}

/** Both digests of what a certificate states, over its canonical JSON. */
export function statementDigest(statement: JsonObject | CertificateStatement): Promise<DocumentDigest> {
  return digestOf(statement);
}

/**
 * The claims of a certificate as a W3C verifiable credential (data model 2.0), not signed yet. The issuer is the
 * registry as a party; the account that signs for it stands beside.
 */
export async function credentialOf({
  statement,
  evidence,
  account,
  sm2,
  status,
}: CredentialParts): Promise<JsonObject> {
  const { chainId } = evidence;
  const { number, holder, registry, registryName, issuedAt, until, sample } = statement;
  return {
    "@context": [
      "https://www.w3.org/ns/credentials/v2",
      { "@vocab": "https://www.w3.org/ns/credentials/undefined-terms#" },
    ],
    id: credentialId(chainId, number),
    type: ["VerifiableCredential", certificateType],
    name: `数据产权登记凭证 ${number}${sample ? "（演示 sample）" : ""}`,
    issuer: {
      id: didOf(chainId, registry),
      ...(registryName !== null && { name: registryName }),
      account: getAddress(account),
      ...(sm2 && { sm2 }),
    },
    validFrom: issuedAt,
    validUntil: until,
    credentialSubject: { id: didOf(chainId, holder), ...statement },
    statementDigest: await statementDigest(statement),
    credentialStatus: {
      id: `${status.list}#${status.index}`,
      type: "BitstringStatusListEntry",
      statusPurpose: "revocation",
      statusListIndex: String(status.index),
      statusListCredential: status.list,
    },
    evidence: [{ type: ["LedgerEvidence"], ...evidence }],
  };
}
