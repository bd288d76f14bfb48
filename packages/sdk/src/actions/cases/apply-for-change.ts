import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { wellFormedText } from "../../codec/text.ts";
import { digest, optionalDigest } from "../../input/hex.ts";
import { certificateIdFrom, type CertificateRef } from "../certificates/certificate-id.ts";

/** What {@link applyForChange} takes: at least one of the three that may change. */
export type ApplyForChangeParams = {
  readonly certificate: CertificateRef;
  /** The data's new name, at most 256 bytes; left out to keep it. */
  readonly name?: string | null | undefined;
  /** SHA-256 of the canonical JSON of the new description; left out to keep it. */
  readonly descriptorDigest?: string | null | undefined;
  /** Salted digest of the holder's new identity details; left out to keep them. */
  readonly identityDigest?: string | null | undefined;
  readonly evidenceDigest: string;
};

/**
 * Applies to change what is recorded of the data or of its holder (变更登记, article 35); never the holder, the source or a
 * right. By the holder (operate). Where the description changes, the other holders of the data consent
 * (`cases.consent`) before the case is filed.
 *
 * @throws LedgerError CERTIFICATE_NOT_ISSUED, CERTIFICATE_HAS_ENDED, CERTIFICATE_OF_ANOTHER_HOLDER, NOTHING_CHANGES,
 *   ASSET_NAME_INVALID, KIND_NOT_OFFERED, CORE_DATA
 * @example
 * const handle = await ledger.cases.applyForChange({ certificate, name: "货运时效数据（二版）", evidenceDigest });
 * const { caseId } = await handle.wait();
 */
export const applyForChange = /* @__PURE__ */ defineWrite<ApplyForChangeParams, { readonly caseId: bigint }>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("applyForChange", [
      {
        certificateId: certificateIdFrom(params.certificate),
        name: typeof params.name === "string" ? wellFormedText(params.name, nameRules) : "",
        descriptorDigest: optionalDigest(params.descriptorDigest, "descriptorDigest"),
        identityDigest: optionalDigest(params.identityDigest, "identityDigest"),
        evidenceDigest: digest(params.evidenceDigest, "evidenceDigest"),
      },
    ]),
  result: (events) => ({ caseId: idOf(events, "ChangeApplied", "caseId") }),
});

const nameRules = { minChars: 1, maxChars: 256, field: "name" };
