import type { LedgerClient } from "../../client/client.ts";
import type { Standing } from "../../vocabulary/enums.ts";
import { gatewayOf } from "../operations/operation.ts";
import type { Registry } from "./get-registry.ts";

/** A registry as the gateway lists it: its membership, and what is due at the answer's block. */
export type ListedRegistry = Registry & {
  readonly name: string | null;
  readonly standing: Standing;
  /** Who keeps its records now: itself, or who took over. */
  readonly keeper: string;
  /** Whether an approved exit has come. */
  readonly left: boolean;
};

/** A page of registries. */
export type RegistryPage = { readonly items: readonly ListedRegistry[]; readonly nextCursor: string | null };

/** What {@link listRegistries} takes. */
export type ListRegistriesOptions = {
  /** At most 200; 50 unless given. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * The registries that have a code, in the order in which they got it, as the gateway has them (登记机构名录, article 10).
 *
 * @throws LedgerError GATEWAY_MISSING, codes of the gateway
 * @example
 * const { items } = await ledger.registries.list();
 */
export async function listRegistries(
  client: LedgerClient,
  { limit, cursor, signal }: ListRegistriesOptions = {},
): Promise<RegistryPage> {
  return (await gatewayOf(client).get("/v1/registries", { query: { limit, cursor }, signal })) as RegistryPage;
}
