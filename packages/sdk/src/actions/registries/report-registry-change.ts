import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { seconds, type Time } from "../../input/time.ts";

/** What {@link reportRegistryChange} takes. */
export type ReportRegistryChangeParams = {
  /** When the change takes effect: after the last second of the fifth working day from now. */
  readonly effectiveAt: Time;
  /** Digest of what is to change. */
  readonly documentDigest: string;
};

/**
 * Reports a change of the registry 5 working days before it takes effect (登记机构变更报告, article 11). By the registry
 * (approve). While the calendar's year is not loaded any later moment is taken.
 *
 * @throws LedgerError ANNOUNCED_TOO_LATE, NOT_REGISTRY, DOCUMENT_MISSING, ROLE_MISSING, TIME_MALFORMED
 * @example
 * await ledger.registries.reportChange({ effectiveAt: "2026-12-10T00:00:00+08:00", documentDigest });
 */
export const reportRegistryChange = /* @__PURE__ */ defineWrite<ReportRegistryChangeParams>({
  contract: "AssetRegistry",
  data: ({ effectiveAt, documentDigest }, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("reportRegistryChange", [
      seconds(effectiveAt, "effectiveAt"),
      digest(documentDigest, "documentDigest"),
    ]),
});
