import { ZeroHash } from "ethers";
import { choice } from "../../input/choice.ts";
import { optionalDigest } from "../../input/hex.ts";
import { seconds, timeText, type Time } from "../../input/time.ts";
import { whole } from "../../input/whole.ts";
import { enumText, type Right } from "../../vocabulary/enums.ts";
import { purposeMask, purposesOf, type PurposeInput } from "../../vocabulary/purposes.ts";

/** A right as it is applied for. */
export type ClaimInput = {
  readonly right: Right;
  /** Last second of the right. */
  readonly until: Time;
  /** ISO 3166-1 numeric code; 0 means anywhere. */
  readonly territory: number;
  /** Whether licences under it may be resold. */
  readonly resale: boolean;
  readonly purposes: readonly PurposeInput[];
  /** Digest of the limits in words (annex 1). */
  readonly limitsDigest?: string | null | undefined;
};

/** A right as recorded. */
export type Claim = {
  readonly right: Right;
  readonly until: string;
  readonly territory: number;
  readonly resale: boolean;
  /** Codes of the purpose list. */
  readonly purposes: readonly string[];
  readonly limitsDigest: string | null;
};

type Recorded = {
  readonly right: bigint;
  readonly until: bigint;
  readonly territory: bigint;
  readonly resale: boolean;
  readonly purposes: bigint;
  readonly limitsDigest: string;
};

/** A right and the last second of its new term. */
export type RightTerm = { readonly right: Right; readonly until: string };

/** Codes of the purposes of a mask. */
export function purposeCodes(mask: bigint): string[] {
  return purposesOf(mask).map(({ code }) => code);
}

/** A claim as the contract takes it. */
export function encodeClaim(claim: ClaimInput) {
  return {
    right: choice("Right", claim.right, "right"),
    until: seconds(claim.until, "until"),
    territory: whole(claim.territory, { max: 999n, field: "territory" }),
    resale: claim.resale,
    purposes: purposeMask(claim.purposes),
    limitsDigest: optionalDigest(claim.limitsDigest, "limitsDigest"),
  };
}

/** A claim in the words of the SDK. */
export function showClaim(seen: Recorded): Claim {
  return {
    right: enumText("Right", seen.right),
    until: timeText(seen.until),
    territory: Number(seen.territory),
    resale: seen.resale,
    purposes: purposeCodes(seen.purposes),
    limitsDigest: seen.limitsDigest === ZeroHash ? null : seen.limitsDigest,
  };
}
