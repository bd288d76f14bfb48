import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { partyFor } from "../../client/resolve.ts";
import { choice } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import { timeText } from "../../input/time.ts";
import type { Right } from "../../vocabulary/enums.ts";
import { showClaim, type Claim } from "./claim.ts";

/** A registered right that is live. */
export type RegisteredRight = Claim & {
  readonly certificateId: bigint;
  readonly caseId: bigint;
  readonly since: string;
};

/** Which right, in what, of whom. */
export type RightQuery = {
  readonly assetId: string;
  readonly right: Right;
  /** Address of the party, or of one of its accounts. */
  readonly party: string;
};

/**
 * The live entry of a right, or null when the party has none now.
 *
 * @throws LedgerError VALUE_UNKNOWN, DIGEST_MALFORMED, ADDRESS_MALFORMED, PARTY_UNKNOWN
 * @example
 * const right = await ledger.rights.get({ assetId, right: "operate", party });
 */
export async function getRight(
  client: LedgerClient,
  { assetId, right, party }: RightQuery,
  options?: ReadOptions,
): Promise<RegisteredRight | null> {
  const [asset, kind] = [digest(assetId, "assetId"), choice("Right", right, "right")];
  const holder = await partyFor(client, party, "party");
  const seen = await read(client, () => client.contracts.assets.rightOf(asset, kind, holder, asOf(options)));
  if (seen.certificateId === 0n) return null;
  const { certificateId, caseId, since, claim } = seen;
  return { ...showClaim(claim), certificateId, caseId, since: timeText(since) };
}
