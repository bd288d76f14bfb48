import { showTerms, type RecordedTerms, type Terms } from "./terms.ts";

/** A series of vouchers as recorded (凭证系列). */
export type Series = {
  readonly seriesId: number;
  readonly assetId: string;
  readonly grantor: string;
  /** Whose access points meter it: the grantor, or of a sub-licence the grantor of the first series. */
  readonly provider: string;
  readonly terms: Terms;
  /** issued = live + used + licensed + cancelled + expired, in units; licensed were used under sub-licences that ended. */
  readonly totals: {
    readonly issued: bigint;
    readonly live: bigint;
    readonly used: bigint;
    readonly licensed: bigint;
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
  readonly provider: string;
  readonly terms: RecordedTerms;
  readonly totals: Omit<Series["totals"], "vouchers"> & { readonly vouchers: bigint };
  readonly closed: boolean;
  readonly suspended: boolean;
  readonly basisLost: boolean;
  readonly expired: boolean;
};

/** A series in the words of the SDK. */
export function showSeries(seen: Recorded): Series {
  const { issued, live, used, licensed, cancelled, expired, vouchers } = seen.totals;
  return {
    seriesId: Number(seen.seriesId),
    assetId: seen.assetId,
    grantor: seen.grantor,
    provider: seen.provider,
    terms: showTerms(seen.terms),
    totals: { issued, live, used, licensed, cancelled, expired, vouchers: Number(vouchers) },
    state: {
      closed: seen.closed,
      suspended: seen.suspended,
      basisLost: seen.basisLost,
      expired: seen.expired,
    },
  };
}
