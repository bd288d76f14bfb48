import { kindMask, kindsOf, packYear, type CalendarYearInput, type NamedProfile } from "@data-voucher/sdk";
import { id } from "ethers";
import { eventKey, eventTable, type Json, type LedgerEvent } from "../index/rows.ts";
import type { Projection } from "../index/sync.ts";
import { checksum } from "../ledger/checksum.ts";
import type { BlockWork } from "../store/ledger.ts";

/** An event as a contract would emit it, decoded. */
export interface MadeUpEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const hashes = new Map<string, string>();

/** A hash for a name; each is made once, because that is the slow part. */
function hashOf(name: string): string {
  const known = hashes.get(name) ?? id(name);
  hashes.set(name, known);
  return known;
}

/** The n-th made-up party of a kind. */
export const partyAt = (kind: string, n: number): string => checksum(hashOf(`${kind} ${n}`).slice(0, 42));
/** The n-th made-up asset. */
export const assetAt = (n: number): string => hashOf(`asset ${n}`);
const someDigest = hashOf("some document");

/** Blocks of made-up events, as the engine hands those of a chain to the index: for more cases than a node would take. */
export function createSyntheticLedger(projection: Projection, address = `0x${"1".repeat(40)}`) {
  let number = 0;
  const blockHash = (block: number) => `0x${block.toString(16).padStart(64, "0")}`;
  return {
    /** The next block, with its time in seconds since 1970. */
    block(time: number, events: readonly MadeUpEvent[]): BlockWork {
      number += 1;
      const ref = { number, hash: blockHash(number), parentHash: blockHash(number - 1), time };
      const tx = hashOf(`transaction ${number}`);
      return {
        block: ref,
        async project(rows) {
          await projection.block?.(ref, rows);
          for (const [logIndex, { name, args }] of events.entries()) {
            const place = { block: ref.number, logIndex, id: `${ref.number}-${logIndex}`, time, tx, address };
            const event: LedgerEvent = { ...place, name, args: args as Record<string, Json> };
            rows.put(eventTable, eventKey(ref.number, logIndex), event);
            await projection.project(event, rows);
          }
        },
      };
    },
  };
}

const authority = partyAt("authority", 0);
const byAuthority = { byParty: authority, account: authority, documentDigest: someDigest };

/** Events of a ledger that begins. */
export const madeUp = {
  admitted: (party: string, index: number, name: string, roles: readonly string[]): MadeUpEvent => ({
    name: "PartyAdmitted",
    args: {
      party,
      byParty: authority,
      account: authority,
      index,
      admission: {
        partyId: hashOf(party),
        roles,
        jurisdiction: 156,
        identityDigest: someDigest,
        safeUseCommitment: someDigest,
        account: partyAt("account of", index),
        powers: ["operate"],
        name,
      },
    },
  }),
  declared: (n: number, declarant: string, name: string): MadeUpEvent => ({
    name: "AssetDeclared",
    args: {
      assetId: assetAt(n),
      declarant,
      account: declarant,
      grade: "general",
      declaration: {
        name,
        fingerprint: hashOf(`data ${n}`),
        descriptorDigest: someDigest,
        source: "collected",
        category: "enterprise",
        sources: [],
      },
    },
  }),
  yearLoaded: (days: CalendarYearInput, version: number): MadeUpEvent => ({
    name: "CalendarYearLoaded",
    args: { ...byAuthority, year: days.year, version, workingDays: packYear(days).map(String) },
  }),
  profileDefined: (profileId: number, { label, terms }: NamedProfile): MadeUpEvent => ({
    name: "ProfileDefined",
    args: { ...byAuthority, profileId, label, terms: { ...terms, kinds: kindsOf(kindMask(terms.kinds)) } },
  }),
  applied: (
    caseId: number,
    asset: number,
    applicant: string,
    registry: string,
    profileId: number,
    others: readonly string[] = [],
  ): MadeUpEvent => ({
    name: "RegistrationApplied",
    args: {
      caseId: String(caseId),
      assetId: assetAt(asset),
      applicant,
      account: applicant,
      kind: "initial",
      profileId,
      application: {
        registry,
        evidenceDigest: someDigest,
        publicRecordId: "0",
        basis: { sourceCase: "own", rights: [], documentDigest: someDigest },
        others: others.map((party) => ({ party, claims: [] })),
        claims: [
          {
            right: "hold",
            until: 4_000_000_000,
            territory: 156,
            resale: true,
            purposes: [0],
            limitsDigest: someDigest,
          },
        ],
      },
    },
  }),
  takenOver: (registry: string, successor: string): MadeUpEvent => ({
    name: "RegistryTakenOver",
    args: { ...byAuthority, registry, successor },
  }),
  /** Any step of a case; what a step needs besides the case's number is added. */
  step: (name: string, caseId: number, args: Readonly<Record<string, unknown>> = {}): MadeUpEvent => ({
    name,
    args: { caseId: String(caseId), account: partyAt("clerk", 0), documentDigest: someDigest, ...args },
  }),
};
