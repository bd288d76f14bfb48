import type { Rpc } from "../chain/rpc.ts";
import type { RawBlock } from "../chain/types.ts";
import type { Identity, LedgerStore } from "../store/ledger.ts";
import { StoreError } from "../store/level.ts";

/** Which part of the chain is indexed. */
export interface Deployment {
  readonly chainId: string;
  readonly startBlock: number;
  /** Addresses whose logs are the ledger, lower case. */
  readonly addresses: readonly string[];
}

/** Asks the node which chain it is on. @throws {StoreError} WRONG_CHAIN when it is not the deployment's */
export async function identify(rpc: Rpc, deployment: Deployment, schema: number): Promise<Identity> {
  const [chainId, genesis] = await rpc.batch<unknown>([
    { method: "eth_chainId", params: [] },
    { method: "eth_getBlockByNumber", params: ["0x0", false] },
  ]);
  const actual = BigInt(chainId as string).toString();
  if (actual !== deployment.chainId) {
    const message = `The node is on chain ${actual}, the deployment on chain ${deployment.chainId}.`;
    throw new StoreError("WRONG_CHAIN", message);
  }
  return {
    chainId: actual,
    genesisHash: (genesis as RawBlock).hash,
    deployment: textOf(deployment),
    schema,
  };
}

/**
 * Empties an index whose rows another version of the projections or another deployment made: nobody may read them,
 * not even before the node is asked.
 */
export async function discardOutdated(store: LedgerStore, deployment: Deployment, schema: number): Promise<void> {
  const known = store.identity;
  if (known === undefined || (known.deployment === textOf(deployment) && known.schema === schema)) return;
  await store.reset({ ...known, deployment: textOf(deployment), schema });
}

function textOf({ addresses, startBlock }: Deployment): string {
  return [...addresses, startBlock].join(" ");
}

/**
 * Makes sure that the index is of this chain. An empty index takes the identity.
 * @returns true when the index starts anew
 * @throws {StoreError} INDEX_OF_OTHER_CHAIN
 */
export async function adopt(store: LedgerStore, identity: Identity): Promise<boolean> {
  const known = store.identity;
  if (known !== undefined && (known.chainId !== identity.chainId || known.genesisHash !== identity.genesisHash)) {
    throw new StoreError(
      "INDEX_OF_OTHER_CHAIN",
      "The index in the data folder is of another chain: use another DATA_DIR, or run `data-voucher-gateway rebuild`.",
    );
  }
  if (known?.deployment === identity.deployment && known.schema === identity.schema) return store.cursor === undefined;
  await store.reset(identity);
  return true;
}
