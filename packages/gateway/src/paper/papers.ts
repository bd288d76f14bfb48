import {
  credentialOf,
  endorse,
  gatherEvidence,
  evidenceTopics,
  readHeader,
  readRecord,
  sealPdf,
  signCredential,
  statementDigest,
  statusPlaceOf,
  type CertificateStatement,
  type PaperSigner,
  type SignedCredential,
  type StatedNames,
} from "@data-voucher/sdk";
import { RpcUnreachable } from "../chain/rpc.ts";
import { fault } from "../errors.ts";
import { assetRow } from "../ledger/models/asset.ts";
import { numberOf } from "../ledger/models/ids.ts";
import type { Reading } from "../ledger/models/reading.ts";
import { certificateRow } from "../ledger/models/certificate.ts";
import { keeperOf } from "../ledger/project/keeper.ts";
import { partyTable } from "../ledger/project/party.ts";
import type { Services } from "../services.ts";
import { drawCertificate } from "./draw-certificate.ts";
import { createKeep } from "./keep.ts";
import { paperSignerOf } from "./signer.ts";
import { publicUrlOf, sdkDeployment } from "./place.ts";

/** Makes the papers of certificates. */
export interface Papers {
  /**
   * The certificate as a signed verifiable credential.
   * @throws LedgerError CERTIFICATE_UNKNOWN, CERTIFICATE_HAS_ENDED, SIGNER_NOT_FOUND, HEADER_NOT_REBUILT, NODE_UNREACHABLE
   */
  credential(reading: Reading, certificateId: string): Promise<SignedCredential>;
  /** The certificate as a sealed PDF. @throws LedgerError as {@link credential} */
  pdf(reading: Reading, certificateId: string): Promise<Uint8Array>;
}

/** What the papers of one certificate are made of. */
interface Material {
  readonly statement: CertificateStatement;
  readonly signer: PaperSigner;
  readonly credential: SignedCredential;
}

/** What the index tells of a certificate for its paper. */
interface Named {
  readonly block: number;
  readonly names: Omit<StatedNames, "registryName">;
  nameOf(party: string): string | null;
  signerOf(certifier?: string): ReturnType<typeof paperSignerOf>;
  readonly key: string;
}

/** Papers that are kept: making one keeps the processor busy for a tenth of a second, and anybody may ask. */
const mostKept = 200;

/**
 * Creates the maker of papers. What they state comes from the block of issue, or of the last adjustment, not from what
 * the index made of it.
 */
export function createPapers({ rpc, custody, config, deployment }: Services): Papers {
  const known = sdkDeployment(deployment);
  const { chainId } = deployment;
  const issued = createKeep<Material>(mostKept);
  const printed = createKeep<Uint8Array>(mostKept);

  const evidenceOf = async (certificateId: string, block: number) => {
    const contract = deployment.contracts["Certificates"];
    if (contract === undefined) throw fault("CONTRACT_NOT_DEPLOYED");
    const ask = (method: string, params: readonly unknown[]) => rpc.call(method, ...params);
    try {
      const topics = evidenceTopics(BigInt(certificateId));
      return await gatherEvidence({ rpc: ask, chainId, contract, block, topics });
    } catch (error) {
      throw error instanceof RpcUnreachable ? fault("NODE_UNREACHABLE") : error;
    }
  };

  const issue = async (certificateId: string, named: Named): Promise<Material> => {
    const evidence = await evidenceOf(certificateId, named.block);
    const trustedBlockHash = readHeader(evidence.header)?.hash ?? "";
    const { record, account: certifier } = readRecord(evidence, { trustedBlockHash, deployment: known });
    // An adjustment may be of the registry that took over from the one that issued.
    const registryName = named.nameOf(record.registry);
    const statement: CertificateStatement = { ...record, ...named.names, registryName };
    const signer = await named.signerOf(certifier);
    const { name, index } = statusPlaceOf(record.number);
    const status = { list: `${publicUrlOf(config)}/v1/certificates/status/${name}`, index };
    const parts = { statement, evidence, account: signer.account, sm2: endorse(signer, chainId), status };
    return { statement, signer, credential: await signCredential(await credentialOf(parts), signer, { chainId }) };
  };

  const print = async ({ statement, signer, credential }: Material): Promise<Uint8Array> => {
    const { number, evidenceDigest } = statement;
    const query = new URLSearchParams({ number, evidence: evidenceDigest });
    const verifyUrl = `${publicUrlOf(config)}/verify?${query.toString()}`;
    const digests = await statementDigest(statement);
    return sealPdf(await drawCertificate({ statement, digests, credential, verifyUrl }), number, signer);
  };

  /** What the ledger names now; a paper is the same while these are. */
  const namedBy = (reading: Reading, certificateId: string): Named => {
    const { view } = reading;
    const { block, holder, registry, assetId, issuedAt, state } = certificateRow(reading, certificateId);
    if (state !== "valid") {
      const message = `The certificate ${numberOf(certificateId)} is ${state}; no more papers are made of it.`;
      throw fault("CERTIFICATE_HAS_ENDED", message, { number: numberOf(certificateId), state });
    }
    const { name: assetName, fingerprint } = assetRow(reading, assetId);
    const nameOf = (party: string) => view.get(partyTable, party)?.name ?? null;
    const names = { holderName: nameOf(holder), assetName, fingerprint };
    const keeper = keeperOf(view, registry);
    const signerOf = (certifier?: string) => paperSignerOf(reading, custody, keeper, certifier);
    const registries = [nameOf(registry), nameOf(keeper)];
    return { block, names, nameOf, signerOf, key: JSON.stringify([certificateId, block, issuedAt, names, registries]) };
  };

  const materialOf = async (reading: Reading, certificateId: string) => {
    const named = namedBy(reading, certificateId);
    // Which keys of the registry live may have changed, and with them who signs.
    const { account } = await named.signerOf();
    const key = `${named.key} ${account}`;
    return { key, material: await issued(key, () => issue(certificateId, named)) };
  };

  return {
    credential: async (reading, certificateId) => (await materialOf(reading, certificateId)).material.credential,
    async pdf(reading, certificateId) {
      const { key, material } = await materialOf(reading, certificateId);
      return printed(key, () => print(material));
    },
  };
}
