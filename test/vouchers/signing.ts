import type { TypedDataDomain, Wallet } from "ethers";
import type { SeriesLedger } from "./support.ts";

/** EIP-712 types of a request to mint, as a client writes them. */
export const issueRequestTypes = {
  IssueRequest: [
    { name: "seriesId", type: "uint32" },
    { name: "to", type: "address[]" },
    { name: "units", type: "uint48[]" },
    { name: "digests", type: "bytes32[]" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint40" },
  ],
};

/** EIP-712 types of a request to open a series. */
export const seriesRequestTypes = {
  SeriesRequest: [
    { name: "terms", type: "SeriesTerms" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint40" },
  ],
  SeriesTerms: [
    { name: "basisKind", type: "uint8" },
    { name: "basisId", type: "uint64" },
    { name: "class", type: "uint8" },
    { name: "resale", type: "bool" },
    { name: "territory", type: "uint16" },
    { name: "start", type: "uint40" },
    { name: "end", type: "uint40" },
    { name: "cap", type: "uint48" },
    { name: "purposes", type: "uint64" },
    { name: "namedUser", type: "address" },
    { name: "priceRule", type: "uint8" },
    { name: "unitPrice", type: "uint64" },
    { name: "termsDigest", type: "bytes32" },
    { name: "conditions", type: "SeriesConditions" },
  ],
  SeriesConditions: [
    { name: "users", type: "uint16" },
    { name: "qualifications", type: "uint16" },
    { name: "environments", type: "uint16" },
    { name: "obligations", type: "uint16" },
    { name: "open", type: "uint8" },
    { name: "onward", type: "uint8" },
    { name: "period", type: "uint8" },
    { name: "frequency", type: "uint32" },
    { name: "durationHours", type: "uint16" },
    { name: "retentionDays", type: "uint16" },
  ],
};

/** The domain that requests to this ledger are signed for. */
export async function domainOf({ ledger, deployment }: SeriesLedger): Promise<TypedDataDomain> {
  return {
    name: "DataVoucher",
    version: "1",
    chainId: BigInt(deployment.chainId),
    verifyingContract: await ledger.getAddress(),
  };
}

/** A request to mint, with everything a signature covers. */
export interface IssueRequest {
  readonly seriesId: bigint;
  readonly to: string[];
  readonly units: bigint[];
  readonly digests: string[];
  readonly nonce: bigint;
  readonly deadline: number;
}

/** Signs a request to mint, for this ledger unless the domain is another. */
export async function signIssue(
  l: SeriesLedger,
  key: Wallet,
  request: IssueRequest,
  domain: TypedDataDomain = {},
): Promise<string> {
  return key.signTypedData({ ...(await domainOf(l)), ...domain }, issueRequestTypes, request);
}
