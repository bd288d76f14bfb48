import { getCreateAddress, type JsonRpcProvider, type Wallet } from "ethers";

/**
 * Creation code of a seven-byte contract that reverts with exactly the bytes it is called with
 * (`CALLDATASIZE PUSH0 PUSH0 CALLDATACOPY CALLDATASIZE PUSH0 REVERT`): any refusal can be tried on a real node.
 */
export const echoInit = "0x66365f5f37365ffd5f5260076019f3";

/** Deploys the contract with the wallet's next nonce, waits until it is mined and returns its address. */
export async function deployEcho(
  provider: JsonRpcProvider,
  wallet: Wallet | { address: string; signTransaction: Wallet["signTransaction"] },
  chainId: number,
): Promise<string> {
  const nonce = await provider.getTransactionCount(wallet.address, "latest");
  const raw = await wallet.signTransaction({ type: 0, chainId, nonce, gasPrice: 0, gasLimit: 200_000, data: echoInit });
  const sent = await provider.broadcastTransaction(raw);
  await sent.wait();
  return getCreateAddress({ from: wallet.address, nonce });
}
