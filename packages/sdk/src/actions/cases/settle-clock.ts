import { defineWrite } from "../../client/write.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link settleClock} takes. */
export type SettleClockParams = {
  /** Id of the case. */
  readonly caseId: Whole;
};

/**
 * Writes down what the clock has made of a case: deemed acceptance or lapse (article 17), a supplement missed in
 * examination. Anyone may; every other act on the case does it by itself.
 *
 * @throws LedgerError CLOCK_UNCHANGED when there is nothing to write down, CASE_UNKNOWN
 * @example
 * await ledger.cases.settleClock({ caseId });
 */
export const settleClock = /* @__PURE__ */ defineWrite<SettleClockParams>({
  contract: "AssetRegistry",
  data: ({ caseId }, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("settleClock", [whole(caseId, { field: "caseId" })]),
});
