import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { choice } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import type { Standing } from "../../vocabulary/enums.ts";

/** What {@link changeStanding} takes. */
export type ChangeStandingParams = {
  readonly party: string;
  readonly standing: Standing;
  readonly documentDigest: string;
};

/**
 * Sets the standing of another party. By an authority (approve); governance for authorities. Suspended and barred
 * parties neither act, send nor receive; what they hold stays theirs.
 *
 * @throws LedgerError STANDING_INVALID, OWN_CASE, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * await ledger.parties.changeStanding({ party, standing: "suspended", documentDigest });
 */
export const changeStanding = /* @__PURE__ */ defineWrite<ChangeStandingParams>({
  contract: "Ledger",
  data: async (params, client) =>
    client.contracts.ledger.interface.encodeFunctionData("changeStanding", [
      await partyFor(client, params.party, "party"),
      choice("Standing", params.standing, "standing"),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
