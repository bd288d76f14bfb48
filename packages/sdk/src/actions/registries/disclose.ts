import { defineWrite } from "../../client/write.ts";
import { choice } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import type { Disclosure } from "../../vocabulary/enums.ts";

/** What {@link disclose} takes. */
export type DiscloseParams = {
  readonly kind: Disclosure;
  /** Digest of what is published. */
  readonly documentDigest: string;
};

/**
 * Publishes what a registry must disclose (公开事项, articles 11 and 12): procedure, fees, complaint channel, business. By
 * the registry (operate), as often as it changes.
 *
 * @throws LedgerError VALUE_UNKNOWN, NOT_REGISTRY, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * await ledger.registries.disclose({ kind: "fees", documentDigest });
 */
export const disclose = /* @__PURE__ */ defineWrite<DiscloseParams>({
  contract: "AssetRegistry",
  data: ({ kind, documentDigest }, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("disclose", [
      choice("Disclosure", kind, "kind"),
      digest(documentDigest, "documentDigest"),
    ]),
});
