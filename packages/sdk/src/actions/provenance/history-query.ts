import type { LedgerClient } from "../../client/client.ts";
import { startBlockOf } from "../../client/deployment.ts";
import { read } from "../../client/reading.ts";
import type { Whole } from "../../input/whole.ts";

/** Whose history to read, from where, and over which blocks. */
export type HistoryQuery = (
  | { readonly voucherId: Whole }
  /** Party, or one of its accounts. */
  | { readonly party: string }
  | { readonly assetId: string }
) & {
  /** First block; the ledger's first unless given. */
  readonly fromBlock?: number | undefined;
  /** Last block; the newest unless given. */
  readonly toBlock?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Who is asked; the gateway where the client has one. */
  readonly source?: "chain" | "gateway" | undefined;
};

/** Blocks to read over. */
export type Blocks = {
  readonly fromBlock: number;
  readonly toBlock: number;
  readonly signal: AbortSignal | undefined;
};

/** The blocks of a query, its ends filled in. */
export async function blocksOf(client: LedgerClient, query: HistoryQuery): Promise<Blocks> {
  const { fromBlock = startBlockOf(client.deployment), signal } = query;
  const toBlock = query.toBlock ?? (await read(client, () => client.provider.getBlockNumber()));
  return { fromBlock, toBlock, signal };
}
