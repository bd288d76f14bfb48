import type { LedgerClient } from "../../client/client.ts";
import { gatewayOf } from "../operations/operation.ts";

/** An edition of the safe-use commitment, as the gateway has it. */
export type CommitmentEdition = {
  readonly edition: number;
  readonly textDigest: string;
  readonly byParty: string;
  readonly publishedAt: string;
  /** From when on earlier editions do not count any more. */
  readonly requiredFrom: string;
  /** Whether it counts at the block shown. */
  readonly counts: boolean;
  /** How many parties have this edition as their last. */
  readonly parties: number;
};

/**
 * All editions of the safe-use commitment, newest first, as the gateway has them.
 *
 * @throws LedgerError GATEWAY_MISSING, codes of the gateway
 * @example
 * const [newest] = await ledger.commitments.list();
 */
export async function listCommitments(
  client: LedgerClient,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<readonly CommitmentEdition[]> {
  return ((await gatewayOf(client).get("/v1/commitments", { signal })) as { items: readonly CommitmentEdition[] })
    .items;
}
