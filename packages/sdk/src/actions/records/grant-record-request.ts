import { defineWrite } from "../../client/write.ts";
import { digest, optionalDigest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link grantRecordRequest} takes. */
export type GrantRecordRequestParams = {
  readonly requestId: Whole;
  /** Digest of what proves the error; needed where another asks for a correction and the body has not agreed. */
  readonly proofDigest?: string | null | undefined;
  readonly documentDigest: string;
};

/**
 * Grants a request about a record: a change when its notice is over, a correction, a cancellation. By an authority
 * (approve).
 *
 * @throws LedgerError RECORD_REQUEST_NOT_IN_STATE, RECORD_REQUEST_NOTICE_NOT_OVER, CORRECTION_NOT_PROVED, RECORD_EXPIRED,
 *   CERTIFICATE_STANDS, OWN_CASE, ROLE_MISSING
 * @example
 * await ledger.records.grantRequest({ requestId, documentDigest });
 */
export const grantRecordRequest = /* @__PURE__ */ defineWrite<GrantRecordRequestParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("grantRequest", [
      whole(params.requestId, { field: "requestId" }),
      optionalDigest(params.proofDigest, "proofDigest"),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
