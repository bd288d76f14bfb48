import type { TypedDataDomain, TypedDataField } from "ethers";
import { LedgerError } from "../errors/ledger-error.ts";
import type { LedgerClient } from "./client.ts";
import { addressOf, type LedgerDeployment } from "./deployment.ts";

type Types = Record<string, TypedDataField[]>;
const fields = (list: string): TypedDataField[] =>
  list.split(",").map((field) => {
    const [type = "", name = ""] = field.split(" ");
    return { name, type };
  });

/** EIP-712 types of a request to mint. */
export const issueRequestTypes: Types = {
  IssueRequest: fields("uint32 seriesId,address[] to,uint48[] units,bytes32[] digests,uint256 nonce,uint40 deadline"),
};

/** EIP-712 types of a request to open a series. */
export const seriesRequestTypes: Types = {
  SeriesRequest: fields("SeriesTerms terms,uint256 nonce,uint40 deadline"),
  SeriesTerms: fields(
    "uint8 basisKind,uint64 basisId,uint8 class,bool resale,uint16 territory,uint40 start,uint40 end,uint48 cap," +
      "uint64 purposes,address namedUser,uint8 priceRule,uint64 unitPrice,bytes32 termsDigest,SeriesConditions conditions",
  ),
  SeriesConditions: fields(
    "uint16 users,uint16 qualifications,uint16 environments,uint16 obligations,uint8 open,uint8 onward,uint8 period," +
      "uint32 frequency,uint16 durationHours,uint16 retentionDays",
  ),
};

const receipt = fields(
  "uint64 voucherId,uint32 epoch,uint48 openingUnits,uint48 usedUnits,uint8 purpose,uint8 analysis,uint40 usedUntil," +
    "bytes32 logDigest",
);

/** EIP-712 types of a use receipt. */
export const useReceiptTypes: Types = { UseReceipt: receipt };

/** EIP-712 types of several use receipts that an access point signs together. */
export const useReceiptListTypes: Types = { UseReceipts: fields("UseReceipt[] receipts"), UseReceipt: receipt };

/** EIP-712 types of a party's request for an API key at a gateway. */
export const apiKeyRequestTypes: Types = {
  ApiKeyRequest: fields("address party,string label,uint32 days,uint40 signedAt,string requestId"),
};

/** The EIP-712 domain of a ledger: requests for one ledger are worth nothing on another. */
export function requestDomain(deployment: LedgerDeployment): TypedDataDomain {
  return {
    name: "DataVoucher",
    version: "1",
    chainId: BigInt(deployment.chainId),
    verifyingContract: addressOf(deployment, "Ledger"),
  };
}

/**
 * Signs typed data for this ledger with the signer's key.
 *
 * @throws LedgerError SIGNER_MISSING, SIGNING_FAILED
 */
export async function signRequestData(client: LedgerClient, types: Types, value: object): Promise<string> {
  const signer = client.signer();
  try {
    return await signer.signTypedData(requestDomain(client.deployment), types, value);
  } catch (cause) {
    throw new LedgerError("SIGNING_FAILED", { cause });
  }
}
