import Type from "typebox";
import { parseAddress, parseSeriesId, parseVoucher } from "../../ledger/models/ids.ts";
import { enveloped, lastPart, type Reading } from "../../ledger/models/reading.ts";
import { readSeries, seriesRow } from "../../ledger/models/series.ts";
import { readVoucher, stateOf, voucherRow } from "../../ledger/models/voucher.ts";
import { holdingTable, seriesOfVoucher } from "../../ledger/project/holding.ts";
import { voucherTable } from "../../ledger/project/voucher.ts";
import { answers } from "../../schemas/answers.ts";
import { VoucherState } from "../../schemas/voucher.ts";
import { fromHex, u32 } from "../../store/keys.ts";
import type { Range } from "../../store/table.ts";
import type { Routes } from "../app.ts";
import { ledgerGet, listPage, listQuery, text } from "./ledger-get.ts";

const tag = "vouchers";
const idAt = (joined: string) => fromHex(lastPart(joined)).toString();

/** Ids of a series lie together: the series is their high half. */
function ofSeries(seriesId: number): Range {
  return { from: `${u32(seriesId)}00000000`, before: `${u32(seriesId)}ffffffff~` };
}

/** Vouchers. */
export const voucherRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  get(
    "/v1/vouchers",
    {
      tag,
      summary: "Vouchers, newest first; those of one holder by id",
      query: listQuery({
        series: Type.Optional(text("Number of the series")),
        holder: Type.Optional(text("Address of the party that holds them now")),
        state: Type.Optional(VoucherState),
      }),
      answer: answers["/v1/vouchers"],
    },
    (reading, { query }) => {
      const holder = query.holder === undefined ? undefined : parseAddress(query.holder);
      const series = query.series === undefined ? undefined : parseSeriesId(query.series);
      const keep = (id: string) =>
        (series === undefined || seriesOfVoucher(id) === series) &&
        (query.state === undefined || stateNow(reading, id) === query.state);
      const name = `vouchers|${holder ?? ""}|${series ?? ""}|${query.state ?? ""}`;
      const itemOf = ({ key }: { key: string }) => readVoucher(reading, idAt(key));
      if (holder !== undefined) {
        const source = {
          table: holdingTable,
          name,
          range: { under: [holder] },
          keep: ({ key }: { key: string }) => keep(idAt(key)),
        };
        return listPage(context, reading, source, query, itemOf);
      }
      const range = { ...(series === undefined ? {} : ofSeries(series)), reverse: true };
      const source = { table: voucherTable, name, range, keep: ({ key }: { key: string }) => keep(idAt(key)) };
      return listPage(context, reading, source, query, itemOf);
    },
  );

  get(
    "/v1/vouchers/:id",
    {
      tag,
      summary: "A voucher with its series",
      params: Type.Object({ id: text("Id, or label such as 3-17") }),
      answer: answers["/v1/vouchers/:id"],
    },
    async (reading, { params }) => {
      const id = parseVoucher(params.id);
      const found = await readVoucher(reading, id);
      return enveloped(reading, { ...found, series: readSeries(reading, found.seriesId) });
    },
  );
};

function stateNow(reading: Reading, id: string) {
  return stateOf(reading, voucherRow(reading, id), seriesRow(reading, seriesOfVoucher(id)).end);
}
