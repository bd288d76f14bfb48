import { readFile } from "node:fs/promises";
import { keccak256, type Provider, Wallet } from "ethers";
import { type DeploymentChoices, type DeploymentStep, planDeployment } from "./plan.ts";
import { DeployError, settle } from "./settle.ts";

/** Where one contract stands. */
export interface DeployedContract {
  readonly address: string;
  /** Block in which it was created; an index need not look before. */
  readonly block: number;
  /** Release it comes from. */
  readonly version: string;
  /** keccak256 of its runtime code. */
  readonly codeHash: string;
}

/** The record of a deployment: what clients, gateway and explorer need to find the ledger. */
export interface Deployment {
  readonly chainId: string;
  /** First block to index from. */
  readonly startBlock: number;
  readonly contracts: Readonly<Record<string, DeployedContract>>;
}

/** Any ethers provider that also passes raw JSON-RPC calls through. */
export type RpcProvider = Provider & { send(method: string, params: unknown[]): Promise<unknown> };

export interface DeployOptions {
  readonly provider: RpcProvider;
  /** A key used for nothing else: step n of the plan is its transaction n. */
  readonly deployerKey: string;
  readonly choices: DeploymentChoices;
  /** Wei per gas of every step; 0 where the network asks nothing. The same from the first step to the last. */
  readonly gasPrice?: bigint;
  /** Milliseconds after which a step that is not mined is given up; two minutes unless said. */
  readonly patienceMs?: number;
  /** Told before every step. */
  readonly onStep?: (step: DeploymentStep, index: number, total: number) => void;
  readonly signal?: AbortSignal;
}

const GAS_LIMIT = 8_000_000n;
const PATIENCE_MS = 120_000;

/**
 * Deploys the ledger, or finishes a deployment that was interrupted: steps that are on the chain are not sent again,
 * and a step that was sent but not yet mined is sent again with the same bytes.
 * @throws DeployError when a step failed on the chain, was refused by the node or is not mined in time, or when the key
 *   was used for something else.
 */
export async function deployLedger(options: DeployOptions): Promise<Deployment> {
  const { provider, deployerKey, choices, onStep, signal, gasPrice = 0n, patienceMs = PATIENCE_MS } = options;
  const wallet = new Wallet(deployerKey, provider);
  const { chainId } = await provider.getNetwork();
  const steps = await planDeployment(wallet.address, choices);
  const transactions = await Promise.all(
    steps.map(async (step, nonce) =>
      wallet.signTransaction({
        type: 0,
        chainId,
        nonce,
        gasPrice,
        gasLimit: GAS_LIMIT,
        to: step.to,
        data: step.data,
      }),
    ),
  );

  const version = await releaseVersion();
  const contracts: Record<string, DeployedContract> = {};
  for (const [index, step] of steps.entries()) {
    signal?.throwIfAborted();
    onStep?.(step, index, steps.length);
    const receipt = await settle(
      provider,
      transactions[index]!,
      `Step ${index + 1} (${step.label})`,
      patienceMs,
      signal,
    );
    if (receipt.status !== 1) throw new DeployError(`Step ${index + 1} (${step.label}) failed: ${receipt.hash}.`);
    if (step.creates) {
      const { name, address } = step.creates;
      const code = await provider.getCode(address);
      contracts[name] = { address, block: receipt.blockNumber, version, codeHash: keccak256(code) };
    }
  }
  const startBlock = Math.min(...Object.values(contracts).map(({ block }) => block));
  return { chainId: chainId.toString(), startBlock, contracts };
}

async function releaseVersion(): Promise<string> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
