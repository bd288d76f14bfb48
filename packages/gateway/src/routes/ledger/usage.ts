import Type from "typebox";
import { fault } from "../../errors.ts";
import { assetRow } from "../../ledger/models/asset.ts";
import { parseAddress, parseHash, parseSeriesId, parseVoucher } from "../../ledger/models/ids.ts";
import { readParty } from "../../ledger/models/party.ts";
import { enveloped, type Reading } from "../../ledger/models/reading.ts";
import { seriesRow } from "../../ledger/models/series.ts";
import { readProhibited, readUsage } from "../../ledger/models/usage.ts";
import { voucherRow } from "../../ledger/models/voucher.ts";
import type { UsageSubject } from "../../ledger/project/usage.ts";
import { answers } from "../../schemas/answers.ts";
import type { Routes } from "../app.ts";
import { ledgerGet, text } from "./ledger-get.ts";

const tag = "usage";

/** What was used, and what may not be done. */
export const usageRoutes: Routes = (app, context) => {
  const get = ledgerGet(app, context);

  get(
    "/v1/usage",
    {
      tag,
      summary: "Units used, in all, by purpose and by day",
      description: "Of one of the subjects, or of the whole ledger. The sums are those of the ledger, exactly.",
      query: Type.Object({
        voucherId: Type.Optional(text("Id of a voucher")),
        seriesId: Type.Optional(text("Number of a series")),
        assetId: Type.Optional(text("Id of an asset")),
        holder: Type.Optional(text("Address of a party that used")),
        provider: Type.Optional(text("Address of a party at whose access points it was used")),
      }),
      answer: answers["/v1/usage"],
    },
    async (reading, { query }) => enveloped(reading, await readUsage(reading, subjectOf(reading, query))),
  );

  get(
    "/v1/usage/prohibited",
    {
      tag,
      summary: "Kinds of analysis that no use may claim (大数据分析禁止清单)",
      answer: answers["/v1/usage/prohibited"],
    },
    (reading) => enveloped(reading, readProhibited(reading)),
  );
};

type Query = Partial<Record<"voucherId" | "seriesId" | "assetId" | "holder" | "provider", string>>;

function subjectOf(reading: Reading, query: Query): UsageSubject {
  const given = Object.entries(query) as [keyof Query, string][];
  if (given.length > 1) throw fault("REQUEST_INVALID", "Name one subject, or none for the whole ledger.");
  const [[name, value] = ["all", ""]] = given;
  switch (name) {
    case "voucherId": {
      const id = parseVoucher(value);
      voucherRow(reading, id);
      return `voucher:${id}`;
    }
    case "seriesId": {
      const id = parseSeriesId(value);
      seriesRow(reading, id);
      return `series:${id}`;
    }
    case "assetId": {
      const id = parseHash(value);
      assetRow(reading, id);
      return `asset:${id}`;
    }
    case "holder":
    case "provider":
      return `${name}:${readParty(reading, parseAddress(value)).party}`;
    default:
      return "all";
  }
}
