import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { timeOrNull } from "../../input/time.ts";

/** Which edition of the safe-use commitment counts. */
export type CommitmentRuleView = {
  /** The newest edition, which is the one to sign; 0 while none was published. */
  readonly published: number;
  /** The least edition that counts until `requiredFrom`; 0 for any. */
  readonly requiredBefore: number;
  /** From when on only the newest counts, RFC 3339; null while none was published. */
  readonly requiredFrom: string | null;
  /** Digest of the newest edition's text; null while there is none. */
  readonly textDigest: string | null;
};

/**
 * Which edition of the safe-use commitment (数据安全使用承诺) counts, and the digest of its text.
 *
 * @example
 * const { published, textDigest } = await ledger.commitments.rule();
 */
export async function getCommitmentRule(client: LedgerClient, options?: ReadOptions): Promise<CommitmentRuleView> {
  const { ledger } = client.contracts;
  const rule = await read(client, () => ledger.commitmentRule(asOf(options)));
  const published = Number(rule.published);
  return {
    published,
    requiredBefore: Number(rule.requiredBefore),
    requiredFrom: timeOrNull(rule.requiredFrom),
    textDigest: published === 0 ? null : await read(client, () => ledger.commitmentText(published, asOf(options))),
  };
}
