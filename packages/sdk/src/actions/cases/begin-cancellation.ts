import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { encodeCancellation, type CancellationInput } from "./cancellation.ts";

/** What {@link beginCancellation} takes. */
export type BeginCancellationParams = CancellationInput<"dataDestroyed" | "objectionOutcome" | "byLaw">;

/**
 * Begins a cancellation ex officio (依职权注销, article 37). By the registry that keeps the certificate (approve). The case
 * begins as examined; `cases.certify` carries it out.
 *
 * @throws LedgerError CERTIFICATE_NOT_ISSUED, CERTIFICATE_HAS_ENDED, RIGHT_NOT_HELD, CANCELLATION_GROUND_INVALID,
 *   CASE_OF_ANOTHER_REGISTRY, KIND_NOT_OFFERED
 * @example
 * const cancellation = { certificate, rights: ["hold", "use"], ground: "byLaw", evidenceDigest: noticeDigest };
 * const { caseId } = await (await ledger.cases.beginCancellation(cancellation)).wait();
 */
export const beginCancellation = /* @__PURE__ */ defineWrite<BeginCancellationParams, { readonly caseId: bigint }>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("beginCancellation", [encodeCancellation(params)]),
  result: (events) => ({ caseId: idOf(events, "CancellationBegun", "caseId") }),
});
