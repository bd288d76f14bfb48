import { id, type Wallet } from "ethers";
import { credentialOf, type StatusPlace } from "../paper/credential.ts";
import { readRecord } from "../paper/record.ts";
import { endorse, signCredential, type PaperSigner } from "../paper/sign-credential.ts";
import { signSm2, sm2PublicKey } from "../paper/sm2.ts";
import type { CertificateStatement } from "../paper/statement.ts";
import { certify, declare, type LedgerChain } from "./ledger-chain.ts";
import { readHeader } from "../evidence/header.ts";

/** A signer of papers with both kinds of key. */
export async function paperSigner(key: Wallet): Promise<PaperSigner> {
  const secret = id(`SM2 of ${key.address}`);
  return {
    publicKey: key.signingKey.publicKey,
    signDigest: (digest) => key.signingKey.sign(digest),
    sm2: { publicKey: await sm2PublicKey(secret), sign: (bytes) => signSm2(bytes, secret) },
  };
}

/** A certificate of the ledger with its papers, and what a verifier trusts. */
export async function issuePaper(chain: LedgerChain) {
  const { alpha, registry } = chain.parties;
  const assetId = await declare(alpha);
  const { certificateNumber } = await certify(chain, alpha, assetId);
  const { deployment } = chain;
  const evidence = await registry.ledger.certificates.evidence(certificateNumber);
  const trustedBlockHash = readHeader(evidence.header)?.hash ?? "";
  const trust = { trustedBlockHash, deployment };
  const { record } = readRecord(evidence, trust);
  const statement: CertificateStatement = {
    ...record,
    holderName: "甲数据有限公司",
    registryName: "广西数据登记中心",
    assetName: "广西货运时效 2026",
    fingerprint: id("data"),
  };
  const signer = await paperSigner(registry.key);
  const status: StatusPlace = { list: "http://127.0.0.1/v1/certificates/status/4512026", index: 7 };
  const { chainId } = evidence;
  const account = registry.key.address;
  const credential = await credentialOf({ statement, evidence, account, sm2: endorse(signer, chainId), status });
  return {
    certificateNumber,
    evidence,
    trust,
    statement,
    signer,
    credential,
    ...(await signCredential(credential, signer, { chainId })),
  };
}
