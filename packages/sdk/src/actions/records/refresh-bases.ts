import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";

/** What {@link refreshBases} takes. */
export type RefreshBasesParams = {
  readonly assetId: string;
};

/**
 * Tells the ledger which authorisations over an asset are a basis now. Anyone may: it only repeats what is so.
 *
 * @throws LedgerError DIGEST_MALFORMED
 * @example
 * await ledger.authorisations.refreshBases({ assetId });
 */
export const refreshBases = /* @__PURE__ */ defineWrite<RefreshBasesParams>({
  contract: "PublicRecords",
  data: (params, { contracts: { records } }) =>
    records.interface.encodeFunctionData("refreshBases", [digest(params.assetId, "assetId")]),
});
