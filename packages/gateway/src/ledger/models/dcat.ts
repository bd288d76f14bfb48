import type { CatalogueEntryJson } from "../../schemas/catalogue.ts";

/** What a DCAT document is made of. */
export interface DcatSource {
  readonly chainId: string;
  readonly entries: readonly CatalogueEntryJson[];
  readonly names: Readonly<Record<string, string>>;
  /** Time of the block that it shows, RFC 3339. */
  readonly asOf: string;
}

/** A role of the catalogue as a word of DCAT or, where it has none, of our own. */
const roleOf = (role: string): string => (role === "holder" ? "dct:rightsHolder" : `dv:${role}`);

/**
 * A page of the catalogue as a DCAT 3 document (W3C Recommendation of 2024), JSON-LD: who answers for each data set, and its offers
 * with their ODRL policies. The data itself is nowhere: distributions name the access point's terms, not an address.
 */
export function catalogueAsDcat({ chainId, entries, names, asOf }: DcatSource) {
  const id = (kind: string, what: string | number) => `urn:data-voucher:${chainId}:${kind}:${what}`;
  const agent = (party: string) => ({
    "@id": id("party", party),
    "@type": "foaf:Agent",
    ...(names[party] === undefined ? {} : { "foaf:name": names[party] }),
  });
  return {
    "@context": {
      dcat: "http://www.w3.org/ns/dcat#",
      dct: "http://purl.org/dc/terms/",
      foaf: "http://xmlns.com/foaf/0.1/",
      odrl: "http://www.w3.org/ns/odrl/2/",
      prov: "http://www.w3.org/ns/prov#",
      rdfs: "http://www.w3.org/2000/01/rdf-schema#",
      xsd: "http://www.w3.org/2001/XMLSchema#",
      dv: "urn:data-voucher:dcat:1:",
    },
    "@id": id("catalogue", "1"),
    "@type": "dcat:Catalog",
    "dct:title": [
      { "@language": "zh", "@value": "数据资源目录" },
      { "@language": "en", "@value": "Catalogue of data resources" },
    ],
    "dct:modified": { "@type": "xsd:dateTime", "@value": asOf },
    "dcat:dataset": entries.map((entry) => ({
      "@id": id("asset", entry.assetId),
      "@type": "dcat:Dataset",
      "dct:identifier": entry.assetId,
      "dct:title": entry.name,
      "dct:issued": { "@type": "xsd:dateTime", "@value": entry.declaredAt },
      "dct:modified": { "@type": "xsd:dateTime", "@value": entry.modifiedAt },
      "dct:publisher": agent(entry.responsibilities[0]!.party),
      "dv:category": entry.category,
      "dv:track": [...entry.tracks],
      // A Merkle root over the data, not the checksum of one file.
      "dv:fingerprint": entry.fingerprint,
      "dv:certificate": entry.certificates.map((number) => ({ "@id": id("certificate", number) })),
      "prov:qualifiedAttribution": entry.responsibilities.map(({ role, party }) => ({
        "@type": "prov:Attribution",
        "prov:agent": agent(party),
        "dcat:hadRole": { "@id": roleOf(role) },
      })),
      "dcat:distribution": entry.offers.map((offer) => ({
        "@id": id("series", offer.seriesId),
        "@type": "dcat:Distribution",
        "dct:accessRights": { "@id": offer.open ? "dv:open" : "dv:byVoucher" },
        "odrl:hasPolicy": {
          "@id": id("series", offer.seriesId),
          "rdfs:seeAlso": { "@id": `/v1/series/${offer.seriesId}/odrl` },
        },
      })),
    })),
  };
}
