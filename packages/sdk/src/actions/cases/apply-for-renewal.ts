import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { choice, some } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import { seconds, type Time } from "../../input/time.ts";
import type { Right } from "../../vocabulary/enums.ts";
import { certificateIdFrom, type CertificateRef } from "../certificates/certificate-id.ts";

/** A right and the last second of the term that is applied for. */
export type RightTermInput = { readonly right: Right; readonly until: Time };

/** What {@link applyForRenewal} takes. */
export type ApplyForRenewalParams = {
  readonly certificate: CertificateRef;
  /** The rights to be renewed; the others lapse when they end. */
  readonly terms: readonly RightTermInput[];
  readonly evidenceDigest: string;
};

/**
 * Applies for renewal (续期登记, article 36), from the profile's months before a right ends to the day before that. By the
 * holder (operate). What is applied for in time lives until it is decided.
 *
 * @throws LedgerError CERTIFICATE_NOT_ISSUED, CERTIFICATE_HAS_ENDED, CERTIFICATE_OF_ANOTHER_HOLDER, RENEWAL_PENDING,
 *   RENEWAL_NOT_IN_WINDOW, RENEWAL_NOT_LONGER, RIGHT_NOT_HELD, CLAIM_INVALID, CLAIM_TOO_LONG, KIND_NOT_OFFERED, CORE_DATA
 * @example
 * const terms = [{ right: "use", until: "2033-11-22T15:59:59Z" }];
 * const { caseId } = await (await ledger.cases.applyForRenewal({ certificate, terms, evidenceDigest })).wait();
 */
export const applyForRenewal = /* @__PURE__ */ defineWrite<ApplyForRenewalParams, { readonly caseId: bigint }>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("applyForRenewal", [
      {
        certificateId: certificateIdFrom(params.certificate),
        terms: some(params.terms, "terms").map(({ right, until }) => ({
          right: choice("Right", right, "right"),
          until: seconds(until, "until"),
        })),
        evidenceDigest: digest(params.evidenceDigest, "evidenceDigest"),
      },
    ]),
  result: (events) => ({ caseId: idOf(events, "RenewalApplied", "caseId") }),
});
