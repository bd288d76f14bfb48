import type { LedgerClient } from "../../client/client.ts";
import type { JsonValue } from "../../codec/canonical.ts";
import { address } from "../../input/hex.ts";
import { seconds, timeText, type Time } from "../../input/time.ts";
import type { SubmissionKind } from "../../vocabulary/enums.ts";
import { gatewayOf } from "../operations/operation.ts";
import type { SubmissionAnswer } from "./answer.ts";

/** How ledger and national service system stand to each other in one submission (一致、待回执、缺失、不一致). */
export type Agreement = "differs" | "missingThere" | "missingHere" | "waiting" | "agree";

/** One submission, as both have it; times are RFC 3339. */
export type ReconciledSubmission = {
  readonly agreement: Agreement;
  readonly caseId: string;
  readonly kind: SubmissionKind;
  /** Registry that keeps the case; null for a case that the ledger does not have. */
  readonly keeper: string | null;
  readonly dueAt: string | null;
  readonly mirroredAt: string | null;
  readonly receiptNumber: string | null;
  readonly statedAt: string | null;
  readonly sample: boolean | null;
  /** Why it waits. */
  readonly problem: string | null;
  /** What the system answered, as `mirror` and `correct` take it; null where it holds nothing. */
  readonly held: SubmissionAnswer | null;
  readonly differences: readonly {
    readonly field: string;
    readonly ledger: JsonValue;
    readonly system: JsonValue;
  }[];
};

/** Where ledger and national service system disagree. */
export type Reconciliation = {
  readonly at: string;
  readonly counts: Readonly<Record<Agreement, number>>;
  /** Those that do not agree first, at most 1 000. */
  readonly items: readonly ReconciledSubmission[];
};

/** Of whose cases, and what became due between which moments. */
export type ReconcileOptions = {
  readonly registry?: string | undefined;
  readonly from?: Time | undefined;
  readonly to?: Time | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * What the national service system holds, against the ledger (对账): computed by the gateway when it is asked. A registry
 * sees its own cases, authority and operator all.
 *
 * @throws LedgerError ADDRESS_MALFORMED, TIME_MALFORMED, GATEWAY_MISSING, NATIONAL_SYSTEM_NOT_SET,
 *   NATIONAL_SYSTEM_UNREACHABLE, PARTY_NOT_OWN, codes of the gateway
 * @example
 * const { counts } = await ledger.national.reconcile({ from: "2026-11-01T00:00:00+08:00" });
 */
export async function reconcile(
  client: LedgerClient,
  { registry, from, to, signal }: ReconcileOptions = {},
): Promise<Reconciliation> {
  const moment = (time: Time | undefined, field: string) =>
    time === undefined ? undefined : timeText(seconds(time, field));
  const query = {
    registry: registry === undefined ? undefined : address(registry, "registry"),
    from: moment(from, "from"),
    to: moment(to, "to"),
  };
  return (await gatewayOf(client).get("/v1/national/reconciliation", { query, signal })) as Reconciliation;
}
