import { rfc3339 } from "../models/time.ts";
import type { ProvenanceJson, StepJson } from "../../schemas/voucher.ts";
import { u64 } from "../../store/keys.ts";
import { authorisationTable } from "../project/record.ts";
import { seriesOfVoucher } from "../project/holding.ts";
import { assetRow } from "../models/asset.ts";
import { labelOf, numberOf } from "../models/ids.ts";
import type { Reading } from "../models/reading.ts";
import { readAuthorisation } from "../models/record.ts";
import { certificateRow } from "../models/certificate.ts";
import { licencesAbove, readSeries, seriesRow } from "../models/series.ts";
import { childrenOf, showVoucher, stateOf, voucherRow } from "../models/voucher.ts";
import { readLine, type LineRange, type PlacedStep } from "./line.ts";
import { pastSeries, pastVoucher, remainsAt } from "./past.ts";

/** Which part of a voucher's life an answer tells. */
export interface ProvenancePart extends LineRange {
  /** How many steps came before. */
  readonly offset: number;
}

/** A voucher's life, and where the steps go on. */
export interface Provenance {
  readonly answer: Omit<ProvenanceJson, "stepsNextCursor">;
  readonly next: { readonly offset: number; readonly after: string } | null;
}

/**
 * The life of a voucher up to the block that the reading shows.
 * @param past whether that block is older than the rows: then everything is taken from the steps
 * @throws LedgerError VOUCHER_UNKNOWN
 */
export async function readProvenance(
  reading: Reading,
  voucherId: string,
  past: boolean,
  part: ProvenancePart,
): Promise<Provenance> {
  const block = reading.asOf.number;
  voucherRow(reading, voucherId);
  const { steps, next } = await readLine(reading, voucherId, block, part);
  const seriesId = seriesOfVoucher(voucherId);
  // What the voucher was at an older block follows from all of its steps.
  const cut = part.after !== undefined || next !== null;
  const whole = past && cut ? (await readLine(reading, voucherId, block)).steps : steps;
  const row = past ? pastVoucher(reading, voucherId, whole) : voucherRow(reading, voucherId);
  const children = past ? childrenIn(whole, voucherId) : await childrenOf(reading, voucherId);
  const series = past ? await pastSeries(reading, voucherId, block) : readSeries(reading, seriesId);
  const { name, fingerprint, declarant } = assetRow(reading, series.assetId);
  const chain = licencesAbove(reading, seriesId);
  const answer = {
    voucher: { ...showVoucher(reading, voucherId, row, children), series },
    asset: { assetId: series.assetId, name, fingerprint, declarant },
    licences: chain,
    ...basisOf(reading, chain.at(-1)?.seriesId ?? seriesId),
    steps: steps.map((step, i) => showStep(step, part.offset + i)),
    lineage: await lineageOf(reading, voucherId, steps, past),
    holders: holdersOf(steps),
  };
  return { answer, next: next === null ? null : { offset: part.offset + steps.length, after: next } };
}

function showStep(step: PlacedStep, index: number): StepJson {
  return {
    seq: index + 1,
    event: `${step.block}-${step.logIndex}`,
    kind: step.kind,
    block: step.block,
    time: rfc3339(step.time),
    transaction: step.transaction,
    party: step.party,
    account: step.account,
    from: step.from,
    to: step.to,
    units: String(step.units),
    unitsAfter: String(step.unitsAfter),
    holderAfter: step.holderAfter,
    voucher: step.voucher,
    lockClass: step.lockClass,
    digest: step.digest,
    licence: step.licence ?? null,
    use: step.use === undefined ? null : { ...step.use, usedUntil: rfc3339(step.use.usedUntil) },
  };
}

function childrenIn(line: readonly PlacedStep[], voucherId: string): string[] {
  return line.filter((step) => step.own === voucherId && step.kind === "splitOff").map((step) => step.voucher!);
}

/** The certificate or the authorisation that a voucher's series stands on. */
function basisOf(reading: Reading, seriesId: number): Pick<ProvenanceJson, "certificate" | "authorisation"> {
  const { basisKind, basisId } = seriesRow(reading, seriesId);
  if (basisKind === "certificate") {
    const { holder, registry, until } = certificateRow(reading, basisId);
    const live = reading.asOf.time <= until;
    return { certificate: { number: numberOf(basisId), holder, registry, live }, authorisation: null };
  }
  if (reading.view.get(authorisationTable, u64(basisId)) === undefined)
    return { certificate: null, authorisation: null };
  const { authorisationId, recordId, body, operator, scene, live } = readAuthorisation(reading, basisId);
  return { certificate: null, authorisation: { authorisationId, recordId, body, operator, scene, live } };
}

const givers = new Set<string>(["splitOff", "unitsOut"]);

/** The vouchers that units came from and went to, as far as the steps tell. */
async function lineageOf(
  reading: Reading,
  voucherId: string,
  line: readonly PlacedStep[],
  past: boolean,
): Promise<ProvenanceJson["lineage"]> {
  const ids = new Set([voucherId]);
  const edges: ProvenanceJson["lineage"]["edges"] = [];
  for (const { own, voucher, kind, units, block, time } of line) {
    if (voucher === null || own === undefined) continue;
    ids.add(own).add(voucher);
    const [from, to] = givers.has(kind) ? [own, voucher] : [voucher, own];
    edges.push({ from, to, units: String(units), block, time: rfc3339(time) });
  }
  const { end } = seriesRow(reading, seriesOfVoucher(voucherId));
  const nodes = [];
  for (const id of ids) {
    const row = past ? await remainsAt(reading, id, reading.asOf.number) : voucherRow(reading, id);
    const { holder, units } = row;
    const state = stateOf(reading, row, end);
    nodes.push({ voucherId: id, label: labelOf(id), holder, units: String(units), state, self: id === voucherId });
  }
  return { nodes, edges };
}

/** Who held the voucher, or before its split the one it came from, and when. */
function holdersOf(line: readonly PlacedStep[]): ProvenanceJson["holders"] {
  const holders: { party: string; from: string; until: string | null }[] = [];
  let current: string | null = null;
  for (const { holderAfter, time } of line) {
    if (holderAfter === current) continue;
    const last = holders.at(-1);
    if (current !== null && last !== undefined) last.until = rfc3339(time);
    if (holderAfter !== null) holders.push({ party: holderAfter, from: rfc3339(time), until: null });
    current = holderAfter;
  }
  return holders;
}
