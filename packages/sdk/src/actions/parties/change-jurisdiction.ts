import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole } from "../../input/whole.ts";

/** What {@link changeJurisdiction} takes. */
export type ChangeJurisdictionParams = {
  readonly party: string;
  /** ISO 3166-1 numeric code. */
  readonly jurisdiction: number;
  readonly documentDigest: string;
};

/**
 * Records that a party moved to another jurisdiction. By an authority (approve).
 *
 * @throws LedgerError JURISDICTION_INVALID, OWN_CASE, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * await ledger.parties.changeJurisdiction({ party, jurisdiction: 156, documentDigest });
 */
export const changeJurisdiction = /* @__PURE__ */ defineWrite<ChangeJurisdictionParams>({
  contract: "Ledger",
  data: async (params, client) =>
    client.contracts.ledger.interface.encodeFunctionData("changeJurisdiction", [
      await partyFor(client, params.party, "party"),
      whole(params.jurisdiction, { max: 999n, field: "jurisdiction" }),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
