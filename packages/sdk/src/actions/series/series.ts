import { showTerms, type RecordedTerms, type Terms } from "./terms.ts";

/** A series of vouchers as recorded (凭证系列). */
export type Series = {
  readonly seriesId: number;
  readonly assetId: string;
  readonly grantor: string;
  readonly terms: Terms;
  /** issued = live + used + cancelled + expired, in units. */
  readonly totals: {
    readonly issued: bigint;
    readonly live: bigint;
    readonly used: bigint;
    readonly cancelled: bigint;
    readonly expired: bigint;
    readonly vouchers: number;
  };
  readonly state: {
    readonly closed: boolean;
    readonly suspended: boolean;
    readonly basisLost: boolean;
    readonly expired: boolean;
  };
};

type Recorded = {
  readonly seriesId: bigint;
  readonly assetId: string;
  readonly grantor: string;
  readonly terms: RecordedTerms;
  readonly totals: Omit<Series["totals"], "vouchers"> & { readonly vouchers: bigint };
  readonly closed: boolean;
  readonly suspended: boolean;
  readonly basisLost: boolean;
  readonly expired: boolean;
};

/** A series in the words of the SDK. */
export function showSeries(seen: Recorded): Series {
  const { issued, live, used, cancelled, expired, vouchers } = seen.totals;
  return {
    seriesId: Number(seen.seriesId),
    assetId: seen.assetId,
    grantor: seen.grantor,
    terms: showTerms(seen.terms),
    totals: { issued, live, used, cancelled, expired, vouchers: Number(vouchers) },
    state: {
      closed: seen.closed,
      suspended: seen.suspended,
      basisLost: seen.basisLost,
      expired: seen.expired,
    },
  };
}
