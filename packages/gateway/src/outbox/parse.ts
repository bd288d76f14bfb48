import { Transaction, getBytes, keccak256 } from "ethers";
import { recover } from "tiny-secp256k1";
import { fault } from "../errors.ts";

/** What a raw transaction must fit. */
export interface RawRules {
  readonly chainId: bigint;
  /** Lower-case addresses of the ledger's contracts. */
  readonly contracts: ReadonlySet<string>;
  /** Most bytes of a transaction. */
  readonly maxBytes: number;
  /** The gas price that the profile sends with; a higher one could block the nonce for good. */
  readonly gasPrice: bigint;
}

/** A signed transaction that fits the rules. */
export interface ParsedRaw {
  readonly raw: string;
  readonly hash: string;
  readonly from: string;
  readonly to: string;
  readonly nonce: number;
}

/**
 * Reads a signed transaction and checks it, in the order in which a client would put it right.
 * @throws LedgerError TRANSACTION_MALFORMED, TRANSACTION_TOO_LARGE, WRONG_CHAIN_ID, SIGNATURE_INVALID,
 * CONTRACT_FOREIGN, VALUE_NOT_ALLOWED, FEE_TOO_HIGH
 */
export function parseRaw(text: string, rules: RawRules): ParsedRaw {
  if (!/^0x(?:[0-9a-fA-F]{2})+$/.test(text))
    throw fault("TRANSACTION_MALFORMED", "The transaction is not 0x hexadecimal.");
  if (text.length > 2 + rules.maxBytes * 2) {
    throw fault("TRANSACTION_TOO_LARGE", `The transaction is over ${rules.maxBytes} bytes.`);
  }
  const raw = text.toLowerCase();
  const transaction = decode(raw);
  if (transaction.chainId !== rules.chainId) {
    const message = `The transaction is signed for chain ${transaction.chainId}, this ledger is on chain ${rules.chainId}.`;
    throw fault("WRONG_CHAIN_ID", message, { chainId: rules.chainId.toString() });
  }
  const to = transaction.to?.toLowerCase();
  if (to === undefined) throw fault("CONTRACT_FOREIGN", "The transaction creates a contract.");
  if (!rules.contracts.has(to)) throw fault("CONTRACT_FOREIGN", `${to} is not a contract of this ledger.`, { to });
  if (transaction.value !== 0n) throw fault("VALUE_NOT_ALLOWED");
  const price = transaction.gasPrice ?? transaction.maxFeePerGas ?? 0n;
  if (price > rules.gasPrice) {
    throw fault("FEE_TOO_HIGH", `The gas price is above ${rules.gasPrice}, which is what this network takes.`);
  }
  const from = senderOf(transaction);
  return { raw, hash: keccak256(raw), from, to, nonce: transaction.nonce };
}

function decode(raw: string): Transaction {
  let transaction: Transaction;
  try {
    transaction = Transaction.from(raw);
  } catch (cause) {
    throw fault("TRANSACTION_MALFORMED", "The bytes are not a transaction.", { cause: String(cause).slice(0, 80) });
  }
  // Reading is lenient about what is not canonical; the node and the hash are not.
  if (transaction.signature === null) throw fault("TRANSACTION_MALFORMED", "The transaction is not signed.");
  if (transaction.serialized !== raw) throw fault("TRANSACTION_MALFORMED", "The transaction is not in canonical form.");
  if (transaction.type === 3 || transaction.type === 4) {
    throw fault("TRANSACTION_MALFORMED", `Transactions of type ${transaction.type} are not taken.`);
  }
  return transaction;
}

/** The sender's address, lower case. libsecp256k1 (WebAssembly) recovers about seven times faster than plain JavaScript. */
function senderOf(transaction: Transaction): string {
  const { r, s, yParity } = transaction.signature!;
  let publicKey: Uint8Array | null;
  try {
    publicKey = recover(getBytes(transaction.unsignedHash), getBytes(r + s.slice(2)), yParity, false);
  } catch {
    publicKey = null;
  }
  if (publicKey === null) throw fault("SIGNATURE_INVALID");
  return `0x${keccak256(publicKey.subarray(1)).slice(26)}`;
}
