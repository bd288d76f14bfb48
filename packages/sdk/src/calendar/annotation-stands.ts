import type { AnnotationKind } from "../vocabulary/enums.ts";

/** When an annotation ends, in seconds since 1970; 0 for no end, and while it was not lifted. */
export type AnnotationTimes = { readonly until: number; readonly liftedAt: number };

/**
 * Whether an annotation stands at a moment: what ended by its own term is computed, not lifted (article 23).
 *
 * @param now seconds since 1970
 */
export function annotationStands({ until, liftedAt }: AnnotationTimes, now: number): boolean {
  return liftedAt === 0 && (until === 0 || now <= until);
}

/** Whether annotations of this kind stop transfer and circulation while they stand: seizure and temporary control. */
export function annotationRestrains(kind: AnnotationKind): boolean {
  return kind === "seizure" || kind === "temporaryControl";
}
