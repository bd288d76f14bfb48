import type { TSchema } from "typebox";

/**
 * Marks the schema of a home record: what this gateway keeps and the chain cannot give again, so that it is no ledger
 * answer and a rebuild of the index does not bring it back. Programs look at `x-home-record`.
 */
export function homeRecord<T extends TSchema>(schema: T, what: string): T {
  return { ...schema, description: `Home record of this gateway, not on the ledger: ${what}`, "x-home-record": true };
}
