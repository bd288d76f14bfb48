import { odrlPolicy, purposeMask, purposesOf, termsDigest, termsDocument, type OdrlPolicy } from "@data-voucher/sdk";
import type { LicencesJson, SeriesJson } from "../../schemas/voucher.ts";
import { u64 } from "../../store/keys.ts";
import { listedTable } from "../project/listed.ts";
import { voucherTable } from "../project/voucher.ts";
import { licencesAbove, readSeries } from "./series.ts";
import type { Reading } from "./reading.ts";

/** Most licences of one answer. */
const mostLicences = 200;

/**
 * The tree of licences that a series is part of, from its first series downwards, parents first.
 * @throws LedgerError SERIES_UNKNOWN
 */
export async function readLicences(reading: Reading, seriesId: number): Promise<LicencesJson> {
  const first = licencesAbove(reading, seriesId).at(-1)?.seriesId ?? seriesId;
  const items: LicencesJson["items"] = [{ series: readSeries(reading, first), parent: null, depth: 0 }];
  // The list grows while it is read: what stands on its last items comes after them.
  for (let next = 0; next < items.length && items.length <= mostLicences; next += 1) {
    const { series, depth } = items[next]!;
    const range = { under: ["series", `parent:${series.seriesId}`], limit: mostLicences + 1 };
    for (const { row } of await reading.view.list(listedTable, range)) {
      const below = readSeries(reading, Number(row));
      items.push({ series: below, parent: parentOf(reading, below), depth: depth + 1 });
    }
  }
  const complete = items.length <= mostLicences;
  return { seriesId, items: items.slice(0, mostLicences), complete };
}

function parentOf(reading: Reading, { basis }: SeriesJson): LicencesJson["items"][number]["parent"] {
  const { holder, units } = reading.view.get(voucherTable, u64(basis.id))!;
  return { voucherId: basis.id, seriesId: basis.seriesId!, holder, units: String(units) };
}

/** What a terms document and a policy are made of. */
function termsOf(series: SeriesJson) {
  const { basis, conditions, purposes } = series;
  type Terms = Parameters<typeof termsDocument>[0];
  return {
    basis: { kind: basis.kind as Terms["basis"]["kind"], id: basis.id },
    class: series.class as Terms["class"],
    resale: series.resale,
    territory: series.territory,
    start: series.start,
    end: series.end,
    cap: series.cap,
    purposes: purposesOf(purposeMask(purposes)).map(({ code }) => code),
    namedUser: series.namedUser,
    priceRule: series.priceRule as Terms["priceRule"],
    unitPrice: series.unitPrice,
    conditions: conditions as Terms["conditions"],
    termsDigest: series.termsDigest,
  };
}

/** The terms of a series as a document, with its digests. @throws LedgerError SERIES_UNKNOWN */
export async function readTerms(reading: Reading, seriesId: number) {
  const series = readSeries(reading, seriesId);
  const document = termsDocument(termsOf(series));
  const digest = await termsDigest(document);
  const { termsDigest: recorded } = series;
  return { seriesId, document, digest, recorded, matches: digest.sha256 === recorded };
}

/** The terms of a series as an ODRL policy. @throws LedgerError SERIES_UNKNOWN */
export function readOdrl(reading: Reading, chainId: string, seriesId: number): OdrlPolicy {
  const series = readSeries(reading, seriesId);
  const { assetId, grantor, provider } = series;
  return odrlPolicy({ chainId, seriesId, assetId, grantor, provider, terms: termsOf(series) });
}
