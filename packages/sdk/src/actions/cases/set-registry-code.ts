import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { whole } from "../../input/whole.ts";

/** What {@link setRegistryCode} takes. */
export type SetRegistryCodeParams = {
  readonly registry: string;
  /** First two digits of the division code; Guangxi is 45. */
  readonly region: number;
  /** 0 to 9. */
  readonly digit: number;
};

/**
 * Gives a registry its region and digit for certificate numbers (annex 6). By an authority (approve).
 *
 * @throws LedgerError REGISTRY_CODE_INVALID, NOT_REGISTRY, ROLE_MISSING
 * @example
 * await ledger.registries.setCode({ registry, region: 45, digit: 1 });
 */
export const setRegistryCode = /* @__PURE__ */ defineWrite<SetRegistryCodeParams>({
  contract: "AssetRegistry",
  data: async ({ registry, region, digit }, client) =>
    client.contracts.assets.interface.encodeFunctionData("setRegistryCode", [
      await partyFor(client, registry, "registry"),
      whole(region, { max: 255n, field: "region" }),
      whole(digit, { max: 255n, field: "digit" }),
    ]),
});
