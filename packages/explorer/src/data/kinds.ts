import type { RegistrationCase } from "../api/shapes.ts";

/** A kind of registration (articles 32 to 37). */
export type Kind = Exclude<RegistrationCase["kind"], "none">;

/** All of them, in the order of the law. */
export const kinds = ["initial", "transfer", "change", "renewal", "cancellation"] as const satisfies readonly Kind[];
