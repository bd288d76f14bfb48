import { expect } from "chai";
import { hexlify, randomBytes, Wallet } from "ethers";
import { partyAddressOf } from "../actions/parties/party-address.ts";
import { randomPartyId } from "../input/random.ts";
import { paper, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { codeOfRefusal, refusal } from "../testing/refusal.ts";

describe("parties and accounts through the SDK", () => {
  let chain: LedgerChain;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
  });
  after(() => chain.stop());

  it("have the address that the contract computes, from the record of the deployment alone", async () => {
    const { ledger } = chain.parties.alpha;
    for (let i = 0; i < 5; i += 1) {
      const partyId = randomPartyId();
      expect(partyAddressOf(chain.deployment, partyId)).to.equal(
        await ledger.client.contracts.ledger.partyAddress(partyId),
      );
    }
    expect(() => partyAddressOf({ chainId: 1, contracts: {} }, randomPartyId()))
      .to.throw()
      .with.property("code", "DEPLOYMENT_INVALID");
  });

  it("are read with roles, standing and jurisdiction by name, one by one and in one call", async () => {
    const { operator, alpha } = chain.parties;
    const seen = await alpha.ledger.parties.get(operator.party);
    expect(seen).to.deep.include({ party: operator.party, roles: ["trader", "operator"], standing: "good" });
    expect(seen).to.deep.include({ jurisdiction: 156, vouchers: 0n, deployed: false });
    expect(Date.parse(seen.admittedAt)).to.be.above(0);
    const stranger = Wallet.createRandom().address;
    expect(await alpha.ledger.parties.getMany([operator.party, stranger])).to.deep.equal([seen, null]);
    expect(await codeOfRefusal(alpha.ledger.parties.get(stranger))).to.equal("PARTY_UNKNOWN");
  });

  it("stand behind their accounts", async () => {
    const { alpha, beta } = chain.parties;
    expect(await beta.ledger.resolve(alpha.key.address)).to.deep.equal({
      party: alpha.party,
      account: alpha.key.address,
    });
    expect(await beta.ledger.resolve(alpha.party)).to.deep.equal({ party: alpha.party, account: null });
    const stranger = Wallet.createRandom().address;
    const error = await refusal(beta.ledger.resolve(stranger));
    expect(error.code).to.equal("PARTY_UNKNOWN");
    expect(error.details.revert?.namedArgs).to.deep.equal({ party: stranger });
    const own = await alpha.ledger.accounts.get();
    expect(own).to.deep.include({ account: alpha.key.address, party: alpha.party, state: "active", validUntil: null });
    expect(own.powers).to.deep.equal(["operate", "approve", "view", "manage", "use", "meter"]);
  });

  it("add, change, rotate and revoke keys, and are restored by the authority", async () => {
    const { gamma, authority } = chain.parties;
    const [clerk, next, fresh] = [0, 1, 2].map(() => new Wallet(hexlify(randomBytes(32))));
    const { accounts } = gamma.ledger;
    const validUntil = "2099-01-01T00:00:00Z";
    const added = await accounts.add({ account: clerk!.address, powers: ["operate"], validUntil, unitLimit: "500" });
    const { events } = await added.wait();
    expect(events.map(({ name }) => name)).to.deep.equal(["AccountAdded"]);
    expect(events[0]?.args).to.deep.include({
      account: clerk!.address,
      powers: ["operate"],
      unitLimit: 500,
      validUntil,
    });
    expect(await accounts.get(clerk!.address)).to.deep.include({ validUntil, unitLimit: 500n });
    await (await accounts.change({ account: clerk!.address, powers: ["operate", "view"] })).wait();
    await (await accounts.rotate({ oldAccount: clerk!.address, newAccount: next!.address })).wait();
    expect(await accounts.get(clerk!.address)).to.deep.include({ state: "revoked" });
    expect(await accounts.get(next!.address)).to.deep.include({ powers: ["operate", "view"], unitLimit: null });
    await (await accounts.revoke({ account: next!.address })).wait();
    expect(await gamma.ledger.resolve(next!.address)).to.include({ party: gamma.party });
    const recovered = await authority.ledger.accounts.recover({
      party: gamma.party,
      lostAccount: null,
      newAccount: fresh!.address,
      powers: ["operate"],
      documentDigest: paper("order"),
    });
    await recovered.wait();
    expect(await accounts.get(fresh!.address)).to.deep.include({ party: gamma.party, powers: ["operate"] });
  });

  it("are decided on by the authority, and refusals name their reason before anything is sent", async () => {
    const { authority, beta, alpha } = chain.parties;
    const { parties } = authority.ledger;
    const documentDigest = paper("decision");
    const nonce = () => chain.provider.getTransactionCount(alpha.key.address);
    const before = await nonce();
    const error = await refusal(
      alpha.ledger.parties.changeStanding({ party: beta.party, standing: "barred", documentDigest }),
    );
    expect(error.code).to.equal("ROLE_MISSING");
    expect(error.details.revert?.name).to.equal("RoleMissing");
    expect(await nonce()).to.equal(before);

    await (await parties.changeStanding({ party: beta.key.address, standing: "warned", documentDigest })).wait();
    await (await parties.changeJurisdiction({ party: beta.party, jurisdiction: 344, documentDigest })).wait();
    await (await parties.changeRoles({ party: beta.party, roles: ["trader", "clearingBank"], documentDigest })).wait();
    const identity = { party: beta.party, name: "新名称", identityDigest: paper("new identity"), documentDigest };
    const { events } = await (await parties.changeIdentity(identity)).wait();
    expect(events[0]?.args["name"]).to.equal("新名称");
    const seen = await parties.get(beta.party);
    expect(seen).to.deep.include({ standing: "warned", jurisdiction: 344, roles: ["trader", "clearingBank"] });
    await (await beta.ledger.parties.deploy({ partyId: beta.partyId })).wait();
    expect(await parties.get(beta.party)).to.include({ deployed: true });
  });

  it("are paused in parts by governance", async () => {
    const { governance, alpha } = chain.parties;
    await (await governance.ledger.parties.pause({ scopes: ["parties", "transfer"] })).wait();
    const account = Wallet.createRandom().address;
    const attempt = await alpha.ledger.accounts.add.simulate({ account, powers: ["operate"] });
    expect(attempt).to.include({ ok: false, code: "SCOPE_PAUSED" });
    await (await governance.ledger.parties.pause({ scopes: [] })).wait();
    expect(await alpha.ledger.accounts.add.simulate({ account, powers: ["operate"] })).to.deep.equal({ ok: true });
    expect(await codeOfRefusal(alpha.ledger.parties.pause({ scopes: ["issue"] }))).to.equal(
      "ACCESS_MANAGED_UNAUTHORIZED",
    );
  });
});
