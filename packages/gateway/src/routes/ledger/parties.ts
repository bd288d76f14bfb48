import Type from "typebox";
import { readAccount, readParty, accountsOf, holdingSums } from "../../ledger/models/party.ts";
import { parseAddress } from "../../ledger/models/ids.ts";
import { enveloped, lastPart } from "../../ledger/models/reading.ts";
import { findByWords } from "../../ledger/models/search.ts";
import { readVoucher } from "../../ledger/models/voucher.ts";
import { holdingTable } from "../../ledger/project/holding.ts";
import { partyTable } from "../../ledger/project/party.ts";
import { answers } from "../../schemas/answers.ts";
import { Role, Standing } from "../../schemas/party.ts";
import { fromHex } from "../../store/keys.ts";
import type { Routes } from "../app.ts";
import { filterOf, filtered } from "./filters.ts";
import { ledgerGet, listPage, listQuery, text } from "./ledger-get.ts";

const tag = "parties";
const params = Type.Object({ party: text("Address of the party") });

/** Parties, their accounts and holdings. */
export const partyRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  get(
    "/v1/parties",
    {
      tag,
      summary: "Parties, in the order of admission",
      query: listQuery({
        role: Type.Optional(Role),
        standing: Type.Optional(Standing),
        q: Type.Optional(text("Words of the name")),
      }),
      answer: answers["/v1/parties"],
    },
    async (reading, { query }) => {
      const row = (id: string) => reading.view.get(partyTable, id)!;
      const role = filterOf(query.role, "role", (id, value) => row(id).roles.includes(value));
      const standing = filterOf(query.standing, "standing", (id, value) => row(id).standing === value);
      if (query.q !== undefined) {
        const found = await findByWords(reading, "party", query.q, 200);
        const shown = found.filter((id) => [role, standing].every((filter) => filter?.holds(id) ?? true));
        return enveloped(reading, {
          items: shown.slice(0, query.limit ?? 50).map((id) => readParty(reading, id)),
          nextCursor: null,
        });
      }
      return listPage(context, reading, filtered("party", [role, standing], false), query, (entry) =>
        readParty(reading, entry.row),
      );
    },
  );

  get(
    "/v1/parties/:party",
    {
      tag,
      summary: "A party with its accounts",
      params,
      answer: answers["/v1/parties/:party"],
    },
    async (reading, { params }) => {
      const address = parseAddress(params.party);
      return enveloped(reading, { ...readParty(reading, address), accounts: await accountsOf(reading, address) });
    },
  );

  get(
    "/v1/parties/:party/holdings",
    {
      tag,
      summary: "The vouchers that a party holds now, with sums by series",
      params,
      query: listQuery({}),
      answer: answers["/v1/parties/:party/holdings"],
    },
    async (reading, { params, query }) => {
      const party = parseAddress(params.party);
      readParty(reading, party);
      const source = { table: holdingTable, name: `holdings|${party}`, range: { under: [party] } };
      const [page, totals] = await Promise.all([
        listPage(context, reading, source, query, ({ key }) => readVoucher(reading, fromHex(lastPart(key)).toString())),
        holdingSums(reading, party),
      ]);
      return { ...page, totals };
    },
  );

  get(
    "/v1/accounts/:account",
    {
      tag,
      summary: "An account and the party that it acts for",
      params: Type.Object({ account: text("Address of the key") }),
      answer: answers["/v1/accounts/:account"],
    },
    (reading, { params }) => enveloped(reading, readAccount(reading, parseAddress(params.account))),
  );
};
