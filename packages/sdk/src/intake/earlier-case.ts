import { logsOf, topicsOf } from "../actions/provenance/topics.ts";
import type { LedgerClient } from "../client/client.ts";
import { startBlockOf } from "../client/deployment.ts";
import { read } from "../client/reading.ts";
import { ownParty } from "../client/resolve.ts";

/** Id of the asset that the signer's party declares with a key. */
export async function ownAssetId(client: LedgerClient, key: string): Promise<string> {
  const party = await ownParty(client);
  return read(client, () => client.contracts.assets.assetIdOf(party, key));
}

/** The first case of an asset, or undefined while nobody has applied for it. */
export async function caseOfAsset(client: LedgerClient, assetId: string): Promise<string | undefined> {
  const topics = [topicsOf(client.contracts.assets, ["RegistrationApplied"]), null, assetId];
  const toBlock = await client.provider.getBlockNumber();
  const blocks = { fromBlock: startBlockOf(client.deployment), toBlock, signal: undefined };
  for await (const { topics: found } of logsOf(client, ["AssetRegistry"], topics, blocks)) {
    return String(BigInt(found[1] ?? "0"));
  }
  return undefined;
}
