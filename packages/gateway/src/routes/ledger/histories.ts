import Type from "typebox";
import { assetRow } from "../../ledger/models/asset.ts";
import { eventAt } from "../../ledger/models/event.ts";
import { parseAddress, parseHash, parseVoucher } from "../../ledger/models/ids.ts";
import { readParty } from "../../ledger/models/party.ts";
import { lastPart, type Reading } from "../../ledger/models/reading.ts";
import { voucherRow } from "../../ledger/models/voucher.ts";
import { historyTable } from "../../ledger/project/history.ts";
import { stepTable } from "../../ledger/project/step.ts";
import { List, OneOf } from "../../schemas/common.ts";
import { Event } from "../../schemas/event.ts";
import { key, u64 } from "../../store/keys.ts";
import type { Entry, Table } from "../../store/table.ts";
import type { Routes } from "../app.ts";
import { ledgerGet, listPage, listQuery, text } from "./ledger-get.ts";

const query = listQuery({
  order: Type.Optional(OneOf(["newest", "oldest"] as const)),
  fromBlock: Type.Optional(
    Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: "Only events of this block and later" }),
  ),
});

/** The rows of a history: keyed by what they are under, then by the event's position. */
interface History {
  readonly table: Table<unknown>;
  readonly under: readonly string[];
}

/** Events of parties, assets and vouchers, page by page to the end. */
export const historyRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  const history = (
    tag: string,
    name: string,
    description: string,
    summary: string,
    rowsOf: (reading: Reading, id: string) => History,
  ): void =>
    get(
      `/v1/${tag}/:${name}/history`,
      {
        tag,
        summary,
        description: "Newest first, or oldest first with `order=oldest`.",
        params: Type.Object({ [name]: text(description) }),
        query,
        answer: List(Event),
      },
      (reading, { params, query }) => {
        const { table, under } = rowsOf(reading, (params as Record<string, string>)[name]!);
        const { order = "newest", fromBlock = 0 } = query;
        const source = {
          table,
          name: ["history", ...under, order, fromBlock].join("|"),
          range: { under, from: key(...under, u64(fromBlock)), reverse: order === "newest" },
        };
        return listPage(context, reading, source, query, (entry: Entry<unknown>) =>
          eventAt(reading, lastPart(entry.key)),
        );
      },
    );

  history("parties", "party", "Address of the party", "Events that concern a party", (reading, text) => {
    const { party } = readParty(reading, parseAddress(text));
    return { table: historyTable, under: ["party", party] };
  });

  history(
    "assets",
    "assetId",
    "Id of the asset",
    "Events of an asset, its cases, records, certificates and series",
    (reading, text) => {
      const assetId = parseHash(text);
      assetRow(reading, assetId);
      return { table: historyTable, under: ["asset", assetId] };
    },
  );

  history("vouchers", "id", "Id, or label such as 3-17", "Events that name a voucher", (reading, text) => {
    const id = parseVoucher(text);
    voucherRow(reading, id);
    return { table: stepTable, under: [u64(id)] };
  });
};
