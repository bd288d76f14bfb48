import type { Right } from "../vocabulary/enums.ts";

/** A right as a certificate states it. */
export type StatedRight = {
  readonly right: Right;
  readonly until: string;
  /** ISO 3166-1 numeric code; 0 means anywhere. */
  readonly territory: number;
  readonly resale: boolean;
  /** Numbers in the purpose list. */
  readonly purposes: readonly number[];
  /** Digest of the limits in words (annex 1); null for none. */
  readonly limitsDigest: string | null;
};

/** What the ledger's events of one transaction prove about a certificate. */
export type CertificateRecord = {
  /** 15 characters (annex 6). */
  readonly number: string;
  readonly holder: string;
  readonly assetId: string;
  readonly rights: readonly StatedRight[];
  readonly caseId: string;
  readonly registry: string;
  /** Time of the block, RFC 3339: of the issue, or of the adjustment. */
  readonly issuedAt: string;
  /** Stands where a later registration adjusted the certificate (articles 34 to 37): it carries what is left or new. */
  readonly adjusted?: true;
  readonly until: string;
  readonly evidenceDigest: string;
  /** Marked 演示: the national service system has not confirmed it. */
  readonly sample: boolean;
};

/** What those events do not prove: the registry states it, and signs for it. */
export type StatedNames = {
  /** Null for a natural person. */
  readonly holderName: string | null;
  readonly registryName: string | null;
  readonly assetName: string;
  /** Merkle root of the data. */
  readonly fingerprint: string;
};

/** All that a certificate says (登记凭证). */
export type CertificateStatement = CertificateRecord & StatedNames;

/** Fields that the ledger proves, in the order in which papers show them. */
export const provenFields = [
  "number",
  "holder",
  "assetId",
  "rights",
  "caseId",
  "registry",
  "issuedAt",
  "adjusted",
  "until",
  "evidenceDigest",
  "sample",
] as const satisfies readonly (keyof CertificateRecord)[];

/** Fields that the registry states and signs for. */
export const statedFields = [
  "holderName",
  "registryName",
  "assetName",
  "fingerprint",
] as const satisfies readonly (keyof StatedNames)[];
