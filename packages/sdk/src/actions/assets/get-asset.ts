import { ZeroHash } from "ethers";
import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { digest } from "../../input/hex.ts";
import { timeText } from "../../input/time.ts";
import { enumText, type Category, type Grade, type Source } from "../../vocabulary/enums.ts";

/** An asset as recorded. Its name stands in its declaration and at the gateway. */
export type Asset = {
  readonly assetId: string;
  readonly declarant: string;
  /** Merkle root of the data, as `fingerprint` makes it. */
  readonly fingerprint: string;
  readonly descriptorDigest: string;
  readonly source: Source;
  readonly category: Category;
  readonly grade: Grade;
  readonly declaredAt: string;
  readonly assessmentDigest: string | null;
  /** Assets that it was derived from. */
  readonly sources: readonly string[];
};

/**
 * An asset.
 *
 * @throws LedgerError DIGEST_MALFORMED, ASSET_UNKNOWN
 * @example
 * const { fingerprint, grade } = await ledger.assets.get(assetId);
 */
export async function getAsset(client: LedgerClient, assetId: string, options?: ReadOptions): Promise<Asset> {
  const asked = digest(assetId, "assetId");
  const seen = await read(client, () => client.contracts.assets.assetOf(asked, asOf(options)));
  return {
    assetId: seen.assetId,
    declarant: seen.declarant,
    fingerprint: seen.fingerprint,
    descriptorDigest: seen.descriptorDigest,
    source: enumText("Source", seen.source),
    category: enumText("Category", seen.category),
    grade: enumText("Grade", seen.grade),
    declaredAt: timeText(seen.declaredAt),
    assessmentDigest: seen.assessmentDigest === ZeroHash ? null : seen.assessmentDigest,
    sources: [...seen.sources],
  };
}
