import Type, { type Static, type TSchema } from "typebox";
import type { Json } from "../index/rows.ts";

/** RFC 3339 time in UTC. */
export const Time = Type.String({ description: "RFC 3339 time, UTC", examples: ["2026-11-23T08:00:00Z"] });
/** The end of a period that is counted in working days. */
export const Deadline = Type.String({
  description:
    "Last second of the period, RFC 3339 in UTC; `pending` while a calendar year that it needs is not loaded",
  examples: ["2026-11-25T15:59:59Z", "pending"],
});
/** Checksummed address. */
export const Address = Type.String({ description: "Address: 0x and 40 hexadecimal digits, checksummed" });
/** 32 bytes. */
export const Hash = Type.String({ description: "32 bytes: 0x and 64 hexadecimal digits, lower case" });
/** A whole number that can pass 2^53. */
export const Decimal = Type.String({ description: "Whole number as a decimal string", pattern: "^\\d+$" });
/** Territory or jurisdiction. */
export const Country = Type.Integer({ description: "ISO 3166-1 numeric code; 0 where it means anywhere" });
/** Purposes by their numbers in the purpose list. */
export const Purposes = Type.Array(Type.Integer(), { description: "Numbers in the purpose list" });

/** A simple schema or null, written so that serialisation needs no trial. */
export function Maybe<T extends TSchema>(schema: T) {
  const { type } = schema as unknown as { type: string };
  return Type.Unsafe<Static<T> | null>({ ...schema, type: [type, "null"] });
}

/** A whole number or null. */
export function MaybeInteger(description: string) {
  return Maybe(Type.Integer({ description }));
}

/** An object or null. */
export function MaybeObject<T>(schema: Type.TObject, description: string) {
  return Type.Unsafe<T | null>({ ...schema, type: ["object", "null"], description });
}
/** Decoded arguments by name; integers that can pass 2^53 are decimal strings. */
export type ArgsJson = { readonly [name: string]: Json };
/** {@link ArgsJson}. */
export const Args = Type.Unsafe<ArgsJson>(
  Type.Record(Type.String(), Type.Unknown(), { description: "Arguments by name; enumerations as texts" }),
);

/** One of these texts. */
export function OneOf<const T extends readonly string[]>(values: T) {
  return Type.Unsafe<T[number]>({ type: "string", enum: values });
}

/** The block that an answer shows. */
export const AsOf = Type.Object({ number: Type.Integer(), hash: Hash, time: Time });

/** Names of the institutions and assets in an answer. */
export const Names = Type.Record(Type.String(), Type.String(), {
  description:
    "Names of the institutions (by address) and assets (by id) in this answer; natural persons are not named",
});

/** What every answer from the ledger carries. */
export const envelope = { asOfBlock: AsOf, names: Names };

/** An answer about one thing. */
export function Single<T extends Type.TProperties>(properties: T) {
  return Type.Object({ ...properties, ...envelope });
}

/** A page of a list. */
export function List<T extends TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    nextCursor: Maybe(Type.String({ description: "`cursor` of the next page; null after the last" })),
    ...envelope,
  });
}
