import { networkHelpers, now, roles, type TestLedger, type TestParty } from "../fixture.ts";
import { profileIds } from "../rules.ts";
import { document } from "./cases.ts";

/** What a registry publishes, as in contracts/registration/MemberTypes.sol. */
export const disclosures = { procedure: 1, fees: 2, complaints: 3, business: 4 } as const;

/** A second registry with its code and the national profile. */
export async function successorOf(ledger: TestLedger, digit = 2): Promise<TestParty> {
  const { assets, profiles, parties } = ledger;
  const successor = await ledger.admit({ roles: roles.registry, name: `Registry ${digit}` });
  await assets.connect(parties.authority.key).setRegistryCode(successor.address, 45, digit);
  await profiles.connect(parties.authority.key).giveProfile(successor.address, profileIds.nationalGuide, document);
  return successor;
}

/** A registry that was admitted and has no code. */
export const codelessRegistry = (ledger: TestLedger): Promise<TestParty> => ledger.admit({ roles: roles.registry });

/** The registry-member functions, as the fixture's registry and authority call them. */
export const memberActs = ({ assets, parties: { registry, authority } }: TestLedger) => ({
  reportChange: (effectiveAt: number, paper = document) =>
    assets.connect(registry.key).reportRegistryChange(effectiveAt, paper),
  announceExit: (exitAt: number, paper = document) => assets.connect(registry.key).announceExit(exitAt, paper),
  decideExit: (approved: boolean, of = registry.address, paper = document) =>
    assets.connect(authority.key).decideExit(of, approved, paper),
  fileReport: (year: number, paper = document) => assets.connect(registry.key).fileYearlyReport(year, paper),
  appraise: (year: number, of = registry.address, paper = document) =>
    assets.connect(authority.key).appraiseYearlyReport(of, year, paper),
  disclose: (kind: number, paper = document) => assets.connect(registry.key).disclose(kind, paper),
});

/** The next block is of this second. */
export const nextAt = (time: number): Promise<void> => networkHelpers.time.setNextBlockTimestamp(time);

/** An exit of the fixture's registry that was approved, a hundred days later than it must be; returns its moment. */
export async function approvedExit(ledger: TestLedger): Promise<number> {
  const acts = memberActs(ledger);
  const exitAt = (await now()) + 300 * 86_400;
  await acts.announceExit(exitAt);
  await acts.decideExit(true);
  return exitAt;
}
