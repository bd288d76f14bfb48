import { getAddress } from "ethers";
import Type from "typebox";
import { requireRole } from "../../auth/plugin.ts";
import { AddressIn, TimeIn, secondsOf } from "../../desk/values.ts";
import { fault } from "../../errors.ts";
import { rfc3339 } from "../../http/time.ts";
import { parseAddress } from "../../ledger/models/ids.ts";
import { showBlock } from "../../ledger/models/reading.ts";
import { reconciliationAsCsv } from "../../national/csv.ts";
import type { National } from "../../national/national.ts";
import { countsOf, reconcile, type ReconciledItem } from "../../national/reconcile.ts";
import { NationalFault } from "../../national/system.ts";
import { Reconciliation } from "../../schemas/national.ts";
import { keyCodes } from "../desk/codes.ts";
import { named, noStore } from "../inquiries/confidential.ts";
import { onView } from "../inquiry-permission.ts";
import { problems } from "../schemas.ts";
import type { Routes } from "../app.ts";

/** Most items of a JSON answer. */
const mostItems = 1_000;

/** The national service system, where the settings name one. @throws LedgerError NATIONAL_SYSTEM_NOT_SET */
export function requireNational(national: National | undefined): National {
  if (national === undefined) throw fault("NATIONAL_SYSTEM_NOT_SET");
  return national;
}

/** Where ledger and national service system disagree (国家系统对账). */
export const reconciliationRoutes: Routes = (app, { store, national }) => {
  app.get(
    "/v1/national/reconciliation",
    {
      onRequest: requireRole("registry", "regulator", "operator"),
      schema: {
        tags: ["national"],
        summary: "What the national service system holds, against the ledger (articles 8, 24, 26)",
        description:
          "For registry, of the cases that it keeps; for regulator and operator, of all or of one registry. What is " +
          "expected is computed anew from the ledger, and the system's digests from what it holds. `csv`: all items, by " +
          "RFC 4180.",
        querystring: Type.Object({
          registry: Type.Optional({ ...AddressIn, description: "Address of the registry that keeps the cases" }),
          from: Type.Optional({ ...TimeIn, description: "RFC 3339 time, UTC: what became due from then on" }),
          to: Type.Optional({ ...TimeIn, description: "RFC 3339 time, UTC: what became due until then" }),
          format: Type.Optional(
            Type.Unsafe<"json" | "csv">({ type: "string", enum: ["json", "csv"], default: "json" }),
          ),
        }),
        response: { 200: Reconciliation, ...problems },
        "x-error-codes": [
          ...keyCodes,
          "API_KEY_WITHOUT_PARTY",
          "ID_MALFORMED",
          "INDEX_NOT_READY",
          "NATIONAL_SYSTEM_NOT_SET",
          "NATIONAL_SYSTEM_UNREACHABLE",
          "PARTY_NOT_OWN",
          "REQUEST_INVALID",
          "URL_MALFORMED",
        ].sort(),
      } as const,
    },
    async ({ client, query, signal }, reply) => {
      const { system, ledger, progressOf } = requireNational(national);
      const asked = query.registry === undefined ? undefined : parseAddress(query.registry);
      const keeper = client.role === "registry" ? ownOf(client.party, asked) : asked;
      const scope = {
        keeper,
        from: query.from === undefined ? undefined : secondsOf(query.from, "/from"),
        to: query.to === undefined ? undefined : secondsOf(query.to, "/to"),
      };
      return onView(store, async (view) => {
        const found = await reconcile(view, system, ledger, scope, signal).catch((cause: unknown) => {
          if (!(cause instanceof NationalFault)) throw cause;
          throw fault("NATIONAL_SYSTEM_UNREACHABLE", cause.message);
        });
        const items = found.map((item) => ({ ...item, problem: problemOf(item, progressOf) }));
        void reply.header(...noStore);
        if (query.format === "csv") {
          void reply.header("content-disposition", 'attachment; filename="national-reconciliation.csv"');
          return reply
            .type("text/csv; charset=utf-8; header=present")
            .send(Buffer.from(reconciliationAsCsv(items)) as never);
        }
        return named(view, {
          at: rfc3339(Math.floor(Date.now() / 1000)),
          ledgerBlock: showBlock(view.block!),
          registry: keeper ?? null,
          counts: countsOf(found),
          items: items.slice(0, mostItems),
        });
      }) as never;
    },
  );
};

/** A registry sees what it keeps. @throws LedgerError API_KEY_WITHOUT_PARTY, PARTY_NOT_OWN */
function ownOf(party: string | null, asked: string | undefined): string {
  if (party === null) throw fault("API_KEY_WITHOUT_PARTY");
  const own = getAddress(party);
  if (asked === undefined || asked === own) return own;
  throw fault("PARTY_NOT_OWN", `The query names ${asked}, the API key acts for another party.`, { value: asked });
}

/** Why what is known here waits. */
function problemOf(item: ReconciledItem, progressOf: National["progressOf"]): string | null {
  const waits = item.agreement === "waiting" || item.agreement === "missingHere";
  return waits && item.keeper !== null ? (progressOf(item)?.problem ?? null) : null;
}
