import type { Client } from "../../auth/client.ts";
import { fault } from "../../errors.ts";
import { askerOf } from "../../inquiries/inquiry.ts";
import type { Audience } from "../../inquiries/lists.ts";
import { isAbout, keptNow, type CaseParties } from "../../inquiries/standing.ts";
import type { View } from "../../store/view.ts";

/** A list and whose it is; several lists of one kind are shown as one. */
export type Whose = readonly [Audience, ...string[]];

/** Whose list of a case a client is shown. @throws LedgerError API_KEY_WITHOUT_PARTY */
export function onCase(id: string, parties: CaseParties, client: Client): Whose {
  const { role, party } = client;
  if (role === "regulator" || (role === "registry" && party === parties.registry)) return ["case", id];
  if (isAbout(parties, party)) return ["caseOpen", id];
  return ["caseAsker", `${id}.${requireParty(client)}`];
}

/** Whose list of an asset a client is shown. @throws LedgerError API_KEY_WITHOUT_PARTY */
export async function onAsset(view: View, assetId: string, client: Client): Promise<Whose> {
  if (client.role === "regulator") return ["asset", assetId];
  const party = requireParty(client);
  if (client.role !== "registry") return ["assetOpen", `${assetId}.${party}`];
  return ["assetRegistry", ...(await keptNow(view, party)).map((registry) => `${assetId}.${registry}`)];
}

/** Whose list of all inquiries a client is shown: a registry whose records another took over, what it asked itself. */
export async function ofClient(view: View, client: Client): Promise<Whose> {
  if (client.role === "regulator") return ["all", ""];
  const kept = client.role === "registry" && client.party !== null ? await keptNow(view, client.party) : [];
  return kept.length > 0 ? ["registry", ...kept] : ["asker", askerOf(client)];
}

/** Whose list of what waits a registry is shown. @throws LedgerError API_KEY_WITHOUT_PARTY */
export async function waitingAt(view: View, client: Client): Promise<Whose> {
  return ["waiting", ...(await keptNow(view, requireParty(client)))];
}

/** The party for which a key stands. @throws LedgerError API_KEY_WITHOUT_PARTY */
export function requireParty({ party }: Client): string {
  if (party === null) throw fault("API_KEY_WITHOUT_PARTY");
  return party;
}
