import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { wellFormedText } from "../../codec/text.ts";
import { digest } from "../../input/hex.ts";

/** What {@link changeIdentity} takes. */
export type ChangeIdentityParams = {
  readonly party: string;
  readonly name: string;
  readonly identityDigest: string;
  readonly documentDigest: string;
};

/**
 * Records a new name or new identity documents of a party. By an authority (approve).
 *
 * @throws LedgerError NAME_INVALID, OWN_CASE, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * await ledger.parties.changeIdentity({ party, name: "平陆供应链有限公司", identityDigest, documentDigest });
 */
export const changeIdentity = /* @__PURE__ */ defineWrite<ChangeIdentityParams>({
  contract: "Ledger",
  data: async (params, client) =>
    client.contracts.ledger.interface.encodeFunctionData("changeIdentity", [
      await partyFor(client, params.party, "party"),
      wellFormedText(params.name, { maxChars: 256, field: "name" }),
      digest(params.identityDigest, "identityDigest"),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
