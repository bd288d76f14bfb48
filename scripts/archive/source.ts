import { createRpc, engineProfiles, isLedgerError, type Rpc } from "@data-voucher/sdk";
import { ArchiveError } from "./archive-error.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { Settings } from "./settings.ts";

/** Blocks that may still be undone; on every engine that the ledger runs on a block is final when it is there. */
const open = Math.max(...Object.values(engineProfiles).map(({ finalityDepth }) => finalityDepth)) - 1;

/** The ledger that is archived. */
export interface Source {
  readonly rpc: Rpc;
  /** The newest final block; below 0 when there is none. */
  readonly head: number;
}

/**
 * Asks the node which chain it serves and how far it reaches.
 * @throws ArchiveError when it does not answer or serves another chain
 */
export async function openSource({ rpcUrl, deployment }: Settings): Promise<Source> {
  const rpc = createRpc(rpcUrl);
  try {
    const chainId = String(BigInt((await rpc("eth_chainId", [])) as string));
    if (chainId !== String(deployment.chainId)) {
      throw new ArchiveError(`${rpcUrl} serves the chain ${chainId}, the deployment is of ${deployment.chainId}.`);
    }
    return { rpc, head: Number(await rpc("eth_blockNumber", [])) - open };
  } catch (cause) {
    if (!isLedgerError(cause, "NODE_UNREACHABLE")) throw cause;
    throw new ArchiveError(`No node answers at ${rpcUrl}. Start it, or correct --rpc-url.`, { cause });
  }
}

/**
 * Makes sure that an archive is continued with the ledger it was begun with.
 * @throws ArchiveError for another chain, other contracts, or another block where the archive ends
 */
export async function requireSameLedger(
  rpc: Rpc,
  { out, deployment }: Settings,
  { chainId, contracts, to }: Checkpoint,
): Promise<void> {
  if (chainId !== String(deployment.chainId)) {
    throw new ArchiveError(`The archive ${out} is of the chain ${chainId}, not of ${deployment.chainId}.`);
  }
  for (const [name, address] of Object.entries(contracts)) {
    const here = deployment.contracts[name]?.address;
    if (here === address) continue;
    throw new ArchiveError(`The archive ${out} has ${name} at ${address}, the deployment at ${here}.`);
  }
  const found = (await rpc("eth_getBlockByNumber", [`0x${to.number.toString(16)}`, false])) as { hash: string } | null;
  if (found?.hash === to.hash) return;
  const here = found === null ? "has no such block" : `has ${found.hash} there`;
  throw new ArchiveError(
    `The archive ${out} ends with block ${to.number}, ${to.hash}; this ledger ${here}. It is another ledger, or its ` +
      "history was changed: archive it into another folder, and ask why.",
  );
}
