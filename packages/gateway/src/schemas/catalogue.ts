import Type, { type Static } from "typebox";
import { catalogueTracks } from "../ledger/project/catalogue.ts";
import { Category } from "./asset.ts";
import { Address, Country, Decimal, Hash, Maybe, OneOf, Purposes, Time } from "./common.ts";

/** What a party answers for in the catalogue (共享责任). */
export const catalogueRoles = [
  "declarant",
  "holder",
  "operator",
  "registry",
  "recordingBody",
  "authorisedOperator",
  "provider",
] as const;

/** How data came into the catalogue. */
export const CatalogueTrack = OneOf(catalogueTracks);

/** Data in the catalogue of resources. */
export const CatalogueEntry = Type.Object({
  assetId: Hash,
  name: Type.String(),
  category: Category,
  tracks: Type.Array(CatalogueTrack),
  fingerprint: Hash,
  descriptorDigest: Hash,
  declaredAt: Time,
  modifiedAt: { ...Time, description: "When its name or description last changed, RFC 3339 in UTC" },
  responsibilities: Type.Array(Type.Object({ role: OneOf(catalogueRoles), party: Address }), {
    description: "Who answers for what now; one party may have several",
  }),
  certificates: Type.Array(Type.String(), { description: "Numbers of the certificates that carry a live right" }),
  records: Type.Array(
    Type.Object({ recordId: Decimal, recordNumber: Maybe(Type.String()), body: Address, until: Time }),
    { description: "Records on the public-data track that stand" },
  ),
  offers: Type.Array(
    Type.Object({
      seriesId: Type.Integer(),
      grantor: Address,
      purposes: Purposes,
      territory: Country,
      priceRule: Type.String(),
      unitPrice: Decimal,
      open: Type.Boolean({ description: "Open to everybody, free of charge" }),
      end: Time,
      left: { ...Decimal, description: "Units that may still be issued, as a decimal string" },
    }),
    { description: "Series in force that take issues; sub-licences are not among them" },
  ),
});
/** {@link CatalogueEntry} as JSON. */
export type CatalogueEntryJson = Static<typeof CatalogueEntry>;
