import { revertError } from "../errors/to-ledger-error.ts";
import { address } from "../input/hex.ts";
import type { LedgerClient } from "./client.ts";
import { readUnless } from "./reading.ts";

/** A party, and the account by which it was named, if it was. */
export type Resolved = { readonly party: string; readonly account: string | null };

/**
 * Finds the party that an address stands for: a party's own address, or an account, which stands for the party it was
 * given to, also after it was revoked (keys come and go, the party stays).
 *
 * @throws LedgerError ADDRESS_MALFORMED, PARTY_UNKNOWN when it is neither
 * @example
 * const { party } = await resolve(client, "0x4B0897b0513fdC7C541B6d9D7E929C4e5364D2dB");
 */
export async function resolve(client: LedgerClient, given: string, field = "address"): Promise<Resolved> {
  const known = address(given, field);
  const [isParty, ofAccount] = await Promise.all([partyKnown(client, known), partyOfAccount(client, known)]);
  if (isParty !== undefined) return { party: known, account: null };
  if (ofAccount !== undefined) return { party: ofAccount, account: known };
  throw revertError(client.errors.encodeErrorResult("PartyUnknown", [known]), { interface: client.errors });
}

/** The party that an address stands for; see {@link resolve}. */
export async function partyFor(client: LedgerClient, given: string, field: string): Promise<string> {
  return (await resolve(client, given, field)).party;
}

/** The party of an account, or undefined; a key serves one party for good, so what was found is kept. */
export function partyOfAccount(client: LedgerClient, account: string): Promise<string | undefined> {
  return remembered(client, `account ${account}`, async () => {
    const { ledger } = client.contracts;
    return (await readUnless(client, "ACCOUNT_UNKNOWN", () => ledger.accountOf(account)))?.party;
  });
}

/**
 * The party for which the signer acts.
 *
 * @throws LedgerError SIGNER_MISSING, ACCOUNT_UNKNOWN
 */
export async function ownParty(client: LedgerClient): Promise<string> {
  const account = await client.signer().getAddress();
  const party = await partyOfAccount(client, account);
  if (party !== undefined) return party;
  throw revertError(client.errors.encodeErrorResult("AccountUnknown", [account]), { interface: client.errors });
}

function partyKnown(client: LedgerClient, party: string): Promise<string | undefined> {
  return remembered(client, `party ${party}`, async () => {
    const { ledger } = client.contracts;
    return (await readUnless(client, "PARTY_UNKNOWN", () => ledger.partyOf(party)))?.party;
  });
}

/** Most answers that are kept. */
const kept = 10_000;

/** Asks once; answers that may still change, and failures, are not kept. */
function remembered({ memory }: LedgerClient, key: string, ask: () => Promise<string | undefined>) {
  const known = memory.get(key);
  if (known) return known;
  const forget = () => void memory.delete(key);
  const asked = ask();
  memory.set(key, asked);
  asked.then((found) => found === undefined && forget(), forget);
  const [oldest] = memory.size > kept ? memory.keys() : [];
  if (oldest !== undefined) memory.delete(oldest);
  return asked;
}
