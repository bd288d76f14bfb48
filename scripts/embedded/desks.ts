import { join } from "node:path";
import { createKeys, openHomeStore } from "@data-voucher/gateway";
import type { CastName } from "../story/cast.ts";
import { readIfThere, writeWhole } from "./files.ts";
import type { Home } from "./home.ts";

/** API keys of the desks on this machine, by role. A ledger without history has no registry and no exchange yet. */
export type DeskKeys = Readonly<Partial<Record<Desk, string>>>;

/** Roles that have a desk, and the member of the cast whose desk it is. */
const castOf = { registry: "registry", regulator: "authority", exchange: "exchange", operator: null } as const;
type Desk = keyof typeof castOf;

const desksOf = (home: Home): Desk[] =>
  home.story ? ["registry", "regulator", "exchange", "operator"] : ["regulator", "operator"];

/** Members of the cast whose keys the gateway signs with. */
export const custodians = (home: Home): CastName[] => desksOf(home).flatMap((desk) => castOf[desk] ?? []);

const fiveYears = 5 * 365 * 86_400_000;
const labelOf = (role: Desk) => `first start: ${role}`;

/** Where the desks' API keys are kept: beside the signing keys, readable by their owner only. */
export const apiKeysFile = (home: Home): string => join(home.folders.keys, "api-keys.json");

/**
 * Reads the desks' API keys, or makes them: on first start, and when file and gateway no longer agree. What an
 * interrupted start made and could not write down is revoked.
 */
export async function settleDeskKeys(home: Home, partyOf: (name: CastName) => Promise<string>): Promise<DeskKeys> {
  const desks = desksOf(home);
  const parties = new Map<Desk, string | null>();
  for (const desk of desks) {
    const member = castOf[desk];
    parties.set(desk, member === null ? null : (await partyOf(member)).toLowerCase());
  }
  const file = apiKeysFile(home);
  const store = await openHomeStore({ folder: join(home.folders.gateway, "home") });
  try {
    const keys = createKeys(store);
    const known = parse(await readIfThere(file));
    const accepted = (role: Desk) => {
      try {
        const client = keys.clientOf(known?.[role]);
        return client.role === role && client.party === parties.get(role);
      } catch {
        return false;
      }
    };
    if (known !== undefined && desks.every(accepted)) return known;

    const labels = desks.map(labelOf);
    for (const { key, row } of await keys.list()) {
      if (row.revokedAt === null && labels.includes(row.label)) await keys.revoke(key);
    }
    const texts: [Desk, string][] = [];
    for (const role of desks) {
      const party = parties.get(role) ?? null;
      const { text } = await keys.add({ role, party, label: labelOf(role), expiresAt: Date.now() + fiveYears });
      texts.push([role, text]);
    }
    const made = Object.fromEntries(texts) as DeskKeys;
    await writeWhole(file, `${JSON.stringify(made, null, 2)}\n`);
    return made;
  } finally {
    await store.close();
  }
}

function parse(text: string | undefined): DeskKeys | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as DeskKeys);
  } catch {
    return undefined;
  }
}
