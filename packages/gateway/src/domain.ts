import { decodeRevert } from "./desk/decode-revert.ts";
import { createLedgerProjection, ledgerSchema } from "./ledger/projection.ts";
import type { Domain } from "./open.ts";

/** How the ledger's logs become rows and its refusals become codes. */
export const domain: Domain = {
  schema: ledgerSchema,
  projection: ({ contracts }) => createLedgerProjection(contracts),
  decodeRevert,
};
