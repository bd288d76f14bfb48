import { Signature, verifyTypedData } from "ethers";
import type { LedgerClient } from "../../client/client.ts";
import { requestDomain, signRequestData, useReceiptListTypes, useReceiptTypes } from "../../client/typed-data.ts";
import { some } from "../../input/choice.ts";
import { compactOf, encodeReceipt, type UseReceiptInput } from "./receipt.ts";

/**
 * Signs a use receipt (EIP-712), for the holder with a key that may `use`, or for the provider with one that may
 * `meter`: both sign the same. 64 bytes in the compact form of ERC-2098.
 *
 * @throws LedgerError SIGNER_MISSING, SIGNING_FAILED, codes of the input
 * @example
 * const signature = await ledger.usage.sign(receipt);
 */
export async function signUse(client: LedgerClient, receipt: UseReceiptInput): Promise<string> {
  return compact(await signRequestData(client, useReceiptTypes, encodeReceipt(receipt)));
}

/**
 * Signs several receipts together, for the access point that settles them in one transaction sent by somebody else.
 *
 * @throws LedgerError SIGNER_MISSING, SIGNING_FAILED, LIST_EMPTY, codes of the input
 */
export async function signUses(client: LedgerClient, receipts: readonly UseReceiptInput[]): Promise<string> {
  const value = { receipts: some(receipts, "receipts").map(encodeReceipt) };
  return compact(await signRequestData(client, useReceiptListTypes, value));
}

/**
 * The account that signed a receipt for this ledger; asks nobody. Whether it may is for the ledger to say.
 *
 * @throws LedgerError SIGNATURE_MALFORMED, codes of the input
 */
export function signerOfUse(client: LedgerClient, receipt: UseReceiptInput, signature: string): string {
  const { r, vs } = compactOf(signature, "signature");
  const whole = Signature.from({ r, yParityAndS: vs });
  return verifyTypedData(requestDomain(client.deployment), useReceiptTypes, encodeReceipt(receipt), whole);
}

const compact = (signature: string): string => Signature.from(signature).compactSerialized;
