import type { JsonValue } from "../codec/canonical.ts";
import { credentialId, didOf } from "./credential.ts";
import type { JsonObject } from "./jws.ts";
import { provenFields, type CertificateRecord } from "./statement.ts";

/** Where a paper says something else than the ledger; an empty text stands for nothing. */
export type PaperDifference = { readonly field: string; readonly stated: string; readonly recorded: string };

/**
 * Every field in which a credential differs from the record: of its statement, right by right, and of the members that
 * say the same again for readers who know only the data model of W3C.
 */
export function differencesOf(claims: JsonObject, record: CertificateRecord, chainId: string): PaperDifference[] {
  const subject = claims["credentialSubject"] as JsonObject;
  const stated = flatten(Object.fromEntries(provenFields.map((field) => [field, subject[field] ?? null])));
  const recorded = flatten(record);
  const issuer = claims["issuer"] as JsonObject;
  const again: Readonly<Record<string, readonly [JsonValue | undefined, string]>> = {
    id: [claims["id"], credentialId(chainId, record.number)],
    validFrom: [claims["validFrom"], record.issuedAt],
    validUntil: [claims["validUntil"], record.until],
    "issuer.id": [issuer["id"], didOf(chainId, record.registry)],
    "credentialSubject.id": [subject["id"], didOf(chainId, record.holder)],
  };
  for (const [field, [own, expected]] of Object.entries(again)) {
    stated.set(field, textOf(own));
    recorded.set(field, expected);
  }
  return compare(stated, recorded);
}

/**
 * What of a paper's record is no longer so: every field in which a later state of the same certificate differs, right by
 * right, `stated` on the paper and `recorded` now. When and by which registry it was recorded is left out.
 */
export function changesSince(paper: CertificateRecord, now: CertificateRecord): PaperDifference[] {
  const lasting = ({ number, holder, assetId, rights, caseId, until, evidenceDigest, sample }: CertificateRecord) =>
    flatten({ number, holder, assetId, rights, caseId, until, evidenceDigest, sample });
  return compare(lasting(paper), lasting(now));
}

/** Fields whose texts differ, in the order of the record. */
export function compare(stated: ReadonlyMap<string, string>, recorded: ReadonlyMap<string, string>): PaperDifference[] {
  const fields = new Set([...recorded.keys(), ...stated.keys()]);
  return [...fields].flatMap((field) => {
    const [own = "", known = ""] = [stated.get(field), recorded.get(field)];
    return comparable(own) === comparable(known) ? [] : [{ field, stated: own, recorded: known }];
  });
}

/** Fields of a statement by name; a right's as `rights.hold.until`. */
function flatten(statement: JsonObject): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [field, value] of Object.entries(statement)) {
    if (field !== "rights" || !Array.isArray(value)) {
      fields.set(field, textOf(value));
      continue;
    }
    for (const [i, entry] of (value as readonly JsonValue[]).entries()) {
      const right = (typeof entry === "object" && entry !== null ? entry : {}) as JsonObject;
      const name = typeof right["right"] === "string" ? right["right"] : String(i);
      // Twice the same right is one too many: it must not hide behind the other.
      const key = fields.has(`rights.${name}`) ? `rights.${name}.${i}` : `rights.${name}`;
      fields.set(key, "yes");
      for (const [member, own] of Object.entries(right)) {
        if (member !== "right") fields.set(`${key}.${member}`, textOf(own));
      }
    }
  }
  return fields;
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Hexadecimal in any case, times in any zone, texts in their composed form. */
function comparable(text: string): string {
  if (/^(?:0x|did:pkh:)[\da-z:]*$/i.test(text)) return text.toLowerCase();
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return String(Date.parse(text));
  return text.normalize("NFC");
}
