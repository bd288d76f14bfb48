import { ZeroAddress } from "ethers";
import { encodeConditions, purposeMask, showConditions, termsDocument, type ConditionsInput } from "@data-voucher/sdk";
import type { Papers } from "../papers.ts";

const mainland = 156;
const days = 200;
const text = (seconds: number) => new Date(seconds * 1_000).toISOString().replace(".000Z", "Z");

/** What a series of the operator's data says by itself. */
export interface SeriesOver {
  /** 1 over a certificate, 3 over a voucher. */
  readonly basisKind: 1 | 3;
  readonly basisId: bigint;
  readonly cap: bigint;
  readonly resale: boolean;
  readonly start: number;
  readonly conditions: ConditionsInput;
}

/** Terms of a series with conditions of use, for logistics in the mainland, whose document is kept. */
export async function conditionalTerms(papers: Papers, { start, resale, conditions, ...over }: SeriesOver) {
  const coded = encodeConditions(conditions);
  const end = start + days * 86_400;
  const document = termsDocument({
    basis: { kind: over.basisKind === 1 ? "certificate" : "licence", id: over.basisId },
    class: "product",
    resale,
    territory: mainland,
    start: text(start),
    end: text(end),
    cap: over.cap,
    purposes: ["logistics"],
    namedUser: null,
    priceRule: "negotiated",
    unitPrice: 0n,
    conditions: showConditions(coded),
  });
  return {
    ...over,
    class: 2,
    resale,
    territory: mainland,
    start,
    end,
    purposes: purposeMask(["logistics"]),
    namedUser: ZeroAddress,
    priceRule: 4,
    unitPrice: 0n,
    termsDigest: await papers.keep(document),
    conditions: coded,
  };
}
