import { defineWrite } from "../../client/write.ts";
import { bits } from "../../input/choice.ts";
import { scopes, type Scope } from "../../vocabulary/bits.ts";

/** What {@link pauseScopes} takes. */
export type PauseScopesParams = {
  readonly scopes: readonly Scope[];
};

/**
 * Pauses exactly these parts of the ledger; none lifts every pause. By governance.
 *
 * @throws LedgerError ACCESS_MANAGED_UNAUTHORIZED
 * @example
 * await ledger.parties.pause({ scopes: ["transfer"] });
 */
export const pauseScopes = /* @__PURE__ */ defineWrite<PauseScopesParams>({
  contract: "Ledger",
  data: (params, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("pause", [bits(scopes, params.scopes, "scopes")]),
});
