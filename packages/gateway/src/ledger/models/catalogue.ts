import type { catalogueRoles, CatalogueEntryJson } from "../../schemas/catalogue.ts";
import { catalogueTable } from "../project/catalogue.ts";
import { keeperOf } from "../project/keeper.ts";
import { readAsset } from "./asset.ts";
import { certificateRow } from "./certificate.ts";
import { numberOf } from "./ids.ts";
import { linked, type Reading } from "./reading.ts";
import { readRecord } from "./record.ts";
import { readSeries } from "./series.ts";

type Role = (typeof catalogueRoles)[number];

/** What the catalogue says of an asset: who answers for it, and under what terms it may be had. */
export async function readCatalogueEntry(reading: Reading, assetId: string): Promise<CatalogueEntryJson> {
  const asset = await readAsset(reading, assetId);
  const live = asset.rights.filter((right) => right.live);
  const records = (await Promise.all(asset.records.map((id) => readRecord(reading, id)))).filter(
    ({ state, until }) => state === "recorded" && Date.parse(until) / 1000 >= reading.asOf.time,
  );
  const series = asset.series.map((id) => readSeries(reading, id));
  const offers = series.filter(
    ({ basis, state }) =>
      basis.kind !== "licence" && !state.closed && !state.suspended && !state.basisLost && !state.expired,
  );
  const carrying = new Set(live.map(({ certificate }) => certificate));
  const ids = await linked(reading, "certificate", `asset:${assetId}`);
  const certificates = ids.filter((id) => carrying.has(numberOf(id)));
  const roles: [Role, string][] = [
    ["declarant", asset.declarant],
    ...live.filter(({ right }) => right === "hold").map(({ holder }): [Role, string] => ["holder", holder]),
    ...live.filter(({ right }) => right === "operate").map(({ holder }): [Role, string] => ["operator", holder]),
    ...certificates.map((id): [Role, string] => [
      "registry",
      keeperOf(reading.view, certificateRow(reading, id).registry),
    ]),
    ...records.map(({ body }): [Role, string] => ["recordingBody", body]),
    ...records.flatMap(({ authorisations }) =>
      authorisations.filter((one) => one.live).map(({ operator }): [Role, string] => ["authorisedOperator", operator]),
    ),
    ...offers.map(({ provider }): [Role, string] => ["provider", provider]),
  ];
  return {
    assetId,
    name: asset.name,
    category: asset.category,
    tracks: [...(reading.view.get(catalogueTable, assetId)?.tracks ?? [])],
    fingerprint: asset.fingerprint,
    descriptorDigest: asset.descriptorDigest,
    declaredAt: asset.declaredAt,
    modifiedAt: asset.descriptionHistory.at(-1)?.at ?? asset.declaredAt,
    responsibilities: unique(roles),
    certificates: certificates.map(numberOf),
    records: records.map(({ recordId, recordNumber, body, until }) => ({ recordId, recordNumber, body, until })),
    offers: offers.map((one) => ({
      seriesId: one.seriesId,
      grantor: one.grantor,
      purposes: [...one.purposes],
      territory: one.territory,
      priceRule: one.priceRule,
      unitPrice: one.unitPrice,
      open: one.conditions.open.includes("open"),
      end: one.end,
      left: String(BigInt(one.cap) - BigInt(one.totals.issued)),
    })),
  };
}

function unique(roles: readonly [Role, string][]): CatalogueEntryJson["responsibilities"] {
  const seen = new Map(roles.map(([role, party]) => [`${role} ${party}`, { role, party }]));
  return [...seen.values()];
}
