import type { BlockRef, View } from "../../store/view.ts";

import type { LedgerContract } from "../decode.ts";
import { assetTable } from "../project/asset.ts";
import { listedTable } from "../project/listed.ts";
import { partyTable } from "../project/party.ts";
import { rfc3339 } from "./time.ts";

/** What a read model works with: the rows of one whole block, and the block whose time decides what is live. */
export interface Reading {
  readonly view: View;
  readonly asOf: BlockRef;
  /** The ledger's contract at each address, lower case. */
  readonly contracts: ReadonlyMap<string, LedgerContract>;
}

/** Most ids that an answer about one thing lists of another kind. */
export const mostLinks = 200;

/** Ids in a list, newest first. */
export async function linked({ view }: Reading, list: string, value: string): Promise<string[]> {
  const entries = await view.list(listedTable, { under: [list, value], reverse: true, limit: mostLinks });
  return entries.map(({ row }) => row);
}

/** RFC 3339 of a time that may be missing. */
export const maybeTime = (seconds: number | null): string | null => (seconds === null ? null : rfc3339(seconds));

/** The block of an answer as clients see it. */
export const showBlock = ({ number, hash, time }: BlockRef) => ({ number, hash, time: rfc3339(time) });

/** The last part of a key. */
export const lastPart = (joined: string): string => joined.slice(joined.lastIndexOf("\u0000") + 1);

/** An answer with the block that it shows and the names of the institutions that it mentions. */
export function enveloped<Answer extends object>(reading: Reading, answer: Answer) {
  return { ...answer, asOfBlock: showBlock(reading.asOf), names: namesIn(reading.view, answer) };
}

/** Keys and signers act for parties but are none: no name to look for. */
const neverParties = new Set(["account", "signer", "byAccount", "oldAccount", "newAccount", "controller", "examiner"]);

/** Where ids of assets stand; elsewhere 32 bytes are digests and hashes. */
const assetFields = new Set(["assetId", "sources", "derived", "equalFingerprints", "causeAssetId"]);

/** Names of the parties and assets whose addresses and ids stand anywhere in an answer. */
export function namesIn(view: View, answer: unknown): Record<string, string> {
  const parties = new Set<string>();
  const assets = new Set<string>();
  collect(answer, parties, assets, false);
  const names: Record<string, string> = {};
  for (const address of parties) {
    const name = view.get(partyTable, address)?.name;
    if (name !== undefined && name !== null) names[address] = name;
  }
  for (const assetId of assets) {
    const name = view.get(assetTable, assetId)?.name;
    if (name !== undefined) names[assetId] = name;
  }
  return names;
}

function collect(value: unknown, parties: Set<string>, assets: Set<string>, inAsset: boolean): void {
  if (typeof value === "string") {
    if (!value.startsWith("0x")) return;
    if (value.length === 42) parties.add(value);
    else if (inAsset && value.length === 66) assets.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, parties, assets, inAsset);
  } else if (typeof value === "object" && value !== null) {
    for (const name in value) {
      if (neverParties.has(name)) continue;
      collect((value as Record<string, unknown>)[name], parties, assets, assetFields.has(name));
    }
  }
}
