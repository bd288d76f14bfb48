import type { LedgerClient } from "../../client/client.ts";
import type { Category } from "../../vocabulary/enums.ts";
import { gatewayOf } from "../operations/operation.ts";

/** Data in the catalogue of resources, as the gateway has it. Amounts are decimal strings, times RFC 3339. */
export type CatalogueEntry = {
  readonly assetId: string;
  readonly name: string;
  readonly category: Category;
  /** How it came in: rights in it were registered, or it is on the public-data track. */
  readonly tracks: readonly ("property" | "public")[];
  readonly fingerprint: string;
  readonly descriptorDigest: string;
  readonly declaredAt: string;
  readonly modifiedAt: string;
  /** Who answers for what now (共享责任); one party may have several roles. */
  readonly responsibilities: readonly {
    readonly role:
      "declarant" | "holder" | "operator" | "registry" | "recordingBody" | "authorisedOperator" | "provider";
    readonly party: string;
  }[];
  readonly certificates: readonly string[];
  readonly records: readonly {
    readonly recordId: string;
    readonly recordNumber: string | null;
    readonly body: string;
    readonly until: string;
  }[];
  /** Series in force that take issues. */
  readonly offers: readonly {
    readonly seriesId: number;
    readonly grantor: string;
    readonly purposes: readonly number[];
    readonly territory: number;
    readonly priceRule: string;
    readonly unitPrice: string;
    readonly open: boolean;
    readonly end: string;
    /** Units that may still be issued. */
    readonly left: string;
  }[];
};

/** A page of the catalogue. */
export type CataloguePage = { readonly items: readonly CatalogueEntry[]; readonly nextCursor: string | null };

/** What {@link listCatalogue} takes. */
export type ListCatalogueOptions = {
  readonly track?: "property" | "public" | undefined;
  readonly category?: Category | undefined;
  /** Words of the name. */
  readonly q?: string | undefined;
  /** At most 200; 50 unless given. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * The catalogue of data resources (资源目录): registered and recorded data of the general grade, with who answers for it and its
 * offers, newest first, as the gateway has it. The catalogue of important data is not public.
 *
 * @throws LedgerError GATEWAY_MISSING, codes of the gateway
 * @example
 * const { items } = await ledger.assets.catalogue({ track: "public" });
 */
export async function listCatalogue(
  client: LedgerClient,
  { signal, ...query }: ListCatalogueOptions = {},
): Promise<CataloguePage> {
  return (await gatewayOf(client).get("/v1/catalogue", { query, signal })) as CataloguePage;
}
