import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link objectToRegistration} takes. */
export type ObjectToRegistrationParams = {
  /** Id of the case. */
  readonly caseId: Whole;
  readonly reasonDigest: string;
};

/**
 * Objects to a registration during its notice (异议, article 25). By any other party (operate).
 *
 * @throws LedgerError NOTICE_OVER, OBJECTION_BY_PARTICIPANT, CASE_NOT_IN_STATE
 * @example
 * const { objectionId } = await (await ledger.cases.object({ caseId, reasonDigest })).wait();
 */
export const objectToRegistration = /* @__PURE__ */ defineWrite<
  ObjectToRegistrationParams,
  { readonly objectionId: number }
>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("objectToRegistration", [
      whole(params.caseId, { field: "caseId" }),
      digest(params.reasonDigest, "reasonDigest"),
    ]),
  result: (events) => ({ objectionId: Number(idOf(events, "ObjectionRaised", "objectionId")) }),
});
