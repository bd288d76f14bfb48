import type { LedgerClient } from "../../client/client.ts";
import { uint256Max } from "../../codec/decimal.ts";
import { seconds, type Time } from "../../input/time.ts";
import { whole, type Amount } from "../../input/whole.ts";
import type { Conditions } from "./conditions.ts";
import { encodeTerms, type TermsInput } from "./terms.ts";

/** A grantor's order to a registry to open a series. */
export type SeriesRequest = {
  readonly terms: TermsInput;
  /** Any number that the grantor has not used before. */
  readonly nonce: Amount;
  /** Last second at which the registry may carry it out. */
  readonly deadline: Time;
};

/** An order with its signature; it can be sent as JSON. */
export type SignedSeriesRequest = {
  readonly terms: TermsInput & {
    readonly basis: { readonly kind: TermsInput["basis"]["kind"]; readonly id: string };
    readonly cap: string;
    readonly unitPrice: string;
    readonly conditions: Conditions;
    readonly termsDigest: string;
  };
  readonly nonce: string;
  readonly deadline: string;
  readonly signature: string;
};

/** An order as the contract takes it. */
export async function encodeSeriesRequest(client: LedgerClient, { terms, nonce, deadline }: SeriesRequest) {
  return {
    terms: await encodeTerms(client, terms),
    nonce: whole(nonce, { max: uint256Max, field: "nonce" }),
    deadline: seconds(deadline, "deadline"),
  };
}
