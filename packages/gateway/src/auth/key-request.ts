import { apiKeyRequestTypes, powers as powerNames, requestDomain } from "@data-voucher/sdk";
import { ILedger__factory } from "@data-voucher/sdk/contracts";
import { verifyTypedData } from "ethers";
import { RpcUnreachable, type Rpc } from "../chain/rpc.ts";
import type { RawBlock } from "../chain/types.ts";
import { contractAt } from "../desk/contracts.ts";
import type { LedgerDeployment } from "../deployment.ts";
import { fault } from "../errors.ts";

/** A party's request for an API key, as one of its accounts signs it (EIP-712). */
export interface KeyRequest {
  readonly party: string;
  readonly label: string;
  readonly days: number;
  /** Seconds since 1970. */
  readonly signedAt: number;
  readonly requestId: string;
}

/** How far the time of signing may lie from the gateway's clock. */
const freshSeconds = 300;

const ledger = ILedger__factory.createInterface();
const manage = 1n << BigInt(powerNames.indexOf("manage"));

/** The account that signed a request, lower case. @throws LedgerError SIGNATURE_INVALID */
export function signerOf(request: KeyRequest, signature: string, deployment: LedgerDeployment): string {
  const contracts = { Ledger: { address: contractAt(deployment, "Ledger") } };
  const domain = requestDomain({ chainId: String(deployment.chainId), contracts });
  try {
    return verifyTypedData(domain, apiKeyRequestTypes, request, signature).toLowerCase();
  } catch {
    throw fault("SIGNATURE_INVALID");
  }
}

/**
 * Refuses a request that is old, or whose signer may not manage the party's keys now, as the ledger has it.
 * @throws LedgerError KEY_REQUEST_STALE, ACCOUNT_UNKNOWN, ACCOUNT_OF_ANOTHER_PARTY, ACCOUNT_REVOKED, ACCOUNT_EXPIRED,
 * ACCOUNT_LACKS_POWER, NODE_UNREACHABLE
 */
export async function requireOwnRequest(
  { party, signedAt }: KeyRequest,
  account: string,
  { rpc, deployment, now = Date.now }: { rpc: Rpc; deployment: LedgerDeployment; now?: () => number },
): Promise<void> {
  if (Math.abs(now() / 1000 - signedAt) > freshSeconds) throw fault("KEY_REQUEST_STALE");
  const call = { to: contractAt(deployment, "Ledger"), data: ledger.encodeFunctionData("accountOf", [account]) };
  const [answer, block] = await rpc
    .settle([
      { method: "eth_call", params: [call, "latest"] },
      { method: "eth_getBlockByNumber", params: ["latest", false] },
    ])
    .catch((error: unknown) => {
      throw error instanceof RpcUnreachable ? fault("NODE_UNREACHABLE") : error;
    });
  if (block!.status === "rejected") throw fault("NODE_UNREACHABLE");
  if (answer!.status === "rejected") throw fault("ACCOUNT_UNKNOWN", undefined, { account });
  const known = ledger.decodeFunctionResult("accountOf", answer!.value as string)[0];
  if (known.party.toLowerCase() !== party.toLowerCase())
    throw fault("ACCOUNT_OF_ANOTHER_PARTY", undefined, { account });
  if (known.revoked) throw fault("ACCOUNT_REVOKED", undefined, { account });
  // By the ledger's clock, as the contract would decide.
  const { timestamp } = block!.value as RawBlock;
  const until = Number(known.validUntil);
  if (until !== 0 && until < Number(timestamp)) throw fault("ACCOUNT_EXPIRED", undefined, { account });
  if ((known.powers & manage) === 0n) throw fault("ACCOUNT_LACKS_POWER", undefined, { account });
}
