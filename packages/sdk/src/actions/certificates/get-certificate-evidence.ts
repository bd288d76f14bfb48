import { id, toBeHex } from "ethers";
import type { LedgerClient } from "../../client/client.ts";
import { addressOf, startBlockOf } from "../../client/deployment.ts";
import { read } from "../../client/reading.ts";
import { readLogs } from "../../chain/logs.ts";
import { LedgerError } from "../../errors/ledger-error.ts";
import { gatherEvidence, type LedgerEvidence } from "../../evidence/evidence.ts";
import { certificateIdFrom, type CertificateRef } from "./certificate-id.ts";
import { getCertificate } from "./get-certificate.ts";

const issuedTopic = id("CertificateIssued(uint64,address,bytes32,uint64,uint40,bytes32,bool)");
const adjustedTopic = id("CertificateAdjusted(uint64,address,bytes32,uint64,uint40,bytes32,bool)");

/** Topics of the events that issue this certificate, or adjust it: the last of them proves what it carries. */
export function evidenceTopics(certificateId: bigint): readonly (string | readonly string[])[] {
  return [[issuedTopic, adjustedTopic], toBeHex(certificateId, 32)];
}

/**
 * What proves a certificate's issue, or its last adjustment (articles 34 to 37), to somebody who trusts one block hash:
 * header and receipt proof.
 *
 * @param block of its issue or adjustment; the last is looked for through the whole chain unless given
 * @throws LedgerError CERTIFICATE_NUMBER_MALFORMED, CERTIFICATE_UNKNOWN, EVIDENCE_NOT_FOUND, HEADER_NOT_REBUILT, codes of
 *   the node
 * @example
 * const evidence = await ledger.certificates.evidence("SJ4512026110001");
 */
export async function getCertificateEvidence(
  client: LedgerClient,
  certificate: CertificateRef,
  { block }: { readonly block?: number | undefined } = {},
): Promise<LedgerEvidence> {
  const certificateId = certificateIdFrom(certificate);
  const { rpc, deployment } = client;
  const contract = addressOf(deployment, "Certificates");
  const topics = evidenceTopics(certificateId);
  const provenIn = block ?? (await lastBlock(client, contract, certificateId));
  return read(client, () => gatherEvidence({ rpc, chainId: deployment.chainId, contract, block: provenIn, topics }));
}

/** The block of its last adjustment, else of its issue, after which nobody looks on. */
async function lastBlock(client: LedgerClient, address: string, certificateId: bigint): Promise<number> {
  const { rpc, profile, deployment } = client;
  const { adjustedAt } = await getCertificate(client, certificateId);
  const toBlock = Number(await read(client, () => rpc("eth_blockNumber", [])));
  const topics = [adjustedAt === null ? issuedTopic : adjustedTopic, toBeHex(certificateId, 32)];
  const query = { address, topics, fromBlock: startBlockOf(deployment), toBlock };
  let found: number | undefined;
  for await (const { blockNumber } of readLogs(query, { rpc, profile })) {
    found = blockNumber;
    if (adjustedAt === null) break;
  }
  if (found === undefined) throw new LedgerError("CERTIFICATE_UNKNOWN", { details: { certificateId } });
  return found;
}
