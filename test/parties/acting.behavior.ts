import { expectRefusal } from "../expectations.ts";
import { freshKey, ledgerFixture, networkHelpers, now, powers, type TestLedger, type TestParty } from "../fixture.ts";
import type { Wallet } from "ethers";

/** An act that needs a power of a party's key and is stopped by a pause. */
export interface Act<Given> {
  /** Power bit that it needs. */
  readonly power: number;
  /** Scope that stops it; 0 when none does. */
  readonly scope: number;
  /** The party that may do it. */
  readonly by: (ledger: TestLedger) => TestParty;
  /** What must be there beforehand. */
  readonly given?: (ledger: TestLedger) => Promise<Given>;
  /** Does it with a key. */
  readonly call: (ledger: TestLedger, key: Wallet, given: Given) => Promise<unknown>;
}

/** Suspends a party, by whoever decides on it. */
export async function suspend({ ledger, parties }: TestLedger, party: TestParty, standing = 3): Promise<void> {
  const decider = party.address === parties.authority.address ? parties.governance : parties.authority;
  await ledger.connect(decider.key).changeStanding(party.address, standing, `0x${"5d".repeat(32)}`);
}

/** A further key of a party. */
export async function addKey(
  { ledger }: TestLedger,
  party: TestParty,
  keyPowers: number,
  validUntil = 0,
  unitLimit = 0,
): Promise<Wallet> {
  const key = freshKey();
  await ledger.connect(party.key).addAccount(key.address, keyPowers, validUntil, unitLimit);
  return key;
}

/** The refusals that every act through a party's key shares, in the order of the checks. */
export function refusesWhoMayNotAct<Given>({ power, scope, by, given, call }: Act<Given>): void {
  const ready = async () => {
    const ledger = await ledgerFixture();
    return { ledger, party: by(ledger), context: (await given?.(ledger)) as Given };
  };

  if (scope !== 0) {
    it("is refused while its scope is paused", async () => {
      const { ledger, party, context } = await ready();
      await ledger.ledger.connect(ledger.parties.governance.key).pause(scope);
      await expectRefusal(call(ledger, party.key, context), ledger.ledger, "ScopePaused", [scope]);
    });
  }

  it("is refused to a key of no party", async () => {
    const { ledger, context } = await ready();
    const stranger = freshKey();
    await expectRefusal(call(ledger, stranger, context), ledger.ledger, "AccountUnknown", [stranger.address]);
  });

  it("is refused to a revoked key", async () => {
    const { ledger, party, context } = await ready();
    const key = await addKey(ledger, party, powers.all);
    await ledger.ledger.connect(party.key).revokeAccount(key.address);
    await expectRefusal(call(ledger, key, context), ledger.ledger, "AccountRevoked", [key.address]);
  });

  it("is refused to an expired key", async () => {
    const { ledger, party, context } = await ready();
    const validUntil = (await now()) + 60;
    const key = await addKey(ledger, party, powers.all, validUntil);
    await networkHelpers.time.increase(120);
    await expectRefusal(call(ledger, key, context), ledger.ledger, "AccountExpired", [key.address, validUntil]);
  });

  it("is refused to a key that has every other power", async () => {
    const { ledger, party, context } = await ready();
    const key = await addKey(ledger, party, powers.all & ~power);
    await expectRefusal(call(ledger, key, context), ledger.ledger, "AccountLacksPower", [key.address, power]);
  });

  it("is refused to a suspended party and to a barred one", async () => {
    const { ledger, party, context } = await ready();
    for (const standing of [3, 4]) {
      await suspend(ledger, party, standing);
      await expectRefusal(call(ledger, party.key, context), ledger.ledger, "PartyNotInStanding", [
        party.address,
        standing,
      ]);
    }
  });
}
