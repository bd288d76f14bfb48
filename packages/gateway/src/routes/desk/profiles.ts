import Type from "typebox";
import { kindMask } from "@data-voucher/sdk";
import type { Desk } from "../../desk/desk.ts";
import { AddressIn, DigestIn, addressOf, nameOf } from "../../desk/values.ts";
import { ProfileTerms } from "../../schemas/profile.ts";
import type { App } from "../app.ts";
import { deskPost } from "./desk-post.ts";

const strict = { additionalProperties: false };
const Given = Type.Object(
  { profileId: Type.Integer({ minimum: 0, maximum: 0xffff_ffff }), documentDigest: DigestIn },
  strict,
);

/** Registration profiles: the authority defines them, and gives them to registries and to the public-data track. */
export function profileDeskRoutes(app: App, desk: Desk): void {
  deskPost(app, desk, {
    path: "/v1/profiles",
    summary: "Define a registration profile; it never changes",
    roles: ["regulator"],
    body: Type.Object(
      {
        label: Type.String({ minLength: 1, maxLength: 64, description: "At most 64 bytes" }),
        terms: ProfileTerms,
        documentDigest: { ...DigestIn, description: "SHA-256 of the rule that the numbers come from" },
      },
      strict,
    ),
    codes: ["DOCUMENT_MISSING", "PROFILE_LABEL_INVALID", "PROFILE_TERM_INVALID"],
    call: ({ label, terms, documentDigest }) => ({
      contract: "RegistrationProfiles",
      method: "defineProfile",
      power: "approve",
      args: [nameOf(label, "/label"), { ...terms, kinds: kindMask(terms.kinds) }, documentDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/parties/:party/profile",
    summary: "Give a registry the profile of its cases from now on; running cases keep theirs",
    roles: ["regulator"],
    params: Type.Object({ party: AddressIn }),
    body: Given,
    codes: ["DOCUMENT_MISSING", "PROFILE_FOR_REGISTRIES_ONLY", "PROFILE_UNKNOWN"],
    call: ({ profileId, documentDigest }, { party }) => ({
      contract: "RegistrationProfiles",
      method: "giveProfile",
      power: "approve",
      args: [addressOf(party, "/party"), profileId, documentDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/public-profile",
    summary: "Give the public-data track the profile of its records from now on; earlier records keep theirs",
    roles: ["regulator"],
    body: Given,
    codes: ["DOCUMENT_MISSING", "PROFILE_UNKNOWN"],
    call: ({ profileId, documentDigest }) => ({
      contract: "RegistrationProfiles",
      method: "givePublicProfile",
      power: "approve",
      args: [profileId, documentDigest],
    }),
  });
}
