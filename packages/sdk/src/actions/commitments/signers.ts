import { defineWrite } from "../../client/write.ts";
import { address, digest } from "../../input/hex.ts";

/** What {@link appointSigner} and {@link dismissSigner} take. */
export type SignerParams = {
  /** A key of the party. */
  readonly account: string;
  /** Digest of the appointment, or of its end. */
  readonly documentDigest: string;
};

const args = ({ account, documentDigest }: SignerParams): [string, string] => [
  address(account, "account"),
  digest(documentDigest, "documentDigest"),
];

/**
 * Makes a key of the signer's party a signing person (签署人, such as the 首席数据官) (manage). The power goes on to the key
 * that replaces it.
 *
 * @throws LedgerError SIGNER_UNCHANGED, ACCOUNT_UNKNOWN, ACCOUNT_OF_ANOTHER_PARTY, DOCUMENT_MISSING
 * @example
 * await ledger.commitments.appointSigner({ account: officer.address, documentDigest });
 */
export const appointSigner = /* @__PURE__ */ defineWrite<SignerParams>({
  contract: "Ledger",
  data: (params, { contracts: { ledger } }) => ledger.interface.encodeFunctionData("appointSigner", args(params)),
});

/**
 * Ends that a key of the signer's party is a signing person (manage). What it signed stands.
 *
 * @throws LedgerError SIGNER_UNCHANGED, ACCOUNT_UNKNOWN, ACCOUNT_OF_ANOTHER_PARTY, DOCUMENT_MISSING
 * @example
 * await ledger.commitments.dismissSigner({ account: officer.address, documentDigest });
 */
export const dismissSigner = /* @__PURE__ */ defineWrite<SignerParams>({
  contract: "Ledger",
  data: (params, { contracts: { ledger } }) => ledger.interface.encodeFunctionData("dismissSigner", args(params)),
});
