import { idOf } from "../../client/created.ts";
import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { wellFormedText } from "../../codec/text.ts";
import { digest } from "../../input/hex.ts";
import { seconds, type Time } from "../../input/time.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { operationSafety, type OperationSafetyInput } from "./operation-safety.ts";
import { purposeMask, type PurposeInput } from "../../vocabulary/purposes.ts";

/** What {@link authoriseOperation} takes. */
export type AuthoriseOperationParams = {
  readonly recordId: Whole;
  /** Party of the operator, or one of its accounts. */
  readonly operator: string;
  /** 授权场景 */
  readonly scene: string;
  readonly purposes: readonly PurposeInput[];
  /** ISO 3166-1 numeric code; 0 means anywhere. */
  readonly territory: number;
  readonly start: Time;
  readonly until: Time;
  /** Whether holders may resell vouchers granted under it. */
  readonly resale: boolean;
  /** Digest of the operation agreement, with its safety duties. */
  readonly agreementDigest: string;
  /** What shows that the operation is safe; the authorisation is a basis no longer than that. */
  readonly safety: OperationSafetyInput;
};

/**
 * Authorises an operator for a scene (授权运营). By the recording public body (approve).
 *
 * @throws LedgerError NOT_OPERATOR, AUTHORISATION_TERM_INVALID, AUTHORISATION_INCOMPLETE, RECORD_NOT_IN_STATE,
 *   PROTECTION_LEVEL_INVALID, SAFETY_TERM_INVALID,
 *   TEXT_BIDI_CONTROL, TEXT_CONTROL_CHARACTER, TEXT_NUL
 * @example
 * const handle = await ledger.authorisations.authorise({
 *   recordId, operator, scene: "城市物流时效服务", purposes: ["logistics"], territory: 156,
 *   start: "2026-11-23T00:00:00Z", until: "2027-11-22T00:00:00Z", resale: true, agreementDigest,
 *   safety: { level: 3, until: "2027-05-31T15:59:59Z", documentDigest },
 * });
 * const { authorisationId } = await handle.wait();
 */
export const authoriseOperation = /* @__PURE__ */ defineWrite<
  AuthoriseOperationParams,
  { readonly authorisationId: bigint }
>({
  contract: "PublicRecords",
  data: async (params, client) =>
    client.contracts.records.interface.encodeFunctionData("authoriseOperation", [
      {
        recordId: whole(params.recordId, { field: "recordId" }),
        operator: await partyFor(client, params.operator, "operator"),
        scene: wellFormedText(params.scene, { minChars: 1, maxChars: 256, field: "scene" }),
        purposes: purposeMask(params.purposes),
        territory: whole(params.territory, { max: 999n, field: "territory" }),
        start: seconds(params.start, "start"),
        until: seconds(params.until, "until"),
        resale: params.resale,
        agreementDigest: digest(params.agreementDigest, "agreementDigest"),
        safety: operationSafety(params.safety),
      },
    ]),
  result: (events) => ({ authorisationId: idOf(events, "OperationAuthorised", "authorisationId") }),
});
