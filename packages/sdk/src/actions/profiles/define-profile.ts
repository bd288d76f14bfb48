import { argOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { wellFormedText } from "../../codec/text.ts";
import { digest } from "../../input/hex.ts";
import type { ProfileTerms } from "../../vocabulary/profiles.ts";
import { encodeProfileTerms } from "./profile-terms.ts";

/** What {@link defineProfile} takes. */
export type DefineProfileParams = {
  /** What it is called, at most 64 bytes of UTF-8. */
  readonly label: string;
  readonly terms: ProfileTerms;
  /** Digest of the rule that the numbers come from. */
  readonly documentDigest: string;
};

/**
 * Defines a registration profile (登记规则配置), which never changes. By an authority (approve).
 *
 * @throws LedgerError PROFILE_LABEL_INVALID, PROFILE_TERM_INVALID, ROLE_MISSING
 * @example
 * const handle = await ledger.profiles.define({ ...profiles.nationalGuide, documentDigest });
 * const { profileId } = await handle.wait();
 */
export const defineProfile = /* @__PURE__ */ defineWrite<DefineProfileParams, { readonly profileId: number }>({
  contract: "RegistrationProfiles",
  data: ({ label, terms, documentDigest }, { contracts: { profiles } }) =>
    profiles.interface.encodeFunctionData("defineProfile", [
      wellFormedText(label, { minChars: 1, maxChars: 64, field: "label" }),
      encodeProfileTerms(terms),
      digest(documentDigest, "documentDigest"),
    ]),
  result: (events) => ({ profileId: Number(argOf(events, "ProfileDefined", "profileId")) }),
});
