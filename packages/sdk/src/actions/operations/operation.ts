import { clientError } from "../../client/client-errors.ts";
import type { Gateway } from "../../client/gateway.ts";
import type { LedgerClient } from "../../client/client.ts";

/** A transaction that the gateway took charge of. */
export type Operation = {
  readonly id: string;
  readonly state: "accepted" | "sent" | "mined" | "final" | "dead";
  readonly hash: string;
  readonly from: string;
  readonly nonce: number;
  readonly block: { readonly number: number; readonly hash: string } | null;
  /** Whether the ledger did it; null until mined. */
  readonly success: boolean | null;
  /** Why it was refused in its block. */
  readonly revert: { readonly code: string; readonly name: string | null; readonly args: object } | null;
};

/** The client's gateway. @throws LedgerError GATEWAY_MISSING */
export function gatewayOf({ gateway }: LedgerClient): Gateway {
  if (gateway) return gateway;
  throw clientError("GATEWAY_MISSING");
}
