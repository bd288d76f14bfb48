import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import type { Whole } from "../../input/whole.ts";
import { profileIdOf } from "./profile-terms.ts";

/** What {@link givePublicProfile} takes. */
export type GivePublicProfileParams = {
  readonly profileId: Whole;
  readonly documentDigest: string;
};

/**
 * Gives the public-data track the profile of its records from now on; submitted ones keep theirs. By an authority
 * (approve).
 *
 * @throws LedgerError PROFILE_UNKNOWN, ROLE_MISSING
 * @example
 * await ledger.profiles.givePublic({ profileId, documentDigest });
 */
export const givePublicProfile = /* @__PURE__ */ defineWrite<GivePublicProfileParams>({
  contract: "RegistrationProfiles",
  data: ({ profileId, documentDigest }, { contracts: { profiles } }) =>
    profiles.interface.encodeFunctionData("givePublicProfile", [
      profileIdOf(profileId),
      digest(documentDigest, "documentDigest"),
    ]),
});
