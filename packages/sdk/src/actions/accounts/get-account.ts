import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { address } from "../../input/hex.ts";
import { timeOrNull } from "../../input/time.ts";
import { bitNames, powers, type Power } from "../../vocabulary/bits.ts";

/** A key and what it may do for its party. */
export type Account = {
  readonly account: string;
  readonly party: string;
  readonly powers: readonly Power[];
  readonly state: "active" | "revoked";
  /** Last second at which it may act. */
  readonly validUntil: string | null;
  /** Most units that one act of it may issue, move or cancel. */
  readonly unitLimit: bigint | null;
};

/**
 * An account as recorded; the signer's own unless another is named.
 *
 * @throws LedgerError ADDRESS_MALFORMED, ACCOUNT_UNKNOWN, SIGNER_MISSING
 * @example
 * const { party, powers } = await ledger.accounts.get(key.address);
 */
export async function getAccount(client: LedgerClient, account?: string, options?: ReadOptions): Promise<Account> {
  const asked = account === undefined ? await client.signer().getAddress() : address(account, "account");
  const seen = await read(client, () => client.contracts.ledger.accountOf(asked, asOf(options)));
  return {
    account: seen.account,
    party: seen.party,
    powers: bitNames(powers, seen.powers),
    state: seen.revoked ? "revoked" : "active",
    validUntil: timeOrNull(seen.validUntil),
    unitLimit: seen.unitLimit === 0n ? null : seen.unitLimit,
  };
}
