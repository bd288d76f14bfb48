import { enumNames } from "@data-voucher/sdk";
import Type from "typebox";
import { AddressIn, DigestIn, TimeIn, addressOf, numberOf, secondsOf } from "../../desk/values.ts";
import type { Desk } from "../../desk/desk.ts";
import { OneOf } from "../../schemas/common.ts";
import type { App } from "../app.ts";
import { deskPost } from "./desk-post.ts";

const strict = { additionalProperties: false };
const RegistryParams = Type.Object({ party: AddressIn });
const Year = Type.Integer({ minimum: 1_970, maximum: 9_999 });

/** What registries and the authority do about memberships (articles 11 to 13). Code and takeover are with parties. */
export function registryDeskRoutes(app: App, desk: Desk): void {
  // The ledger knows a registry by its key alone; that the path names the same one is checked here.
  const own = (party: string) => ({ contract: "AssetRegistry" as const, own: addressOf(party, "/party") });

  deskPost(app, desk, {
    path: "/v1/registries/:party/changes",
    summary: "Report a change 5 working days before it takes effect (article 11)",
    roles: ["registry"],
    params: RegistryParams,
    body: Type.Object({ effectiveAt: TimeIn, documentDigest: DigestIn }, strict),
    codes: ["ANNOUNCED_TOO_LATE", "DOCUMENT_MISSING", "NOT_REGISTRY", "PARTY_NOT_OWN"],
    call: ({ effectiveAt, documentDigest }, { party }) => ({
      ...own(party),
      method: "reportRegistryChange",
      power: "approve",
      args: [secondsOf(effectiveAt, "/effectiveAt"), documentDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/registries/:party/exit",
    summary: "Announce that the registry leaves, 6 months ahead (article 13)",
    roles: ["registry"],
    params: RegistryParams,
    body: Type.Object({ exitAt: TimeIn, documentDigest: DigestIn }, strict),
    codes: ["ANNOUNCED_TOO_LATE", "DOCUMENT_MISSING", "EXIT_ANNOUNCED_BEFORE", "NOT_REGISTRY", "PARTY_NOT_OWN"],
    call: ({ exitAt, documentDigest }, { party }) => ({
      ...own(party),
      method: "announceExit",
      power: "approve",
      args: [secondsOf(exitAt, "/exitAt"), documentDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/registries/:party/exit/decide",
    summary: "Decide on an announced exit, within 20 working days (article 13)",
    roles: ["regulator"],
    params: RegistryParams,
    body: Type.Object({ approved: Type.Boolean(), documentDigest: DigestIn }, strict),
    codes: ["DOCUMENT_MISSING", "EXIT_NOT_ANNOUNCED"],
    call: ({ approved, documentDigest }, { party }) => ({
      contract: "AssetRegistry",
      method: "decideExit",
      power: "approve",
      args: [addressOf(party, "/party"), approved, documentDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/registries/:party/reports",
    summary: "File the report of a year that is over, by 31 March (article 12)",
    roles: ["registry"],
    params: RegistryParams,
    body: Type.Object(
      { year: Year, documentDigest: { ...DigestIn, description: "SHA-256 of /reports/{year}/document" } },
      strict,
    ),
    codes: ["DOCUMENT_MISSING", "NOT_REGISTRY", "PARTY_NOT_OWN", "REPORT_FILED_BEFORE", "REPORT_YEAR_INVALID"],
    call: ({ year, documentDigest }, { party }) => ({
      ...own(party),
      method: "fileYearlyReport",
      power: "approve",
      args: [year, documentDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/registries/:party/reports/appraise",
    summary: "Appraise a filed report, by 30 April (article 12)",
    roles: ["regulator"],
    params: RegistryParams,
    body: Type.Object({ year: Year, documentDigest: DigestIn }, strict),
    codes: ["DOCUMENT_MISSING", "REPORT_NOT_OPEN"],
    call: ({ year, documentDigest }, { party }) => ({
      contract: "AssetRegistry",
      method: "appraiseYearlyReport",
      power: "approve",
      args: [addressOf(party, "/party"), year, documentDigest],
    }),
  });

  deskPost(app, desk, {
    path: "/v1/registries/:party/disclosures",
    summary: "Publish procedure, fees, complaint channel or business (articles 11, 12)",
    roles: ["registry"],
    params: RegistryParams,
    body: Type.Object({ kind: OneOf(enumNames.Disclosure.slice(1)), documentDigest: DigestIn }, strict),
    codes: ["DISCLOSURE_KIND_MISSING", "DOCUMENT_MISSING", "NOT_REGISTRY", "PARTY_NOT_OWN"],
    call: ({ kind, documentDigest }, { party }) => ({
      ...own(party),
      method: "disclose",
      power: "operate",
      args: [numberOf<string>(enumNames.Disclosure, kind), documentDigest],
    }),
  });
}
