import { digestOf, type DocumentDigest, type JsonValue } from "../../codec/canonical.ts";
import type { Terms } from "./terms.ts";

/** The terms of a series as one JSON document: what both a program and a lawyer read. */
export type TermsDocument = { readonly [name: string]: JsonValue };

/** What a terms document is made of: {@link Terms} without its own digest; amounts may be decimal strings. */
export type DocumentedTerms = Omit<Terms, "basis" | "cap" | "unitPrice" | "termsDigest"> & {
  readonly basis: { readonly kind: Terms["basis"]["kind"]; readonly id: bigint | string };
  readonly cap: bigint | string;
  readonly unitPrice: bigint | string;
};

/**
 * The terms as a document in the closed vocabulary of the ledger (凭证系列条款). It follows from the recorded terms alone,
 * so anybody can make it again and compare its digest with the ledger's.
 *
 * @param agreement digest of a contract in words that belongs to the terms; null when there is none
 * @example
 * const document = termsDocument((await ledger.series.get(3)).terms);
 */
export function termsDocument(terms: DocumentedTerms, agreement: string | null = null): TermsDocument {
  const { conditions } = terms;
  return {
    type: "SeriesTerms",
    version: 1,
    basis: { kind: terms.basis.kind, id: String(terms.basis.id) },
    class: terms.class,
    purposes: [...terms.purposes],
    territory: terms.territory,
    start: terms.start,
    end: terms.end,
    cap: String(terms.cap),
    resale: terms.resale,
    namedUser: terms.namedUser,
    priceRule: terms.priceRule,
    unitPrice: String(terms.unitPrice),
    conditions: {
      users: [...conditions.users],
      qualifications: [...conditions.qualifications],
      environments: [...conditions.environments],
      obligations: [...conditions.obligations],
      open: [...conditions.open],
      onward: conditions.onward,
      frequency: conditions.frequency && { ...conditions.frequency },
      durationHours: conditions.durationHours,
      retentionDays: conditions.retentionDays,
    },
    agreement,
  };
}

/** SHA-256 and SM3 of a terms document's canonical JSON (RFC 8785); the ledger records the first. */
export async function termsDigest(document: TermsDocument): Promise<DocumentDigest> {
  return digestOf(document);
}

/**
 * Where a document says other than the recorded terms: names of members, as `conditions.onward`; empty when it is their
 * document. An agreement in words may be named in it.
 */
export function termsDifferences(document: TermsDocument, terms: DocumentedTerms): string[] {
  const { agreement } = document;
  return differing(document, termsDocument(terms, typeof agreement === "string" ? agreement : null), "");
}

function differing(given: JsonValue | undefined, recorded: JsonValue | undefined, at: string): string[] {
  const isRecord = (value: unknown): value is TermsDocument =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isRecord(given) || !isRecord(recorded)) return JSON.stringify(given) === JSON.stringify(recorded) ? [] : [at];
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(given)])];
  return names.flatMap((name) => differing(given[name], recorded[name], at === "" ? name : `${at}.${name}`));
}
