import { JsonRpcProvider, keccak256, Network } from "ethers";
import { deployLedger, type Deployment } from "../deploy/deploy.ts";
import { createEmbeddedNode, type EmbeddedNode, type Log } from "../node/index.ts";
import { derive } from "../story/cast.ts";
import { tellStory } from "../story/index.ts";
import type { Outcome } from "../story/teller.ts";
import { readDeploymentFile, writeDeploymentFile } from "./deployment-file.ts";
import type { Home } from "./home.ts";
import { readToDo, type ToDo } from "./to-do.ts";
import { readTold, type ToldAct, writeTold } from "./told.ts";

/** Told how far the start has come. */
export interface Progress {
  onDeploymentStep(label: string, index: number, total: number): void;
  onChapter(title: string): void;
  onOutcome(outcome: Outcome): void;
}

/** A ledger that runs on this machine. */
export interface EmbeddedLedger {
  readonly node: EmbeddedNode;
  readonly deployment: Deployment;
  /** Acts of the history; none when the ledger began empty. */
  readonly told: readonly ToldAct[];
  /** What its authority has still to decide. */
  readonly toDo: ToDo;
}

const day = 86_400;

/** How far the chain's clock may be behind before a block is made to catch up, in seconds. */
const leastCatchUp = 15;

/** Starts the node, deploys the contracts if they are not there yet, and tells the history if it is not told yet. */
export async function openLedger(
  home: Home,
  rpcPort: number,
  log: Log,
  progress: Progress,
  signal: AbortSignal,
): Promise<EmbeddedLedger> {
  const known = await readDeploymentFile(home.deploymentFile);
  const toldBefore = home.story ? await readTold(home.folders.story) : [];
  const node = await createEmbeddedNode({
    dataDir: home.folders.node,
    rpcPort,
    chainId: home.chainId,
    genesisTime: home.genesisTime,
    mode: known && toldBefore ? "auto" : "manual",
    log,
  });
  try {
    // No batching and no caching: every answer is the ledger's of this moment.
    const provider = new JsonRpcProvider(node.url, Network.from(home.chainId), {
      staticNetwork: true,
      batchMaxCount: 1,
      cacheTimeout: -1,
      pollingInterval: 50,
    });
    try {
      const found = known && (await stands(provider, known));
      const deployment = found ? known : await deploy(home, node, provider, progress, signal);
      const told = toldBefore ?? (await tell(home, node, provider, deployment, progress, signal));
      node.setMode("auto");
      // A block of now: what is asked from here on is answered as of now, not of when the last block was made.
      const now = Math.floor(Date.now() / 1000);
      if (node.head.time < now - leastCatchUp) await node.seal({ time: now });
      return { node, deployment, told, toDo: await readToDo(provider, deployment, now) };
    } finally {
      provider.destroy();
    }
  } catch (error) {
    await node.stop();
    throw error;
  }
}

/** Whether the contracts of a record are on the ledger. */
async function stands(provider: JsonRpcProvider, { contracts }: Deployment): Promise<boolean> {
  const hashes = Object.values(contracts).map(async ({ address, codeHash }) => {
    return keccak256(await provider.getCode(address)) === codeHash;
  });
  return (await Promise.all(hashes)).every(Boolean);
}

async function deploy(
  home: Home,
  node: EmbeddedNode,
  provider: JsonRpcProvider,
  progress: Progress,
  signal: AbortSignal,
): Promise<Deployment> {
  node.setStoryTime(home.genesisTime + 1);
  const deployment = await deployLedger({
    provider,
    deployerKey: derive(home.seed, "key deployer"),
    choices: {
      governance: home.players.governance.admission,
      authority: home.players.authority.admission,
      upgradeDelay: 2 * day,
      configurationDelay: day,
    },
    onStep: ({ label }, index, total) => progress.onDeploymentStep(label, index, total),
    signal,
  });
  await writeDeploymentFile(home.deploymentFile, deployment);
  return deployment;
}

async function tell(
  home: Home,
  node: EmbeddedNode,
  provider: JsonRpcProvider,
  deployment: Deployment,
  progress: Progress,
  signal: AbortSignal,
): Promise<ToldAct[]> {
  const outcomes = await tellStory({
    provider,
    deployment,
    players: home.players,
    seed: home.seed,
    genesisTime: home.genesisTime,
    folder: home.folders.story,
    setTime: (seconds) => node.setStoryTime(seconds),
    onChapter: (title) => progress.onChapter(title),
    onOutcome: (outcome) => progress.onOutcome(outcome),
    signal,
  });
  return writeTold(home.folders.story, outcomes);
}
