import { encodeConditions } from "@data-voucher/sdk";
import { ZeroAddress } from "ethers";
import { day, digest } from "./ledger-chain.ts";

/** Terms of a product series. */
export const terms = (basisId: bigint, time: number, over: Record<string, unknown> = {}) => ({
  basisKind: 1,
  basisId,
  class: 2,
  resale: true,
  territory: 156,
  start: time,
  end: time + 180 * day,
  cap: 1_000_000,
  purposes: 0b011,
  namedUser: ZeroAddress,
  priceRule: 2,
  unitPrice: 100,
  termsDigest: digest("terms"),
  conditions: encodeConditions(),
  ...over,
});
