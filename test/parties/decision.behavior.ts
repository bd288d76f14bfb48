import { expect } from "chai";
import { Wallet, type ContractTransactionResponse } from "ethers";
import { expectRefusal } from "../expectations.ts";
import { digest, ledgerFixture, powers, roles, scopes, type TestLedger, zeroDigest } from "../fixture.ts";
import { refusesWhoMayNotAct } from "./acting.behavior.ts";

/** Decides on a party with a key, on a document. */
export type Decide = (
  ledger: TestLedger,
  key: Wallet,
  party: string,
  documentDigest: string,
) => Promise<ContractTransactionResponse>;

/** The refusals that every decision on a party shares, in the order of the checks. */
export function decidesOnOthers(decide: Decide): void {
  it("is refused on an address that was never admitted", async () => {
    const ledger = await ledgerFixture();
    const nobody = Wallet.createRandom().address;
    const attempt = decide(ledger, ledger.parties.authority.key, nobody, digest("document"));
    await expectRefusal(attempt, ledger.ledger, "PartyUnknown", [nobody]);
  });

  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.parties,
    by: ({ parties }) => parties.authority,
    call: (ledger, key) => decide(ledger, key, ledger.parties.beta.address, digest("document")),
  });

  for (const party of ["registry", "exchange", "body", "alpha", "governance"] as const) {
    it(`is refused to a party that is no authority: ${party}`, async () => {
      const ledger = await ledgerFixture();
      const { key, address } = ledger.parties[party];
      const attempt = decide(ledger, key, ledger.parties.beta.address, digest("document"));
      await expectRefusal(attempt, ledger.ledger, "RoleMissing", [address, roles.authority]);
    });
  }

  it("is refused to an authority on another authority and on governance", async () => {
    const ledger = await ledgerFixture();
    const { authority, governance } = ledger.parties;
    const second = await ledger.admit({ roles: roles.authority });
    for (const party of [governance.address, second.address]) {
      const attempt = decide(ledger, authority.key, party, digest("document"));
      await expectRefusal(attempt, ledger.ledger, "RoleMissing", [authority.address, roles.governance]);
    }
  });

  it("is refused to governance on itself", async () => {
    const ledger = await ledgerFixture();
    const { governance } = ledger.parties;
    const attempt = decide(ledger, governance.key, governance.address, digest("document"));
    await expectRefusal(attempt, ledger.ledger, "OwnCase", [governance.address]);
  });

  it("is refused without a document", async () => {
    const ledger = await ledgerFixture();
    const attempt = decide(ledger, ledger.parties.authority.key, ledger.parties.beta.address, zeroDigest);
    await expectRefusal(attempt, ledger.ledger, "DocumentMissing");
  });

  it("leaves what the party holds and who acts for it as they were", async () => {
    const ledger = await ledgerFixture();
    const { authority, beta } = ledger.parties;
    const before = await ledger.ledger.accountOf(beta.key.address);
    const { index, vouchers, admittedAt } = await ledger.ledger.partyOf(beta.address);
    await decide(ledger, authority.key, beta.address, digest("document"));
    const after = await ledger.ledger.partyOf(beta.address);
    expect([after.index, after.vouchers, after.admittedAt]).to.deep.equal([index, vouchers, admittedAt]);
    expect(await ledger.ledger.accountOf(beta.key.address)).to.deep.equal(before);
  });
}
