import { Transaction, type TransactionReceipt } from "ethers";
import type { RpcProvider } from "./deploy.ts";

/** Why a deployment cannot go on; the message says what to do. */
export class DeployError extends Error {
  override readonly name = "DeployError";
}

const POLL_MS = 50;

/**
 * Sends a signed step unless it is on the chain, and waits for its receipt.
 *
 * @param step how errors speak of it
 * @throws DeployError when the node refuses it, when it is not mined in time, or when its nonce went to another one
 */
export async function settle(
  provider: RpcProvider,
  raw: string,
  step: string,
  patienceMs: number,
  signal?: AbortSignal,
): Promise<TransactionReceipt> {
  const transaction = Transaction.from(raw);
  const hash = transaction.hash!;
  const deployer = transaction.from!;
  const mined = await provider.getTransactionReceipt(hash);
  if (mined) return mined;
  if ((await provider.getTransactionCount(deployer, "latest")) > transaction.nonce) {
    throw new DeployError(
      `The deployer ${deployer} has used nonce ${transaction.nonce} for another transaction. Its key must serve one ` +
        `deployment with one set of choices and one gas price only: deploy with a new key.`,
    );
  }
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
  } catch (cause) {
    // Known already: it was sent before an interruption.
    if (!/already known|already imported|known transaction/i.test(String(cause))) {
      const said = (cause as { error?: { message?: string } }).error?.message ?? (cause as Error).message;
      throw new DeployError(`${step} was refused by the node: ${said}. ${await advice(provider, transaction)}`, {
        cause,
      });
    }
  }
  const deadline = performance.now() + patienceMs;
  for (;;) {
    signal?.throwIfAborted();
    const receipt = await provider.getTransactionReceipt(hash);
    if (receipt) return receipt;
    if (performance.now() > deadline) {
      throw new DeployError(
        `${step} was sent as ${hash} and is not mined after ${patienceMs / 1000} s. ` +
          (await advice(provider, transaction)),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** What to do about a step that a network does not take: the commonest cause that shows. */
async function advice(provider: RpcProvider, { from, gasPrice, gasLimit }: Transaction): Promise<string> {
  const [block, balance] = await Promise.all([provider.getBlock("latest"), provider.getBalance(from!)]);
  const offered = gasPrice ?? 0n;
  const asked = block?.baseFeePerGas ?? 0n;
  if (asked > offered) {
    return `The network asks ${asked} wei per gas and the step offers ${offered}: set --gas-price, and a new --key-file.`;
  }
  if (balance < offered * gasLimit) {
    return `The deployer ${from} holds ${balance} wei and a step may cost ${offered * gasLimit}: fund it and run the same command.`;
  }
  return (
    `The newest block is ${block?.number ?? 0}, its base fee ${asked}: see whether the network makes blocks and its pool ` +
    `takes a gas price of ${offered}. The same command goes on where it stopped; another --gas-price needs a new --key-file.`
  );
}
