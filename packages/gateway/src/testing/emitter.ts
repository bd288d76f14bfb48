import { Transaction, Wallet, getCreateAddress } from "ethers";
import type { Anvil } from "./anvil.ts";

/**
 * A contract made by hand: it emits its first input word as topic and the rest of the input as data, and
 * refuses an empty call. Enough to make logs without a compiler.
 */
const runtime = [
  "3615601757", // CALLDATASIZE ISZERO PUSH1 0x17 JUMPI
  "60203603", // PUSH1 32 CALLDATASIZE SUB   (length)
  "8060206000" + "37", // DUP1 PUSH1 32 PUSH1 0 CALLDATACOPY
  "600035" + "90", // PUSH1 0 CALLDATALOAD SWAP1
  "6000" + "a1" + "00", // PUSH1 0 LOG1 STOP
  "5b60006000fd", // JUMPDEST PUSH1 0 PUSH1 0 REVERT
].join("");

/** Emits as many logs as the second input word says, the first word as topic, counting down. */
const bursting = [
  "602035", // PUSH1 32 CALLDATALOAD      (left)
  "5b80600052", // JUMPDEST DUP1 PUSH1 0 MSTORE
  "6000356020" + "6000a1", // PUSH1 0 CALLDATALOAD PUSH1 32 PUSH1 0 LOG1
  "6001900380600357", // PUSH1 1 SWAP1 SUB DUP1 PUSH1 3 JUMPI
  "00", // STOP
].join("");

/** Creation code that returns the runtime code. */
function creationOf(code: string): string {
  const size = (code.length / 2).toString(16).padStart(2, "0");
  return `0x60${size}600c60003960${size}6000f3${code}`;
}

/** One key that signs zero-price transactions in nonce order. */
export function createSender(anvil: Anvil) {
  const wallet = new Wallet(Wallet.createRandom().privateKey);
  let nonce = 0;
  return {
    address: wallet.address.toLowerCase(),
    /** Signs the next transaction. */
    sign(to: string | null, data: string, at = nonce++, gasLimit = 300_000n): string {
      const transaction = Transaction.from({
        type: 0,
        chainId: anvil.chainId,
        nonce: at,
        to,
        data,
        gasLimit,
        gasPrice: 0n,
        value: 0n,
      });
      transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
      return transaction.serialized;
    },
  };
}

/** Deploys the emitter and returns its address, lower case. */
export const deployEmitter = (anvil: Anvil) => deploy(anvil, runtime);

/** Deploys a contract that emits many logs a call: {@link emission} with their number as value. */
export const deployBurster = (anvil: Anvil) => deploy(anvil, bursting);

async function deploy(anvil: Anvil, code: string): Promise<string> {
  const sender = createSender(anvil);
  await anvil.rpc.call("eth_sendRawTransaction", sender.sign(null, creationOf(code)));
  await anvil.mine();
  return getCreateAddress({ from: sender.address, nonce: 0 }).toLowerCase();
}

/** Input that makes the emitter emit this topic number and value. */
export function emission(topic: number, value: number): string {
  const word = (n: number) => n.toString(16).padStart(64, "0");
  return `0x${word(topic)}${word(value)}`;
}
