import { idOf, idsOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { certificateNumberOf } from "../../codec/certificate-number.ts";

/** What {@link certifyRegistration} takes. */
export type CertifyRegistrationParams = {
  /** Id of the case. */
  readonly caseId: Whole;
  readonly evidenceDigest: string;
  /**
   * True unless the national service system confirmed the evidence: the certificate is marked 演示. Always true under a
   * trial profile.
   */
  readonly sample: boolean;
};

/**
 * Stores the evidence; with it the registration takes effect (articles 26 and 27). By the registry (approve). An initial
 * registration issues a certificate to each holder, a transfer to the transferee; a change or a renewal adjusts the
 * certificate, a cancellation ends it or what is left of it.
 *
 * @throws LedgerError NOTICE_NOT_OVER, OBJECTIONS_OPEN, SAME_ACCOUNT, TRIAL_UNMARKED, CASE_NOT_IN_STATE,
 *   CERTIFICATE_NUMBERS_EXHAUSTED
 * @example
 * const { certificateNumber } = await (await ledger.cases.certify({ caseId, evidenceDigest, sample: true })).wait();
 */
export const certifyRegistration = /* @__PURE__ */ defineWrite<
  CertifyRegistrationParams,
  {
    /** Of the applicant, of the transferee, or of the certificate adjusted or ended. */
    readonly certificateId: bigint;
    readonly certificateNumber: string;
    /** All that the case issued, adjusted or ended, that one first. */
    readonly certificateIds: readonly bigint[];
  }
>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("certifyRegistration", [
      whole(params.caseId, { field: "caseId" }),
      digest(params.evidenceDigest, "evidenceDigest"),
      params.sample,
    ]),
  result: (events) => {
    const certificateId = idOf(events, "RegistrationCertified", "certificateId");
    const certificateIds = idsOf(events, "RegistrationCertified", "certificateId");
    return { certificateId, certificateNumber: certificateNumberOf(certificateId), certificateIds };
  },
});
