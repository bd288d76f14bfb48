import { ZeroAddress } from "ethers";
import type { LedgerClient } from "../../client/client.ts";
import { partyFor } from "../../client/resolve.ts";
import { uint48Max } from "../../codec/decimal.ts";
import { choice } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import { seconds, timeText, type Time } from "../../input/time.ts";
import { whole, type Amount, type Whole } from "../../input/whole.ts";
import { enumText, type BasisKind, type PriceRule, type VoucherClass } from "../../vocabulary/enums.ts";
import { purposeMask, type PurposeInput } from "../../vocabulary/purposes.ts";
import { purposeCodes } from "../cases/claim.ts";
import {
  encodeConditions,
  showConditions,
  type Conditions,
  type ConditionsInput,
  type RecordedConditions,
} from "./conditions.ts";
import { termsDigest, termsDocument } from "./terms-document.ts";

/** What vouchers of one series have in common, as it is given (凭证系列条款). */
export type TermsInput = {
  /** The certificate's token id, the authorisation's id, or the id of the voucher that a sub-licence stands on. */
  readonly basis: { readonly kind: BasisKind; readonly id: Whole };
  readonly class: VoucherClass;
  /** Whether a holder other than the grantor may transfer. */
  readonly resale: boolean;
  /** ISO 3166-1 numeric code within which holders must be. */
  readonly territory: number;
  readonly start: Time;
  readonly end: Time;
  /** Most units ever issued. */
  readonly cap: Amount;
  /** An authorisation names exactly one. */
  readonly purposes: readonly PurposeInput[];
  /** The one user of an authorisation series: its party, or one of its accounts. */
  readonly namedUser?: string | null | undefined;
  readonly priceRule: PriceRule;
  /** Fen per unit, as the rule reads it; 0 unless given. */
  readonly unitPrice?: Amount | undefined;
  /** Who may use, where, how often, how long, and what is owed for it; nothing is asked for unless given. */
  readonly conditions?: ConditionsInput | undefined;
  /** Digest of the terms document; of {@link termsDocument} over these terms unless given. */
  readonly termsDigest?: string | undefined;
};

/** The same as recorded. */
export type Terms = {
  readonly basis: { readonly kind: BasisKind; readonly id: bigint };
  readonly class: VoucherClass;
  readonly resale: boolean;
  readonly territory: number;
  readonly start: string;
  readonly end: string;
  readonly cap: bigint;
  readonly purposes: readonly string[];
  readonly namedUser: string | null;
  readonly priceRule: PriceRule;
  readonly unitPrice: bigint;
  readonly conditions: Conditions;
  readonly termsDigest: string;
};

/** Terms as the contract takes them. */
export async function encodeTerms(client: LedgerClient, terms: TermsInput) {
  const { namedUser } = terms;
  const encoded = {
    basisKind: choice("BasisKind", terms.basis.kind, "basis.kind"),
    basisId: whole(terms.basis.id, { field: "basis.id" }),
    class: choice("VoucherClass", terms.class, "class"),
    resale: terms.resale,
    territory: whole(terms.territory, { max: 999n, field: "territory" }),
    start: seconds(terms.start, "start"),
    end: seconds(terms.end, "end"),
    cap: whole(terms.cap, { max: uint48Max, field: "cap" }),
    purposes: purposeMask(terms.purposes),
    namedUser: namedUser ? await partyFor(client, namedUser, "namedUser") : ZeroAddress,
    priceRule: choice("PriceRule", terms.priceRule, "priceRule"),
    unitPrice: whole(terms.unitPrice ?? 0n, { field: "unitPrice" }),
    conditions: encodeConditions(terms.conditions),
  };
  const document = async () => (await termsDigest(termsDocument(showTerms({ ...encoded, termsDigest: "" })))).sha256;
  return {
    ...encoded,
    termsDigest: terms.termsDigest === undefined ? await document() : digest(terms.termsDigest, "termsDigest"),
  };
}

/** Terms as the contract takes and gives them. */
export type RecordedTerms = {
  readonly basisKind: bigint | number;
  readonly basisId: bigint;
  readonly class: bigint | number;
  readonly resale: boolean;
  readonly territory: bigint;
  readonly start: bigint | number;
  readonly end: bigint | number;
  readonly cap: bigint;
  readonly purposes: bigint;
  readonly namedUser: string;
  readonly priceRule: bigint | number;
  readonly unitPrice: bigint;
  readonly termsDigest: string;
  readonly conditions: RecordedConditions;
};

/** Terms in the words of the SDK. */
export function showTerms(seen: RecordedTerms): Terms {
  return {
    basis: { kind: enumText("BasisKind", seen.basisKind), id: seen.basisId },
    class: enumText("VoucherClass", seen.class),
    resale: seen.resale,
    territory: Number(seen.territory),
    start: timeText(seen.start),
    end: timeText(seen.end),
    cap: seen.cap,
    purposes: purposeCodes(seen.purposes),
    namedUser: seen.namedUser === ZeroAddress ? null : seen.namedUser,
    priceRule: enumText("PriceRule", seen.priceRule),
    unitPrice: seen.unitPrice,
    conditions: showConditions(seen.conditions),
    termsDigest: seen.termsDigest,
  };
}
