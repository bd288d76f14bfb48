import { annotationStands, type AnnotationKind, type LaterObjectionState } from "@data-voucher/sdk";
import { key, u32, u64 } from "../../store/keys.ts";
import { defineTable, type Reader } from "../../store/table.ts";

/** What is noted on a certificate at all; certificates without annotation and objection have no such row. */
export interface RemarksRow {
  /** How many were made; they are numbered from 0. */
  readonly annotations: number;
  readonly objections: number;
  /** Seizures and temporary controls that were not lifted, with their last second; 0 for no end. */
  readonly restraints: readonly { readonly annotationId: number; readonly until: number }[];
}

/** What is noted on certificates, by token id. */
export const remarksTable = defineTable<RemarksRow>("remarks");

/** An annotation of a certificate (article 23). */
export interface AnnotationRow {
  readonly kind: AnnotationKind;
  readonly madeAt: number;
  /** Last second; null for no end. */
  readonly until: number | null;
  readonly byParty: string;
  readonly documentDigest: string;
  readonly liftedAt: number | null;
  readonly liftedBy: string | null;
  readonly liftDigest: string | null;
}

/** Annotations: key certificate, number. */
export const annotationTable = defineTable<AnnotationRow>("annotation");

/** What somebody did about an objection: the state that it came to. */
export interface ObjectionStep {
  readonly state: LaterObjectionState;
  readonly at: number;
  readonly party: string;
  readonly documentDigest: string;
  readonly transaction: string;
}

/** An objection to a certificate after its registration (article 29). */
export interface LaterObjectionRow {
  readonly objector: string;
  readonly state: LaterObjectionState;
  /** The registry's profile when it was raised. */
  readonly profileId: number;
  readonly raisedAt: number;
  readonly informedAt: number | null;
  readonly answeredAt: number | null;
  readonly concludedAt: number | null;
  readonly reasonDigest: string;
  readonly steps: readonly ObjectionStep[];
}

/** Objections after registration: key certificate, number. */
export const laterObjectionTable = defineTable<LaterObjectionRow>("laterObjection");

/** Key of an annotation or objection of a certificate. */
export const remarkKey = (certificateId: string, id: number | string) => key(u64(certificateId), u32(Number(id)));

/** Whether a seizure or a temporary control stands on a certificate at a moment. */
export function restrainedAt(reader: Pick<Reader, "get">, certificateId: string, now: number): boolean {
  const restraints = reader.get(remarksTable, u64(certificateId))?.restraints ?? [];
  return restraints.some(({ until }) => annotationStands({ until, liftedAt: 0 }, now));
}
