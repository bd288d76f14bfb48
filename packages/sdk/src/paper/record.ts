import { getAddress } from "ethers";
import { certificateNumberOf } from "../codec/certificate-number.ts";
import { createEventDecoder, type DecodedEvent } from "../client/events.ts";
import { addressOf, type LedgerDeployment } from "../client/deployment.ts";
import { LedgerError } from "../errors/ledger-error.ts";
import type { LedgerEvidence } from "../evidence/evidence.ts";
import { readHeader } from "../evidence/header.ts";
import { readReceipt, type ProvenLog } from "../evidence/receipt.ts";
import { indexKey, readProof } from "../evidence/trie.ts";
import { timeText } from "../input/time.ts";
import type { CertificateRecord, StatedRight } from "./statement.ts";

/** What the verifier knows beforehand and takes from no paper. */
export type Trust = {
  /** Hash of the block in which the certificate was issued or last adjusted, from a source that the verifier trusts. */
  readonly trustedBlockHash: string;
  /** Chain and addresses of the ledger's contracts. */
  readonly deployment: LedgerDeployment;
};

/** A certificate's record as proven, and who certified it. */
export type ProvenRecord = {
  readonly record: CertificateRecord;
  /** Account that certified for the registry. */
  readonly account: string;
  readonly block: { readonly number: number; readonly hash: string };
};

/**
 * Reads a certificate's record from evidence, asking nobody. The event of the certificate contract gives number,
 * holder, asset, case, end and digest; events of the asset registry in the same receipt give rights, registry and the
 * account that certified; the header gives the time. A later registration that adjusted the certificate proves it in the
 * same form.
 *
 * @throws LedgerError PAPER_OF_OTHER_LEDGER, PAPER_BLOCK_NOT_TRUSTED, PAPER_EVIDENCE_INVALID
 */
export function readRecord(evidence: LedgerEvidence, { trustedBlockHash, deployment }: Trust): ProvenRecord {
  const { chainId, header, nodes, transactionIndex, logIndex } = evidence;
  const contract = getAddress(evidence.contract.toLowerCase());
  const own = {
    chainId: String(BigInt(deployment.chainId)),
    contract: getAddress(addressOf(deployment, "Certificates")),
  };
  if (chainId !== own.chainId || contract !== own.contract) {
    const message = `The paper is of contract ${contract} on chain ${chainId}; this ledger's certificates are ${own.contract} on chain ${own.chainId}`;
    throw new LedgerError("PAPER_OF_OTHER_LEDGER", { message, details: { chainId, contract, expected: own } });
  }
  const block = readHeader(header);
  if (block === undefined) throw invalid("the header is none");
  if (block.hash !== trustedBlockHash.toLowerCase()) {
    const message = `The paper shows block ${block.number} with hash ${block.hash}; the trusted one is ${trustedBlockHash}`;
    throw new LedgerError("PAPER_BLOCK_NOT_TRUSTED", { message, details: { hash: block.hash, number: block.number } });
  }
  const receipt = readProof(block.receiptsRoot, indexKey(transactionIndex), nodes);
  if (receipt === undefined) throw invalid("the nodes do not lead from the block's root to the receipt");
  const logs = readReceipt(receipt);
  if (logs === undefined) throw invalid("the transaction failed, or this is no receipt");
  const { record, account } = recordIn(logs, logIndex, deployment, block.time);
  return { record, account, block: { number: block.number, hash: block.hash } };
}

function recordIn(logs: readonly ProvenLog[], logIndex: number, deployment: LedgerDeployment, time: number) {
  const decode = createEventDecoder(deployment);
  const events = logs.map((log, i) =>
    decode({
      address: log.address,
      topics: [...log.topics],
      data: log.data,
      blockNumber: 0,
      transactionHash: "0x",
      logIndex: i,
    }),
  );
  const issued = events[logIndex];
  const adjusted = issued?.name === "CertificateAdjusted";
  if (issued?.contract !== "Certificates" || !(adjusted || issued.name === "CertificateIssued")) {
    throw invalid(`event ${logIndex} of the receipt neither issues nor adjusts a certificate`);
  }
  const { certificateId, holder, assetId, caseId, until, evidenceDigest, sample } = issued.args;
  const ofRegistry = (name: string) =>
    events.filter(
      (event): event is DecodedEvent =>
        event?.contract === "AssetRegistry" && event.name === name && event.args["certificateId"] === certificateId,
    );
  const [certified] = ofRegistry("RegistrationCertified");
  if (certified === undefined) throw invalid("no event of the receipt certifies the registration");
  const record = {
    number: certificateNumberOf(BigInt(certificateId as string)),
    holder,
    assetId,
    rights: ofRegistry(adjusted ? "RightConfirmed" : "RightRegistered").map(({ args }) => rightOf(args)),
    caseId,
    registry: certified.args["registry"],
    issuedAt: timeText(time),
    ...(adjusted && { adjusted }),
    until,
    evidenceDigest,
    sample,
  } as CertificateRecord;
  return { record, account: certified.args["account"] as string };
}

function rightOf({ right, until, territory, resale, purposes, limitsDigest }: DecodedEvent["args"]): StatedRight {
  const none = /^0x0*$/.test(limitsDigest as string);
  return { right, until, territory, resale, purposes, limitsDigest: none ? null : limitsDigest } as StatedRight;
}

function invalid(what: string): LedgerError {
  return new LedgerError("PAPER_EVIDENCE_INVALID", { message: `The paper's proof does not hold: ${what}` });
}
