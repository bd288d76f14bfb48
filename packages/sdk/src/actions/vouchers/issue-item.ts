import type { LedgerClient } from "../../client/client.ts";
import { partyFor } from "../../client/resolve.ts";
import { some } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import type { Amount } from "../../input/whole.ts";
import { unitsOf } from "./units.ts";

/** One voucher to issue. */
export type IssueItem = {
  /** Party, or one of its accounts. */
  readonly to: string;
  readonly units: Amount;
  /** Digest of the voucher's document. */
  readonly digest: string;
};

/** Vouchers to issue as the contract takes them: three lists. */
export async function encodeItems(client: LedgerClient, items: readonly IssueItem[]) {
  const all = some(items, "items");
  return {
    to: await Promise.all(all.map(({ to }) => partyFor(client, to, "to"))),
    units: all.map(({ units }) => unitsOf(units)),
    digests: all.map((item) => digest(item.digest, "digest")),
  };
}
