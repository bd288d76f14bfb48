import { expect } from "chai";
import { Wallet } from "ethers";
import { openDeskGateway, type DeskGateway } from "../testing/desk-gateway.ts";
import { startLedgerChain, type LedgerChain, type TestParty } from "../testing/ledger-chain.ts";

describe("Whom an API key stands for", function () {
  this.timeout(60_000);
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let registry: TestParty;
  let firm: TestParty;
  const clerk = new Wallet(Wallet.createRandom().privateKey);
  const gone = new Wallet(Wallet.createRandom().privateKey);

  before(async () => {
    chain = await startLedgerChain();
    registry = await chain.admitRegistry("登记中心");
    firm = await chain.admit({ name: "甲公司" });
    // One account may only operate, one was revoked, one is not in the gateway's custody.
    await chain.call("ledger", registry.key, "addAccount", clerk.address, 1, 0, 0);
    await chain.call("ledger", registry.key, "addAccount", gone.address, 15, 0, 0);
    await chain.call("ledger", registry.key, "revokeAccount", gone.address);
    gateway = await openDeskGateway(chain, [clerk, gone, firm.key]);
    await gateway.indexed();
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  const me = async (headers: Record<string, string>) => gateway.send("GET", "/v1/me", headers);

  it("is told with the institution's name and the live accounts that sign for it here", async () => {
    const { status, content, headers } = await me(await gateway.as("registry", registry.address));
    expect(status).to.equal(200);
    expect(headers["cache-control"]).to.equal("private, no-store");
    expect(content).to.deep.include({ role: "registry", party: registry.address });
    expect(content.accounts).to.deep.equal([{ account: clerk.address, powers: ["operate"] }]);
    expect(content.names[registry.address]).to.equal("登记中心");
    expect(Date.parse(content.expiresAt)).to.be.above(Date.now());
  });

  it("is told of a firm without accounts, because it signs itself, and of a key of no party", async () => {
    const party = await me(await gateway.as("party", firm.address));
    expect(party.content).to.deep.include({ role: "party", party: firm.address, accounts: [] });
    const operator = await me(await gateway.as("operator", null));
    expect(operator.content).to.deep.include({ role: "operator", party: null, accounts: [] });
  });

  it("is refused without a key, and with one that is malformed, unknown or revoked, by name", async () => {
    const { authorization } = await gateway.as("registry", registry.address);
    const keyId = /dvk_([0-9a-f]{16})_/.exec(authorization!)![1]!;
    await gateway.services.keys.revoke(keyId);
    const unknown = `Bearer dvk_${"0".repeat(16)}_${"A".repeat(43)}`;
    const codes = await Promise.all(
      [{}, { authorization: "Bearer x" }, { authorization: unknown }, { authorization: authorization! }].map(
        async (headers) => (await me(headers as Record<string, string>)).code,
      ),
    );
    expect(codes).to.deep.equal(["AUTHENTICATION_REQUIRED", "API_KEY_MALFORMED", "API_KEY_UNKNOWN", "API_KEY_REVOKED"]);
  });
});
