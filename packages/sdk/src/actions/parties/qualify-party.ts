import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import {
  conditionMask,
  userKindNumber,
  type RecordedQualification,
  type UserKind,
} from "../../vocabulary/condition-words.ts";

/** What {@link qualifyParty} takes. */
export type QualifyPartyParams = {
  readonly party: string;
  readonly kind: UserKind;
  /** Everything it is qualified for: what is left out is no longer on record. */
  readonly qualifications: readonly RecordedQualification[];
  readonly documentDigest: string;
};

/**
 * Records which kind of user a party is and what it is qualified for (主体类型与资质). By an authority (approve). It acts at
 * the next transfer and use of series that ask for it.
 *
 * @throws LedgerError VALUE_UNKNOWN, QUALIFICATIONS_UNKNOWN, PARTY_UNKNOWN, OWN_CASE, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * await ledger.parties.qualify({ party, kind: "enterprise", qualifications: ["protectionLevel3"], documentDigest });
 */
export const qualifyParty = /* @__PURE__ */ defineWrite<QualifyPartyParams>({
  contract: "Ledger",
  data: async (params, client) =>
    client.contracts.ledger.interface.encodeFunctionData("qualifyParty", [
      await partyFor(client, params.party, "party"),
      userKindNumber(params.kind),
      conditionMask("qualifications", params.qualifications),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
