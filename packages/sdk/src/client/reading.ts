import { toLedgerError } from "../errors/to-ledger-error.ts";
import type { LedgerClient } from "./client.ts";

/** As of when to read. */
export type ReadOptions = {
  /** Number of the block after which to read; the latest unless given. */
  readonly block?: number | undefined;
};

/** What ethers takes beside the arguments of a call. */
export type CallOverrides = { readonly blockTag?: number };

/** The overrides for a read as of a block. */
export function asOf({ block }: ReadOptions = {}): CallOverrides {
  return block === undefined ? {} : { blockTag: block };
}

/**
 * Makes a call and puts a failure into the one error family.
 *
 * @throws LedgerError the contract's refusal, codes of the node
 */
export async function read<T>({ errors }: LedgerClient, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toLedgerError(error, { interface: errors });
  }
}

/** The same, with nothing in place of one of the contract's refusals, such as `PARTY_UNKNOWN`. */
export async function readUnless<T>(
  client: LedgerClient,
  code: string,
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read(client, call);
  } catch (error) {
    if ((error as { code?: unknown }).code === code) return undefined;
    throw error;
  }
}
