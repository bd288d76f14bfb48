import type { Power } from "@data-voucher/sdk";
import { getAddress } from "ethers";
import { requireRole } from "../auth/plugin.ts";
import { keyTable } from "../auth/keys.ts";
import { rfc3339 } from "../http/time.ts";
import { checksum } from "../ledger/checksum.ts";
import { accountTable } from "../ledger/project/account.ts";
import { Me } from "../schemas/me.ts";
import type { View } from "../store/view.ts";
import { keyCodes } from "./desk/codes.ts";
import { named, noStore } from "./inquiries/confidential.ts";
import { onView } from "./inquiry-permission.ts";
import { problems } from "./schemas.ts";
import type { Routes } from "./app.ts";

/** Whom an API key stands for: a page says in whose name it acts before it does. */
export const meRoutes: Routes = (app, { store, home, custody }) => {
  /** Live accounts of a party in the gateway's custody. */
  const accountsOf = (view: View, party: string, only: string | undefined) =>
    custody.addresses.map(checksum).flatMap((account) => {
      if (only !== undefined && account.toLowerCase() !== only) return [];
      const row = view.get(accountTable, account);
      if (row?.party !== party || row.revoked) return [];
      const over = row.validUntil !== null && row.validUntil < view.block!.time;
      return over ? [] : [{ account, powers: [...row.powers] as Power[] }];
    });

  app.get(
    "/v1/me",
    {
      onRequest: requireRole("party", "registry", "exchange", "regulator", "operator"),
      schema: {
        tags: ["keys"],
        summary: "Whom the API key stands for, and what it can have signed here",
        response: { 200: Me, ...problems },
        "x-error-codes": [...keyCodes, "INDEX_NOT_READY"].sort(),
      } as const,
    },
    ({ client }, reply) =>
      onView(store, (view) => {
        const party = client.party === null ? null : getAddress(client.party);
        const { expiresAt } = home.get(keyTable, client.keyId!)!;
        const accounts = party === null || client.role === "party" ? [] : accountsOf(view, party, client.account);
        const me = { role: client.role, party, expiresAt: rfc3339(Math.floor(expiresAt / 1000)), accounts };
        return reply.header(...noStore).send(named(view, me));
      }) as never,
  );
};
