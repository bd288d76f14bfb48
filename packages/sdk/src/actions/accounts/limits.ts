import { uint40Max } from "../../codec/decimal.ts";
import { optionalSeconds, type Time } from "../../input/time.ts";
import { whole, type Amount } from "../../input/whole.ts";
import { bits } from "../../input/choice.ts";
import { powers, type Power } from "../../vocabulary/bits.ts";

/** What a key may do for its party. */
export type AccountTerms = {
  readonly account: string;
  readonly powers: readonly Power[];
  /** Last second at which it may act; no end unless given. */
  readonly validUntil?: Time | null | undefined;
  /** Most units that one act of it may issue, move or cancel; no limit unless given. */
  readonly unitLimit?: Amount | null | undefined;
};

/** Powers, end and limit as the contract takes them. */
export function encodeLimits({ powers: given, validUntil, unitLimit }: AccountTerms): [number, number, bigint] {
  const limit = unitLimit === null || unitLimit === undefined ? 0n : unitLimit;
  return [
    bits(powers, given, "powers"),
    optionalSeconds(validUntil, "validUntil"),
    whole(limit, { max: uint40Max, field: "unitLimit" }),
  ];
}
