import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { seconds, type Time } from "../../input/time.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link askSupplement} takes. */
export type AskSupplementParams = {
  /** Id of the case. */
  readonly caseId: Whole;
  readonly deadline: Time;
  readonly documentDigest: string;
};

/**
 * Lists once what must be added and until when (补正): before acceptance (article 17), where an application that is not
 * completed in time lapses, or in examination (article 18), where the case then goes on without. By the registry
 * (operate).
 *
 * @throws LedgerError CASE_NOT_IN_STATE, CASE_OF_ANOTHER_REGISTRY, SUPPLEMENT_ASKED_BEFORE, DEADLINE_INVALID
 * @example
 * await ledger.cases.askSupplement({ caseId, deadline: "2026-12-01T10:00:00Z", documentDigest });
 */
export const askSupplement = /* @__PURE__ */ defineWrite<AskSupplementParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("askSupplement", [
      whole(params.caseId, { field: "caseId" }),
      seconds(params.deadline, "deadline"),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
