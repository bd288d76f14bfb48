import { uint40Max } from "../codec/decimal.ts";
import type { Deadline } from "./working-days.ts";

/** A deadline as the ledger's contracts write it: their largest moment stands for "pending". */
export function deadlineFrom(seconds: bigint): Deadline {
  return seconds === uint40Max ? "pending" : Number(seconds);
}
