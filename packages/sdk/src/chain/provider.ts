import { FetchRequest, JsonRpcProvider } from "ethers";
import type { EngineProfile } from "./profile.ts";
import { createRpc } from "./rpc.ts";

/**
 * An ethers provider set up for a ledger node: the chain id is asked once, nothing is batched or cached (ethers waits
 * 10 ms for a batch and repeats answers for 250 ms), requests end after `timeoutMs`.
 *
 * @throws LedgerError when the node cannot be asked for its chain id
 */
export async function createProvider(
  url: string,
  profile: Pick<EngineProfile, "pollMs">,
  timeoutMs = 30_000,
): Promise<JsonRpcProvider> {
  const chainId = BigInt((await createRpc(url, timeoutMs)("eth_chainId", [])) as string);
  const request = new FetchRequest(url);
  request.timeout = timeoutMs;
  return new JsonRpcProvider(request, chainId, {
    staticNetwork: true,
    batchMaxCount: 1,
    cacheTimeout: -1,
    pollingInterval: profile.pollMs,
  });
}
