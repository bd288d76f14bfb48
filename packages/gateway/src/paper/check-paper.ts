import { ZeroHash } from "ethers";
import { examineCertificate, readHeader, readPaper, type PaperReport, type ReadCredential } from "@data-voucher/sdk";
import { RpcUnreachable } from "../chain/rpc.ts";
import { quantity } from "../chain/types.ts";
import { fault } from "../errors.ts";
import { checksum } from "../ledger/checksum.ts";
import type { Reading } from "../ledger/models/reading.ts";
import { accountTable } from "../ledger/project/account.ts";
import { isAt } from "../ledger/project/keeper.ts";
import { certificateTable } from "../ledger/project/certificate.ts";
import type { Services } from "../services.ts";
import { u64 } from "../store/keys.ts";
import { sdkDeployment } from "./place.ts";

/**
 * Checks a paper as anybody can offline, with what this gateway trusts: its own node's hash of the block that the paper
 * shows, and the accounts that the registry has on the ledger now.
 *
 * @param paper bytes of a credential or a PDF
 * @throws LedgerError PAPER_UNREADABLE, PAPER_OVERSIZED, NODE_UNREACHABLE
 */
export async function checkPaper(reading: Reading, services: Services, paper: Uint8Array): Promise<PaperReport> {
  const { credential } = await readPaper(paper);
  const number = readHeader(credential.evidence.header)?.number;
  const trustedBlockHash = (number === undefined ? undefined : await hashOf(services, number)) ?? ZeroHash;
  return examineCertificate(paper, {
    trustedBlockHash,
    deployment: sdkDeployment(services.deployment),
    at: new Date(reading.asOf.time * 1000),
    knownAccounts: accountsOf(reading, credential),
  });
}

/** The paper's account, where it is one of the registry that the ledger names for this certificate, or that took over. */
function accountsOf({ view }: Reading, { account, subject }: ReadCredential): string[] {
  const number = subject["number"];
  if (typeof number !== "string" || !/^SJ\d{13}$/.test(number)) return [];
  const registry = view.get(certificateTable, u64(number.slice(2)))?.registry;
  const known = view.get(accountTable, checksum(account));
  const isKeeper = registry !== undefined && known !== undefined && isAt(view, registry, known.party);
  return isKeeper && !known.revoked ? [account] : [];
}

async function hashOf({ rpc }: Services, number: number): Promise<string | undefined> {
  if (!Number.isSafeInteger(number)) return undefined;
  try {
    const block = await rpc.call<{ hash: string } | null>("eth_getBlockByNumber", quantity(number), false);
    return block?.hash;
  } catch (error) {
    if (error instanceof RpcUnreachable) throw fault("NODE_UNREACHABLE");
    return undefined; // A number beyond its head, which some nodes refuse.
  }
}
