import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link endAuthorisation} takes. */
export type EndAuthorisationParams = {
  readonly authorisationId: Whole;
  readonly documentDigest: string;
};

/**
 * Ends an authorisation early. By its body or an authority (approve).
 *
 * @throws LedgerError AUTHORISATION_ENDED, AUTHORISATION_UNKNOWN
 * @example
 * await ledger.authorisations.end({ authorisationId, documentDigest });
 */
export const endAuthorisation = /* @__PURE__ */ defineWrite<EndAuthorisationParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("endAuthorisation", [
      whole(params.authorisationId, { field: "authorisationId" }),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
