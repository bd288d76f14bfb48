import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import type { Whole } from "../../input/whole.ts";
import { profileIdOf } from "./profile-terms.ts";

/** What {@link giveProfile} takes. */
export type GiveProfileParams = {
  /** Registry: its party, or one of its accounts. */
  readonly registry: string;
  readonly profileId: Whole;
  readonly documentDigest: string;
};

/**
 * Gives a registry the profile of its cases from now on; open cases keep theirs. By an authority (approve).
 *
 * @throws LedgerError PROFILE_UNKNOWN, PROFILE_FOR_REGISTRIES_ONLY, ROLE_MISSING
 * @example
 * await ledger.profiles.give({ registry, profileId, documentDigest });
 */
export const giveProfile = /* @__PURE__ */ defineWrite<GiveProfileParams>({
  contract: "RegistrationProfiles",
  data: async ({ registry, profileId, documentDigest }, client) =>
    client.contracts.profiles.interface.encodeFunctionData("giveProfile", [
      await partyFor(client, registry, "registry"),
      profileIdOf(profileId),
      digest(documentDigest, "documentDigest"),
    ]),
});
