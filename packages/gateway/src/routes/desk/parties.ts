import { randomBytes } from "node:crypto";
import Type from "typebox";
import { AddressIn, CountryIn, DigestIn, addressOf, bitsOfNames, nameOf, numberOf } from "../../desk/values.ts";
import type { Desk } from "../../desk/desk.ts";
import {
  conditionMask,
  enumNames,
  powers as powerNames,
  qualifications,
  roles as roleNames,
  userKindNumber,
  userKinds,
} from "@data-voucher/sdk";
import { zeroAddress, zeroDigest } from "../../ledger/checksum.ts";
import { OneOf } from "../../schemas/common.ts";
import type { App } from "../app.ts";
import { deskPost } from "./desk-post.ts";

/** Signing persons are appointed by their party. */
const givenPowers = powerNames.filter((power) => power !== "sign");
/** What a party signed follows from the ledger. */
const recorded = qualifications.map(({ code }) => code).filter((code) => code !== "safeUse");
const Powers = Type.Array(OneOf(givenPowers), { minItems: 1, maxItems: givenPowers.length, uniqueItems: true });
const PartyParams = Type.Object({ party: AddressIn });
const strict = { additionalProperties: false };

/** Admission, recovery of access and standing: what an authority decides of parties. */
export function partyDeskRoutes(app: App, desk: Desk): void {
  deskPost(app, desk, {
    path: "/v1/parties",
    summary: "Admit a party with its first key",
    roles: ["regulator"],
    body: Type.Object(
      {
        partyId: Type.Optional({ ...DigestIn, description: "32 random bytes; chosen here when left out" }),
        name: Type.String({ maxLength: 256, description: "Registered name; empty for a natural person" }),
        roles: Type.Array(OneOf(roleNames), { minItems: 1, maxItems: 9, uniqueItems: true }),
        jurisdiction: CountryIn,
        identityDigest: DigestIn,
        safeUseCommitment: Type.Optional(DigestIn),
        account: AddressIn,
        powers: Powers,
      },
      strict,
    ),
    codes: [
      "ACCOUNT_EXISTS",
      "DOCUMENT_MISSING",
      "JURISDICTION_INVALID",
      "NAME_INVALID",
      "PARTY_EXISTS",
      "PARTY_ID_MISSING",
      "POWERS_INVALID",
      "ROLES_NOT_COMBINABLE",
      "SAFE_USE_COMMITMENT_MISSING",
    ],
    call: (body) => ({
      contract: "Ledger",
      method: "admit",
      power: "operate",
      args: [
        {
          partyId: body.partyId ?? `0x${randomBytes(32).toString("hex")}`,
          roles: bitsOfNames(roleNames, body.roles),
          jurisdiction: body.jurisdiction,
          identityDigest: body.identityDigest,
          safeUseCommitment: body.safeUseCommitment ?? zeroDigest,
          account: addressOf(body.account, "/account"),
          powers: bitsOfNames(powerNames, body.powers),
          name: nameOf(body.name, "/name"),
        },
      ],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/parties/:party/accounts",
    summary: "Restore access of a party that lost its keys",
    roles: ["regulator"],
    params: PartyParams,
    body: Type.Object(
      {
        account: { ...AddressIn, description: "The new key" },
        lostAccount: Type.Optional({ ...AddressIn, description: "The key to revoke; none when left out" }),
        powers: Powers,
        documentDigest: DigestIn,
      },
      strict,
    ),
    codes: ["ACCOUNT_EXISTS", "ACCOUNT_OF_ANOTHER_PARTY", "DOCUMENT_MISSING", "OWN_CASE", "POWERS_INVALID"],
    call: (body, { party }) => ({
      contract: "Ledger",
      method: "recoverAccount",
      power: "approve",
      args: [
        addressOf(party, "/party"),
        body.lostAccount === undefined ? zeroAddress : addressOf(body.lostAccount, "/lostAccount"),
        addressOf(body.account, "/account"),
        bitsOfNames(powerNames, body.powers),
        body.documentDigest,
      ],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/parties/:party/standing",
    summary: "Set what a party may do at all",
    roles: ["regulator"],
    params: PartyParams,
    body: Type.Object(
      { standing: OneOf(["good", "warned", "suspended", "barred"] as const), documentDigest: DigestIn },
      strict,
    ),
    codes: ["DOCUMENT_MISSING", "OWN_CASE", "STANDING_INVALID"],
    call: (body, { party }) => ({
      contract: "Ledger",
      method: "changeStanding",
      power: "approve",
      args: [addressOf(party, "/party"), numberOf(enumNames.Standing, body.standing), body.documentDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/parties/:party/qualifications",
    summary: "Record which kind of user a party is and everything that it is qualified for",
    roles: ["regulator"],
    params: PartyParams,
    body: Type.Object(
      {
        kind: OneOf(userKinds.map(({ code }) => code)),
        qualifications: Type.Array(OneOf(recorded), { maxItems: recorded.length, uniqueItems: true }),
        documentDigest: DigestIn,
      },
      strict,
    ),
    codes: ["DOCUMENT_MISSING", "OWN_CASE"],
    call: (body, { party }) => ({
      contract: "Ledger",
      method: "qualifyParty",
      power: "approve",
      args: [
        addressOf(party, "/party"),
        userKindNumber(body.kind),
        conditionMask("qualifications", body.qualifications),
        body.documentDigest,
      ],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/registries/:party/take-over",
    summary: "Pass the records and duties of a registry that leaves to another (articles 13 and 38)",
    roles: ["regulator"],
    params: PartyParams,
    body: Type.Object(
      {
        successor: { ...AddressIn, description: "The registry that keeps them from now on" },
        documentDigest: DigestIn,
      },
      strict,
    ),
    codes: ["DOCUMENT_MISSING", "NOT_REGISTRY", "OWN_REGISTRY", "REGISTRY_TAKEN_OVER_BEFORE"],
    call: (body, { party }) => ({
      contract: "AssetRegistry",
      method: "takeOverRegistry",
      power: "approve",
      args: [addressOf(party, "/party"), addressOf(body.successor, "/successor"), body.documentDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/registries/:party/code",
    summary: "Give a registry its region and digit for certificate numbers (annex 6)",
    roles: ["regulator"],
    params: PartyParams,
    body: Type.Object(
      {
        region: Type.Integer({ minimum: 0, maximum: 255, description: "First two digits of GB/T 2260" }),
        digit: Type.Integer({ minimum: 0, maximum: 255 }),
      },
      strict,
    ),
    codes: ["NOT_REGISTRY", "REGISTRY_CODE_INVALID"],
    call: (body, { party }) => ({
      contract: "AssetRegistry",
      method: "setRegistryCode",
      power: "approve",
      args: [addressOf(party, "/party"), body.region, body.digit],
    }),
  });
}
