import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";

/** What {@link decideExit} takes. */
export type DecideExitParams = {
  /** The registry that announced its exit: its party, or one of its accounts. */
  readonly registry: string;
  readonly approved: boolean;
  readonly documentDigest: string;
};

/**
 * Decides on the exit that a registry announced, within 20 working days (article 13). By an authority (approve). Refused,
 * the registry may announce anew.
 *
 * @throws LedgerError EXIT_NOT_ANNOUNCED, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * await ledger.registries.decideExit({ registry, approved: true, documentDigest });
 */
export const decideExit = /* @__PURE__ */ defineWrite<DecideExitParams>({
  contract: "AssetRegistry",
  data: async ({ registry, approved, documentDigest }, client) =>
    client.contracts.assets.interface.encodeFunctionData("decideExit", [
      await partyFor(client, registry, "registry"),
      approved,
      digest(documentDigest, "documentDigest"),
    ]),
});
