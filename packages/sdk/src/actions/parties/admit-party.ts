import { argOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { wellFormedText } from "../../codec/text.ts";
import { bits } from "../../input/choice.ts";
import { address, digest, optionalDigest } from "../../input/hex.ts";
import { whole } from "../../input/whole.ts";
import { roles, powers, type Role, type Power } from "../../vocabulary/bits.ts";

/** What {@link admitParty} takes. */
export type AdmitPartyParams = {
  /** From `randomPartyId()`. Made beforehand, so that a repeat of the request names the same party. */
  readonly partyId: string;
  readonly roles: readonly Role[];
  /** ISO 3166-1 numeric code; 156 is mainland China. */
  readonly jurisdiction: number;
  /** Salted digest of the identity documents, which stay off chain. */
  readonly identityDigest: string;
  /** Digest of the signed safe-use commitment; traders must have one. */
  readonly safeUseCommitment?: string | null | undefined;
  /** The party's first key. */
  readonly account: string;
  readonly powers: readonly Power[];
  /** Registered name; empty for a natural person. */
  readonly name: string;
};

/**
 * Admits a party with its first account (主体准入). Authorities and governance are admitted by governance, all others by
 * an authority (operate). Its address follows from the id: `partyAddressOf`.
 *
 * @throws LedgerError PARTY_EXISTS, ROLES_NOT_COMBINABLE, SAFE_USE_COMMITMENT_MISSING, ACCOUNT_EXISTS, NAME_INVALID,
 *   and codes of the input
 * @example
 * const handle = await ledger.parties.admit({
 *   partyId: randomPartyId(), roles: ["trader"], jurisdiction: 156, identityDigest, safeUseCommitment,
 *   account: key.address, powers: ["operate", "manage"], name: "平陆物流有限公司",
 * });
 * const { party } = await handle.wait();
 */
export const admitParty = /* @__PURE__ */ defineWrite<AdmitPartyParams, { readonly party: string }>({
  contract: "Ledger",
  data: (params, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("admit", [
      {
        partyId: digest(params.partyId, "partyId"),
        roles: bits(roles, params.roles, "roles"),
        jurisdiction: whole(params.jurisdiction, { max: 999n, field: "jurisdiction" }),
        identityDigest: digest(params.identityDigest, "identityDigest"),
        safeUseCommitment: optionalDigest(params.safeUseCommitment, "safeUseCommitment"),
        account: address(params.account, "account"),
        powers: bits(powers, params.powers, "powers"),
        name: wellFormedText(params.name, { maxChars: 256, field: "name" }),
      },
    ]),
  result: (events) => ({ party: argOf(events, "PartyAdmitted", "party") }),
});
