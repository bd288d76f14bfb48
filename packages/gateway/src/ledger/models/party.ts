import { fault } from "../../errors.ts";
import { rfc3339 } from "./time.ts";
import type { AccountJson, HoldingSumJson, PartyJson } from "../../schemas/party.ts";
import { fromHex, key, u32 } from "../../store/keys.ts";
import { accountTable, type AccountRow } from "../project/account.ts";
import { assetTable } from "../project/asset.ts";
import { holdingSumTable } from "../project/holding.ts";
import { listedTable } from "../project/listed.ts";
import { successorTable } from "../project/keeper.ts";
import { partyTable } from "../project/party.ts";
import { profileOfTable } from "../project/profile.ts";
import { seriesTable } from "../project/series.ts";
import { tallyTable, type TallyName } from "../project/tally.ts";
import { unknownThing } from "./ids.ts";
import { lastPart, maybeTime, type Reading } from "./reading.ts";

/** Most accounts that a party's answer lists. */
const mostAccounts = 1_000;

/** A party. @throws LedgerError PARTY_UNKNOWN */
export function readParty({ view }: Reading, party: string): PartyJson {
  const row = view.get(partyTable, party);
  if (row === undefined) throw unknownThing("PARTY_UNKNOWN", party);
  const tally = (name: TallyName) => view.get(tallyTable, key(party, name)) ?? 0;
  const vouchers = tally("vouchers");
  return {
    party,
    partyId: row.partyId,
    index: row.index,
    name: row.name,
    roles: row.roles as PartyJson["roles"],
    standing: row.standing as PartyJson["standing"],
    jurisdiction: row.jurisdiction,
    admittedAt: rfc3339(row.admittedAt),
    admittedBy: row.admittedBy,
    identityDigest: row.identityDigest,
    safeUseCommitment: row.safeUseCommitment,
    edition: row.edition,
    signedBy: row.signedBy,
    signedAt: maybeTime(row.signedAt),
    deployed: row.deployed,
    kind: row.kind as PartyJson["kind"],
    qualifications: [...row.qualifications] as PartyJson["qualifications"],
    profileId: view.get(profileOfTable, party) ?? null,
    successor: view.get(successorTable, party) ?? null,
    vouchers: String(vouchers),
    counts: {
      assets: tally("assets"),
      certificates: tally("certificates"),
      vouchers,
      series: tally("series"),
      cases: tally("cases"),
    },
  };
}

function showAccount(account: string, row: AccountRow): AccountJson {
  return {
    account,
    powers: row.powers as AccountJson["powers"],
    state: row.revoked ? "revoked" : "active",
    validUntil: maybeTime(row.validUntil),
    unitLimit: row.unitLimit === null ? null : String(row.unitLimit),
    since: rfc3339(row.since),
    replacedBy: row.replacedBy,
    appointment: row.appointment,
  };
}

/** An account with its party. @throws LedgerError ACCOUNT_NOT_FOUND */
export function readAccount({ view }: Reading, account: string): AccountJson & { party: string } {
  const row = view.get(accountTable, account);
  if (row === undefined) throw fault("ACCOUNT_NOT_FOUND", `No party has the account ${account}.`, { value: account });
  return { ...showAccount(account, row), party: row.party };
}

/** The accounts that a party has or had, oldest first. */
export async function accountsOf({ view }: Reading, party: string): Promise<AccountJson[]> {
  const entries = await view.list(listedTable, { under: ["account", `party:${party}`], limit: mostAccounts });
  return entries.map(({ row }) => showAccount(row, view.get(accountTable, row)!));
}

/** What a party holds of each series; at most the first 1 000 series. */
export async function holdingSums({ view }: Reading, party: string): Promise<HoldingSumJson[]> {
  const entries = await view.list(holdingSumTable, { under: [party], limit: 1_000 });
  return entries.map(({ key: joined, row }) => {
    const seriesId = Number(fromHex(lastPart(joined)));
    const { assetId } = view.get(seriesTable, u32(seriesId))!;
    const assetName = view.get(assetTable, assetId)?.name ?? "";
    return { seriesId, assetId, assetName, vouchers: row.vouchers, units: String(row.units) };
  });
}
