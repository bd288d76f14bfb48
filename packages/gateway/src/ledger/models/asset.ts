import { rfc3339 } from "./time.ts";
import type { AssetJson, LineageEdgeJson, LineageNodeJson, RightJson } from "../../schemas/asset.ts";
import { u64 } from "../../store/keys.ts";
import { digestOrNull } from "../checksum.ts";
import { assetTable, derivedTable, descriptionTable, gradeTable, type AssetRow } from "../project/asset.ts";
import { certificateTable, rightTable, type RightRow } from "../project/certificate.ts";
import { numberOf, unknownThing } from "./ids.ts";
import { rightLives } from "./live.ts";
import { linked, maybeTime, mostLinks, type Reading } from "./reading.ts";

/** The row of an asset. @throws LedgerError ASSET_UNKNOWN */
export function assetRow({ view }: Reading, assetId: string): Readonly<AssetRow> {
  const row = view.get(assetTable, assetId);
  if (row === undefined) throw unknownThing("ASSET_UNKNOWN", assetId);
  return row;
}

/** A registered right as clients see it. */
export function showRight(reading: Reading, row: RightRow): RightJson {
  const certificate = reading.view.get(certificateTable, u64(row.certificateId))!;
  return {
    right: row.right as RightJson["right"],
    holder: row.holder,
    certificate: numberOf(row.certificateId),
    caseId: certificate.issueCaseId,
    since: rfc3339(row.since),
    until: rfc3339(row.until),
    territory: row.territory,
    resale: row.resale,
    purposes: [...row.purposes],
    limitsDigest: digestOrNull(row.limitsDigest),
    live: rightLives(reading, row, certificate),
    endedAt: maybeTime(row.endedAt),
  };
}

/** Rights registered in an asset; of one certificate if it is given. */
export async function rightsIn(reading: Reading, assetId: string, certificateId?: string): Promise<RightJson[]> {
  const under = certificateId === undefined ? [assetId] : [assetId, u64(certificateId)];
  const entries = await reading.view.list(rightTable, {
    under,
    reverse: certificateId === undefined,
    limit: mostLinks,
  });
  return entries.map(({ row }) => showRight(reading, row)).sort(byRight);
}

const rightOrder = ["hold", "use", "operate"];
const byRight = (a: RightJson, b: RightJson) =>
  b.since.localeCompare(a.since) || rightOrder.indexOf(a.right) - rightOrder.indexOf(b.right);

/** An asset with all that hangs on it. @throws LedgerError ASSET_UNKNOWN */
export async function readAsset(reading: Reading, assetId: string): Promise<AssetJson> {
  const row = assetRow(reading, assetId);
  const { view } = reading;
  const [grades, descriptions, derived, rights, records, cases, certificates, series, equal] = await Promise.all([
    view.list(gradeTable, { under: [assetId], reverse: true, limit: mostLinks }),
    view.list(descriptionTable, { under: [assetId], reverse: true, limit: mostLinks }),
    view.list(derivedTable, { under: [assetId], reverse: true, limit: mostLinks }),
    rightsIn(reading, assetId),
    linked(reading, "record", `asset:${assetId}`),
    linked(reading, "case", `asset:${assetId}`),
    linked(reading, "certificate", `asset:${assetId}`),
    linked(reading, "series", `asset:${assetId}`),
    linked(reading, "asset", `fingerprint:${row.fingerprint}`),
  ]);
  return {
    assetId,
    name: row.name,
    declarant: row.declarant,
    fingerprint: row.fingerprint,
    descriptorDigest: row.descriptorDigest,
    source: row.source as AssetJson["source"],
    category: row.category as AssetJson["category"],
    grade: row.grade as AssetJson["grade"],
    gradeHistory: grades.reverse().map(({ row: { at, ...grade } }) => ({
      ...grade,
      grade: grade.grade as AssetJson["grade"],
      at: rfc3339(at),
    })),
    descriptionHistory: descriptions.reverse().map(({ row: { at, ...described } }) => ({
      ...described,
      at: rfc3339(at),
    })),
    declaredAt: rfc3339(row.declaredAt),
    sources: [...row.sources],
    derived: derived.map((entry) => entry.row),
    rights,
    records,
    cases,
    certificates: certificates.map(numberOf),
    series: series.map(Number),
    equalFingerprints: equal.filter((other) => other !== assetId),
  };
}

/** Most assets of a lineage. */
const mostNodes = 200;

/** The sources of an asset and what was derived from it, at any distance; the nearest 200. */
export async function readLineage(
  reading: Reading,
  assetId: string,
): Promise<{ nodes: LineageNodeJson[]; edges: LineageEdgeJson[] }> {
  const nodes = new Map<string, LineageNodeJson>([[assetId, nodeOf(reading, assetId, 0)]]);
  const edges = new Map<string, LineageEdgeJson>();
  const walk = async (direction: -1 | 1) => {
    let near = [assetId];
    for (let depth = direction; near.length > 0; depth += direction) {
      const next: string[] = [];
      for (const id of near) {
        for (const other of await neighbours(reading, id, direction)) {
          if (!nodes.has(other)) {
            if (nodes.size >= mostNodes) continue;
            nodes.set(other, nodeOf(reading, other, depth));
            next.push(other);
          }
          const [from, to] = direction === 1 ? [id, other] : [other, id];
          edges.set(`${from}${to}`, { from, to });
        }
      }
      near = next;
    }
  };
  await walk(-1);
  await walk(1);
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

async function neighbours(reading: Reading, assetId: string, direction: -1 | 1): Promise<readonly string[]> {
  if (direction === -1) return assetRow(reading, assetId).sources;
  const entries = await reading.view.list(derivedTable, { under: [assetId], limit: mostNodes });
  return entries.map(({ row }) => row);
}

function nodeOf(reading: Reading, assetId: string, depth: number): LineageNodeJson {
  const { name, declarant, category, grade } = assetRow(reading, assetId);
  return {
    assetId,
    name,
    declarant,
    depth,
    category: category as LineageNodeJson["category"],
    grade: grade as LineageNodeJson["grade"],
  };
}
