import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";

/** What {@link takeOverRegistry} takes. */
export type TakeOverRegistryParams = {
  /** The registry that leaves: its party, or one of its accounts. */
  readonly registry: string;
  /** The registry that keeps its records from now on. */
  readonly successor: string;
  readonly documentDigest: string;
};

/**
 * Passes the records and duties of a registry that leaves to another one (登记机构承接, articles 13 and 38): its open cases
 * go on there, its certificates stay valid. By an authority (approve).
 *
 * @throws LedgerError NOT_REGISTRY, REGISTRY_TAKEN_OVER_BEFORE, OWN_REGISTRY, PARTY_NOT_IN_STANDING, ROLE_MISSING
 * @example
 * await ledger.registries.takeOver({ registry, successor, documentDigest });
 */
export const takeOverRegistry = /* @__PURE__ */ defineWrite<TakeOverRegistryParams>({
  contract: "AssetRegistry",
  data: async ({ registry, successor, documentDigest }, client) =>
    client.contracts.assets.interface.encodeFunctionData("takeOverRegistry", [
      await partyFor(client, registry, "registry"),
      await partyFor(client, successor, "successor"),
      digest(documentDigest, "documentDigest"),
    ]),
});
