import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { encodeCancellation, type CancellationInput } from "./cancellation.ts";

/** What {@link applyForCancellation} takes. */
export type ApplyForCancellationParams = CancellationInput<"request" | "dataDestroyed">;

/**
 * Applies for cancellation of rights (注销登记, article 37). By the holder (operate). It has no public notice: examined, it
 * is carried out by `cases.certify`.
 *
 * @throws LedgerError CERTIFICATE_NOT_ISSUED, CERTIFICATE_HAS_ENDED, CERTIFICATE_OF_ANOTHER_HOLDER, RIGHT_NOT_HELD,
 *   CANCELLATION_GROUND_INVALID, KIND_NOT_OFFERED
 * @example
 * const cancellation = { certificate, rights: ["operate"], ground: "request", evidenceDigest };
 * const { caseId } = await (await ledger.cases.applyForCancellation(cancellation)).wait();
 */
export const applyForCancellation = /* @__PURE__ */ defineWrite<
  ApplyForCancellationParams,
  { readonly caseId: bigint }
>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("applyForCancellation", [encodeCancellation(params)]),
  result: (events) => ({ caseId: idOf(events, "CancellationApplied", "caseId") }),
});
