import { fault } from "../errors.ts";
import type { Reading } from "../ledger/models/reading.ts";
import { accountTable } from "../ledger/project/account.ts";
import type { Custody } from "../outbox/custody.ts";
import { checksum } from "../ledger/checksum.ts";
import type { PaperSigner } from "@data-voucher/sdk";

/**
 * The key of the gateway that signs papers for a registry, the one that keeps the certificate now: the account that certified, so that the block itself shows
 * whose it is, or else another live account of the registry, which a verifier asks the ledger about.
 *
 * @throws LedgerError SIGNER_NOT_FOUND
 */
export async function paperSignerOf(
  { view }: Reading,
  custody: Custody,
  registry: string,
  certifier?: string,
): Promise<PaperSigner & { readonly account: string }> {
  const own = custody.addresses.map(checksum).filter((account) => {
    const row = view.get(accountTable, account);
    return row?.party === registry && (account === certifier || !row.revoked);
  });
  const account = own.find((each) => each === certifier) ?? own[0];
  if (account === undefined) {
    throw fault("SIGNER_NOT_FOUND", `The gateway holds no key of the registry ${registry}, which signs its papers.`, {
      registry,
    });
  }
  return { account, ...(await custody.paperSigner(account)) };
}
