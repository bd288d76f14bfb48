import type { LedgerClient } from "../../client/client.ts";
import { address, digest } from "../../input/hex.ts";
import type { Whole } from "../../input/whole.ts";
import { gatewayOf } from "../operations/operation.ts";
import { seriesIdOf } from "../series/series-id.ts";
import { voucherIdFrom } from "../vouchers/voucher.ts";

/** Of what: one subject, or none for the whole ledger. */
export type UsageQuery = {
  readonly voucherId?: Whole | undefined;
  readonly seriesId?: Whole | undefined;
  readonly assetId?: string | undefined;
  /** Party that used. */
  readonly holder?: string | undefined;
  /** Party at whose access points it was used. */
  readonly provider?: string | undefined;
};

/** Units and receipts that were counted. */
export type UsageSum = { readonly units: bigint; readonly receipts: number };

/** What was used, in all and in parts. */
export type UsageTotals = UsageSum & {
  /** By bit on the purpose list. */
  readonly byPurpose: readonly (UsageSum & { readonly purpose: number })[];
  /** By day in Shanghai on which the ledger counted it; the latest 366. */
  readonly byDay: readonly (UsageSum & { readonly day: string })[];
};

type Sums = { readonly units: string; readonly receipts: number };
type Answer = Sums & {
  readonly byPurpose: readonly (Sums & { readonly purpose: number })[];
  readonly byDay: readonly (Sums & { readonly day: string })[];
};

/**
 * What was used of a subject, as the gateway's index sums it from the ledger.
 *
 * @throws LedgerError GATEWAY_MISSING, SERIES_UNKNOWN, VOUCHER_UNKNOWN, ASSET_UNKNOWN, PARTY_UNKNOWN, REQUEST_INVALID for
 *   more than one subject, codes of the input and of the gateway
 * @example
 * const { units, byPurpose } = await ledger.usage.totals({ seriesId: 1 });
 */
export async function getUsage(
  client: LedgerClient,
  { voucherId, seriesId, assetId, holder, provider }: UsageQuery = {},
): Promise<UsageTotals> {
  const query = {
    voucherId: voucherId === undefined ? undefined : String(voucherIdFrom(voucherId)),
    seriesId: seriesId === undefined ? undefined : String(seriesIdOf(seriesId)),
    assetId: assetId === undefined ? undefined : digest(assetId, "assetId"),
    holder: holder === undefined ? undefined : address(holder, "holder"),
    provider: provider === undefined ? undefined : address(provider, "provider"),
  };
  const { units, receipts, byPurpose, byDay } = (await gatewayOf(client).get("/v1/usage", { query })) as Answer;
  const whole = <T extends Sums>(sums: T) => ({ ...sums, units: BigInt(sums.units) });
  return { units: BigInt(units), receipts, byPurpose: byPurpose.map(whole), byDay: byDay.map(whole) };
}
