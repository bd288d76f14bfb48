import { getBytes, keccak256, Transaction } from "ethers";
import { recover } from "tiny-secp256k1";
import { RpcError } from "../errors.ts";
import { minimumGas } from "./gas.ts";

/** Longest accepted transaction in bytes, as Ethereum nodes have it. */
export const MAX_RAW_BYTES = 128 * 1024;
/** Highest gas limit of one transaction (EIP-7825), so that what runs here runs on every engine. */
export const MAX_TRANSACTION_GAS = 16_777_216n;
/** Longest contract-creation code (EIP-3860). */
const MAX_INITCODE_BYTES = 49_152;

/** A transaction that is well-formed and signed for this chain. */
export interface SignedTransaction {
  hash: string;
  /** Sender, lower case. */
  from: string;
  nonce: number;
  raw: Buffer;
  gasLimit: bigint;
  /** The most that it can cost its sender: value and gas. */
  cost: bigint;
}

/** JSON-RPC code of a refused transaction, as Ethereum nodes have it. */
const REFUSED = -32_000;

/**
 * Reads a signed transaction and checks all of it that does not depend on the chain's state.
 * @throws RpcError -32602 for what is no transaction, -32000 with the reason for one that cannot be accepted
 */
export function readTransaction(input: unknown, chainId: number, blockGasLimit: number): SignedTransaction {
  if (typeof input !== "string" || !/^0x([0-9a-f]{2})+$/i.test(input)) {
    throw new RpcError(-32_602, "invalid raw transaction: expected the signed bytes as a 0x hex string");
  }
  const size = (input.length - 2) / 2;
  if (size > MAX_RAW_BYTES) refuse(`oversized data: transaction size ${size}, limit ${MAX_RAW_BYTES}`);
  const transaction = parse(input);
  const { type, signature } = transaction;
  if (type !== 0 && type !== 1 && type !== 2) {
    refuse(`transaction type not supported: ${type}; types 0 (legacy), 1 and 2 are`);
  }
  if (transaction.chainId === 0n)
    refuse("only replay-protected (EIP-155) transactions allowed: the chain id is missing");
  if (transaction.chainId !== BigInt(chainId)) {
    refuse(`invalid chain id: the transaction is for chain ${transaction.chainId}, this is chain ${chainId}`);
  }
  if (!signature) throw new RpcError(-32_602, "invalid raw transaction: it is not signed");
  checkGas(transaction, BigInt(blockGasLimit));
  const price = transaction.maxFeePerGas ?? transaction.gasPrice ?? 0n;
  return {
    hash: keccak256(input),
    from: senderOf(transaction.unsignedHash, signature.r, signature.s, signature.yParity),
    nonce: transaction.nonce,
    raw: Buffer.from(input.slice(2), "hex"),
    gasLimit: transaction.gasLimit,
    cost: transaction.value + price * transaction.gasLimit,
  };
}

function parse(input: string): Transaction {
  let transaction: Transaction;
  try {
    transaction = Transaction.from(input);
    if (transaction.type !== null && transaction.type <= 2 && transaction.serialized !== input.toLowerCase()) {
      throw new Error("its encoding is not canonical");
    }
    // Read here because ethers throws for a high s (EIP-2) only when it is read.
    void transaction.signature?.s;
  } catch (error) {
    const reason = (error as { shortMessage?: string }).shortMessage ?? (error as Error).message;
    throw new RpcError(-32_602, `invalid raw transaction: ${reason}`);
  }
  return transaction;
}

function checkGas(transaction: Transaction, blockGasLimit: bigint): void {
  const { gasLimit } = transaction;
  if (gasLimit > blockGasLimit) refuse(`exceeds block gas limit: gas limit ${gasLimit}, block ${blockGasLimit}`);
  if (gasLimit > MAX_TRANSACTION_GAS) {
    refuse(`transaction gas limit too high: gas limit ${gasLimit}, at most ${MAX_TRANSACTION_GAS} for one transaction`);
  }
  const data = getBytes(transaction.data);
  if (!transaction.to && data.length > MAX_INITCODE_BYTES) {
    refuse(`max initcode size exceeded: code size ${data.length}, limit ${MAX_INITCODE_BYTES}`);
  }
  const minimum = minimumGas(data, !transaction.to, transaction.accessList ?? []);
  if (gasLimit < minimum) refuse(`intrinsic gas too low: gas limit ${gasLimit}, minimum needed ${minimum}`);
  const { maxFeePerGas, maxPriorityFeePerGas } = transaction;
  if ((maxPriorityFeePerGas ?? 0n) > (maxFeePerGas ?? 0n)) {
    refuse("max priority fee per gas higher than max fee per gas");
  }
}

function senderOf(digest: string, r: string, s: string, parity: 0 | 1): string {
  let key: Uint8Array | null = null;
  try {
    key = recover(getBytes(digest), Buffer.from(r.slice(2) + s.slice(2), "hex"), parity, false);
  } catch {
    // Refused below.
  }
  if (!key) throw new RpcError(-32_602, "invalid raw transaction: invalid signature");
  return `0x${keccak256(key.subarray(1)).slice(26)}`;
}

function refuse(message: string): never {
  throw new RpcError(REFUSED, message);
}
