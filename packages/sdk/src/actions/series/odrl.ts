import type { JsonValue } from "../../codec/canonical.ts";
import { conditionLists, type WordCondition } from "../../vocabulary/condition-words.ts";
import type { UsePeriod } from "../../vocabulary/enums.ts";
import { purposes as purposeList } from "../../vocabulary/purpose-list.ts";
import type { DocumentedTerms } from "./terms-document.ts";

/** What an ODRL policy is made of. */
export type OdrlSource = {
  readonly chainId: string | number;
  readonly seriesId: number;
  readonly assetId: string;
  readonly grantor: string;
  readonly provider: string;
  readonly terms: DocumentedTerms & { readonly termsDigest: string };
};

/** A policy in ODRL 2.2, as JSON-LD. */
export type OdrlPolicy = { readonly [name: string]: JsonValue };

type Constraint = { readonly [name: string]: JsonValue };

/** Words that ODRL does not have are in a namespace of their own, as an ODRL profile asks for. */
const profile = "urn:data-voucher:odrl:1";
const periods: Record<UsePeriod, string> = { hour: "PT1H", day: "P1D", week: "P1W", month: "P1M", year: "P1Y" };
/** Obligations that ODRL and Creative Commons have an action for; the others are words of the profile. */
const actions: Record<string, string> = {
  destroy: "delete",
  attribute: "attribute",
  reportUse: "inform",
  acceptAudit: "reviewPolicy",
  shareAlike: "cc:ShareAlike",
  credit: "attribute",
};

/**
 * The terms of a series as an ODRL 2.2 policy (W3C Recommendation of 2018): an offer, or for an authorisation the
 * agreement with its one user. Words of the ledger that ODRL does not have carry the prefix `dv`, with their labels in
 * both languages.
 *
 * @example
 * const policy = odrlPolicy({ chainId: "20221", ...(await ledger.series.get(3)) });
 */
export function odrlPolicy({ chainId, seriesId, assetId, grantor, provider, terms }: OdrlSource): OdrlPolicy {
  const named = (kind: string, id: string | number) => `urn:data-voucher:${chainId}:${kind}:${id}`;
  const { conditions } = terms;
  const parties = {
    assigner: named("party", grantor),
    ...(terms.namedUser !== null && { assignee: named("party", terms.namedUser) }),
  };
  // What may be kept for a time is destroyed after it, whether that is said as an obligation or not.
  const kept = conditions.retentionDays > 0 ? (["destroy"] as const) : [];
  const limits = conditions.open.filter((word) => word === "credit" || word === "shareAlike");
  const owed = [...new Set([...conditions.obligations, ...kept, ...limits])];
  const forbidden = [
    ...(terms.resale ? [] : ["sell", "transfer"]),
    ...(conditions.onward === 0 ? ["grantUse"] : []),
    ...(conditions.open.includes("nonCommercial") ? ["cc:CommercialUse"] : []),
    ...(conditions.open.includes("noDerivatives") ? ["derive"] : []),
  ];
  return {
    "@context": [
      "http://www.w3.org/ns/odrl.jsonld",
      {
        dv: `${profile}:`,
        cc: "http://creativecommons.org/ns#",
        dct: "http://purl.org/dc/terms/",
        // What a gateway adds: the block that the policy was read at.
        asOfBlock: { "@id": "dv:asOfBlock", "@type": "@json" },
      },
    ],
    "@type": terms.class === "authorisation" ? "Agreement" : "Offer",
    uid: named("series", seriesId),
    profile,
    ...parties,
    target: named("asset", assetId),
    "dct:provenance": named(terms.basis.kind, String(terms.basis.id)),
    "dv:provider": named("party", provider),
    "dv:termsDigest": terms.termsDigest,
    permission: [
      {
        action: "use",
        constraint: useConstraints(terms),
        ...withDuties([...owed.map((word) => duty(word, conditions.retentionDays)), ...payment(terms)]),
      },
      ...(terms.resale ? [{ action: "transfer", constraint: [count("lteq", String(terms.cap))] }] : []),
      ...(conditions.onward === 0
        ? []
        : [{ action: "grantUse", constraint: [constraint("dv:onwardLevels", "lteq", typed(conditions.onward))] }]),
    ],
    ...(forbidden.length > 0 && { prohibition: forbidden.map((action) => ({ action })) }),
  };
}

function useConstraints(terms: DocumentedTerms): Constraint[] {
  const { conditions } = terms;
  const words = (condition: WordCondition, left: string, operator: string) =>
    conditions[condition].length === 0
      ? []
      : [
          constraint(
            left,
            operator,
            conditions[condition].map((code) => labelled(condition, code)),
          ),
        ];
  return [
    constraint("purpose", "isAnyOf", terms.purposes.map(purpose)),
    constraint("spatial", "isPartOf", {
      "@type": "dv:iso3166-1-numeric",
      "@value": String(terms.territory).padStart(3, "0"),
    }),
    constraint("dateTime", "gteq", { "@type": "xsd:dateTime", "@value": terms.start }),
    constraint("dateTime", "lteq", { "@type": "xsd:dateTime", "@value": terms.end }),
    count("lteq", String(terms.cap)),
    ...words("users", "recipient", "isAnyOf"),
    ...words("qualifications", "dv:qualification", "isAllOf"),
    ...words("environments", "virtualLocation", "isAnyOf"),
    ...words("open", "dv:openTerms", "isAllOf"),
    ...(conditions.frequency === null
      ? []
      : [
          {
            and: {
              "@list": [
                count("lteq", String(conditions.frequency.units)),
                constraint("timeInterval", "eq", duration(periods[conditions.frequency.period])),
              ],
            },
          },
        ]),
    ...(conditions.durationHours === 0
      ? []
      : [constraint("elapsedTime", "lteq", duration(`PT${conditions.durationHours}H`))]),
  ];
}

/** What is paid, where the terms name it. Fen, as everywhere on the ledger. */
function payment(terms: DocumentedTerms): { readonly [name: string]: JsonValue }[] {
  if (terms.priceRule === "free") return [];
  const rule = { "dv:priceRule": terms.priceRule };
  if (terms.priceRule === "negotiated") return [{ action: "compensate", ...rule }];
  const operator = terms.priceRule === "ceiling" ? "lteq" : "eq";
  const amount = { "@type": "xsd:integer", "@value": String(terms.unitPrice) };
  const unit = { unit: "dv:fen-per-unit" };
  return [{ action: "compensate", ...rule, constraint: [{ ...constraint("payAmount", operator, amount), ...unit }] }];
}

function duty(word: string, retentionDays: number): { readonly [name: string]: JsonValue } {
  const action = actions[word] ?? `dv:${word}`;
  if (word !== "destroy" || retentionDays === 0) return { action };
  return { action, constraint: [constraint("delayPeriod", "lteq", duration(`P${retentionDays}D`))] };
}

const withDuties = (duties: readonly { readonly [name: string]: JsonValue }[]) =>
  duties.length > 0 ? { duty: duties } : {};

const constraint = (leftOperand: string, operator: string, rightOperand: JsonValue): Constraint => ({
  leftOperand,
  operator,
  rightOperand,
});
const count = (operator: string, units: string) =>
  constraint("count", operator, { "@type": "xsd:integer", "@value": units });
const typed = (value: number) => ({ "@type": "xsd:integer", "@value": String(value) });
const duration = (text: string) => ({ "@type": "xsd:duration", "@value": text });

const iri = (
  list: string,
  code: string,
  words: { readonly en: string; readonly zh: string } | undefined,
): JsonValue => ({
  "@id": `dv:${list}:${code}`,
  ...(words && {
    "dct:title": [
      { "@language": "zh", "@value": words.zh },
      { "@language": "en", "@value": words.en },
    ],
  }),
});
const purpose = (code: string) =>
  iri(
    "purpose",
    code,
    purposeList.find((known) => known.code === code),
  );
const labelled = (condition: WordCondition, code: string) =>
  iri(
    condition,
    code,
    conditionLists[condition].find((known) => known.code === code),
  );
