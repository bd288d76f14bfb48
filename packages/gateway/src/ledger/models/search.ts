import { rfc3339 } from "./time.ts";
import { blockTable, transactionTable } from "../../index/rows.ts";
import type { SearchItemJson } from "../../schemas/event.ts";
import { key, u32, u64 } from "../../store/keys.ts";
import { checksum } from "../checksum.ts";
import { accountTable } from "../project/account.ts";
import { assetTable } from "../project/asset.ts";
import { calendarTable } from "../project/calendar.ts";
import { caseTable } from "../project/case-row.ts";
import { certificateTable } from "../project/certificate.ts";
import { partyTable } from "../project/party.ts";
import { profileTable } from "../project/profile.ts";
import { recordTable } from "../project/record.ts";
import { seriesTable } from "../project/series.ts";
import { voucherTable } from "../project/voucher.ts";
import { pairsOf, searchForm, wordTable, wordTextTable, type WordKind } from "../project/words.ts";
import { labelOf, numberOf } from "./ids.ts";
import { lastPart, linked, type Reading } from "./reading.ts";

/** Most things that a search finds of one kind. */
const mostFound = 50;
/** Most entries that a search by words looks at. */
const mostTried = 5_000;

/** Ids of things whose name holds every word of a text, anywhere in it. */
export async function findByWords(
  { view }: Reading,
  kind: WordKind,
  text: string,
  most = mostFound,
): Promise<string[]> {
  const words = searchForm(text).split(" ").filter(Boolean);
  if (words.length === 0) return [];
  const entries = await rarest({ view } as Reading, kind, words);
  const found = new Set<string>();
  for (const { key: joined } of entries) {
    const id = lastPart(joined);
    const name = view.get(wordTextTable, key(kind, id)) ?? "";
    if (words.every((word) => name.includes(word))) found.add(id);
    if (found.size === most) break;
  }
  return [...found];
}

/** The entries of the pair that the fewest names hold. */
async function rarest({ view }: Reading, kind: WordKind, words: readonly string[]) {
  const pairs = [...new Set(words.flatMap((word) => [...pairsOf(word)].filter((pair) => [...pair].length === 2)))];
  if (pairs.length === 0) {
    // One character alone starts some pair, or is the last of a word and stands for itself.
    const from = key(kind, words[0]!);
    return view.list(wordTable, { from, before: `${from}\u{10ffff}`, limit: mostTried });
  }
  const sample = 200;
  const samples = await Promise.all(pairs.map((pair) => view.list(wordTable, { under: [kind, pair], limit: sample })));
  const least = samples.reduce((best, entries, i) => (entries.length < samples[best]!.length ? i : best), 0);
  if (samples[least]!.length < sample) return samples[least]!;
  return view.list(wordTable, { under: [kind, pairs[least]!], limit: mostTried });
}

/** Everything that a text may stand for: an id, an address, a number, a label or words of a name. */
export async function search(reading: Reading, text: string): Promise<SearchItemJson[]> {
  const query = text.trim();
  if (/^0x[0-9a-f]{40}$/i.test(query)) return byAddress(reading, checksum(query));
  if (/^0x[0-9a-f]{64}$/i.test(query)) return byHash(reading, query.toLowerCase());
  const label = /^(\d{1,10})-(\d{1,10})$/.exec(query);
  const items: SearchItemJson[] = [];
  if (label) items.push(...byVoucher(reading, (BigInt(label[1]!) << 32n) | BigInt(label[2]!)));
  const digits = /^(?:SJ)?(\d{13})$/i.exec(query)?.[1];
  if (digits !== undefined) items.push(...byCertificate(reading, digits));
  if (/^\d{1,20}$/.test(query)) items.push(...byNumber(reading, BigInt(query)));
  return [...items, ...(await byName(reading, query))];
}

function byAddress({ view }: Reading, address: string): SearchItemJson[] {
  const party = view.get(partyTable, address);
  if (party) return [{ type: "party", id: address, title: party.name ?? address, detail: party.roles.join(", ") }];
  const account = view.get(accountTable, address);
  if (!account) return [];
  const name = view.get(partyTable, account.party)?.name ?? account.party;
  return [{ type: "account", id: address, title: address, detail: name }];
}

async function byHash(reading: Reading, hash: string): Promise<SearchItemJson[]> {
  const { view } = reading;
  const items: SearchItemJson[] = [];
  const asset = view.get(assetTable, hash);
  if (asset) items.push({ type: "asset", id: hash, title: asset.name, detail: asset.category });
  const transaction = view.get(transactionTable, hash);
  if (transaction) {
    items.push({ type: "transaction", id: hash, title: hash, detail: rfc3339(transaction.time) });
    return items;
  }
  for (const id of await linked(reading, "asset", `fingerprint:${hash}`)) {
    items.push({ type: "asset", id, title: view.get(assetTable, id)!.name, detail: "fingerprint" });
  }
  for (const id of await linked(reading, "party", `id:${hash}`)) items.push(...byAddress(reading, id));
  return items;
}

function byVoucher({ view }: Reading, id: bigint): SearchItemJson[] {
  if (id > 0xffff_ffff_ffff_ffffn) return [];
  const row = view.get(voucherTable, u64(id));
  if (!row) return [];
  const name = view.get(partyTable, row.holder)?.name ?? row.holder;
  return [{ type: "voucher", id: String(id), title: labelOf(String(id)), detail: `${row.units} · ${name}` }];
}

function byCertificate({ view }: Reading, certificateId: string): SearchItemJson[] {
  const row = view.get(certificateTable, u64(certificateId));
  if (!row) return [];
  const number = numberOf(certificateId);
  return [{ type: "certificate", id: number, title: number, detail: view.get(assetTable, row.assetId)!.name }];
}

function byNumber(reading: Reading, number: bigint): SearchItemJson[] {
  const { view } = reading;
  const items = byVoucher(reading, number);
  if (number > 0xffff_ffff_ffff_ffffn) return items;
  const id = String(number);
  const assetName = (assetId: string) => view.get(assetTable, assetId)?.name ?? "";
  const series = number <= 0xffff_ffffn ? view.get(seriesTable, u32(Number(number))) : undefined;
  if (series) items.push({ type: "series", id, title: id, detail: assetName(series.assetId) });
  const registration = view.get(caseTable, u64(number));
  if (registration) items.push({ type: "case", id, title: id, detail: assetName(registration.assetId) });
  const record = view.get(recordTable, u64(number));
  if (record) items.push({ type: "record", id, title: record.recordNumber ?? id, detail: assetName(record.assetId) });
  const profile = number <= 0xffff_ffffn ? view.get(profileTable, u32(Number(number))) : undefined;
  if (profile) items.push({ type: "profile", id, title: profile.label, detail: id });
  const year = number <= 9_999n ? view.get(calendarTable, u32(Number(number))) : undefined;
  if (year) items.push({ type: "calendarYear", id, title: id, detail: rfc3339(year.loadedAt) });
  const block = view.get(blockTable, u64(number));
  if (block) items.push({ type: "block", id, title: id, detail: rfc3339(block.time) });
  else if (number <= BigInt(view.block?.number ?? -1)) items.push({ type: "block", id, title: id, detail: "" });
  return items;
}

async function byName(reading: Reading, query: string): Promise<SearchItemJson[]> {
  const { view } = reading;
  const [parties, assets, records, profiles] = await Promise.all([
    findByWords(reading, "party", query),
    findByWords(reading, "asset", query),
    findByWords(reading, "record", query),
    findByWords(reading, "profile", query),
  ]);
  return [
    ...parties.flatMap((id) => byAddress(reading, id)),
    ...assets.map((id): SearchItemJson => {
      const { name, declarant } = view.get(assetTable, id)!;
      return { type: "asset", id, title: name, detail: view.get(partyTable, declarant)?.name ?? declarant };
    }),
    ...records.map((id): SearchItemJson => {
      const row = view.get(recordTable, id)!;
      return {
        type: "record",
        id: String(BigInt(`0x${id}`)),
        title: row.recordNumber ?? "",
        detail: view.get(assetTable, row.assetId)!.name,
      };
    }),
    ...profiles.map((key): SearchItemJson => {
      const id = String(BigInt(`0x${key}`));
      return { type: "profile", id, title: view.get(profileTable, key)!.label, detail: id };
    }),
  ];
}
