import Type, { type Static } from "typebox";
import { enumNames } from "@data-voucher/sdk";
import { Address, Hash, OneOf, Time } from "./common.ts";

const uint8 = (description: string) => Type.Integer({ minimum: 0, maximum: 255, description });
const uint16 = (description: string) => Type.Integer({ minimum: 0, maximum: 65_535, description });

/** How a registry works: days are working days, months calendar months. */
export const ProfileTerms = Type.Object(
  {
    acceptanceDays: uint8("To answer an application (article 17)"),
    examinationDays: uint8("To finish, from acceptance (article 28)"),
    extensionDays: uint8("The longest extension, granted once (article 28)"),
    noticeDays: uint8("Public notice (article 24); 0 only in a trial"),
    objectionDays: uint8("To investigate an objection (article 25)"),
    informDays: uint8("To tell the holder of an objection after registration (article 29)"),
    validityMonths: uint16("Longest term of a right (article 26)"),
    renewalMonths: uint8("How long before its end a registration may be renewed (article 36)"),
    nameLimit: uint16("Characters of the data's name from which the desk warns (annex 1)"),
    summaryLimit: uint16("Characters of the summary from which the desk warns (annex 1)"),
    keepYears: uint8("How long files are kept (article 11)"),
    kinds: Type.Array(OneOf(enumNames.RegistrationKind.slice(1) as RegistrationKind[]), {
      uniqueItems: true,
      maxItems: 5,
      description: "Kinds of registration that are offered (articles 32 to 37)",
    }),
    noticeWaivable: Type.Boolean({ description: "Whether a notice may be waived for a good reason (article 24)" }),
    transferNeedsAllRights: Type.Boolean({
      description: "Reading of article 34: only who holds all three may transfer",
    }),
    fourEyes: Type.Boolean({ description: "Whether who certifies must not be who examined" }),
    trial: Type.Boolean({ description: "Trial run (试运行): every certificate is a sample (演示)" }),
  },
  { additionalProperties: false },
);
type RegistrationKind = Exclude<(typeof enumNames.RegistrationKind)[number], "none">;

/** A registration profile. */
export const profile = {
  profileId: Type.Integer(),
  label: Type.String(),
  terms: ProfileTerms,
  definedAt: Time,
  byParty: Address,
  documentDigest: Hash,
  transaction: Hash,
  registries: Type.Array(Address, { description: "Whose new cases begin with it; the first 200" }),
  publicTrack: Type.Boolean({ description: "Whether new records on the public-data track begin with it" }),
};
/** A registration profile. */
export const Profile = Type.Object(profile);
/** {@link Profile} as JSON. */
export type ProfileJson = Static<typeof Profile>;
