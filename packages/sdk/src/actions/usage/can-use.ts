import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { reasonOf, type Permission } from "../../client/reason.ts";
import { partyFor } from "../../client/resolve.ts";
import { splitVoucherId } from "../../codec/voucher-id.ts";
import type { Whole } from "../../input/whole.ts";
import { analysisNumber, type AnalysisInput } from "../../vocabulary/analyses.ts";
import { purposeBit, type PurposeInput } from "../../vocabulary/purposes.ts";
import { voucherIdFrom } from "../vouchers/voucher.ts";

/** A use to ask about. */
export type UseQuestion = {
  readonly voucherId: Whole;
  readonly purpose: PurposeInput;
  readonly analysis: AnalysisInput;
  /** The party whose access point serves it, or one of its accounts; the provider of the series unless given. */
  readonly provider?: string | undefined;
};

/**
 * Whether a voucher may be used for this now, and the reason where it may not: the code with which settling the use
 * would be refused. An access point asks before it serves.
 *
 * @throws LedgerError VOUCHER_UNKNOWN, PARTY_UNKNOWN, codes of the input
 * @example
 * const answer = await ledger.usage.canUse({ voucherId, purpose: "logistics", analysis: "statistics" });
 * if (!answer.ok) console.log(answer.code); // PURPOSE_NOT_ALLOWED …
 */
export async function canUse(
  client: LedgerClient,
  { voucherId, purpose, analysis, provider }: UseQuestion,
  options?: ReadOptions,
): Promise<Permission> {
  const { ledger } = client.contracts;
  const id = voucherIdFrom(voucherId);
  const [bit, kind] = [purposeBit(purpose), analysisNumber(analysis)];
  const party =
    provider === undefined
      ? (await read(client, () => ledger.seriesOf(splitVoucherId(id).seriesId, asOf(options)))).provider
      : await partyFor(client, provider, "provider");
  return reasonOf(client, await read(client, () => ledger.useRestriction(id, party, bit, kind, asOf(options))));
}
