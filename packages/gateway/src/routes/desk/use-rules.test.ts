import { expect } from "chai";
import { ZeroHash } from "ethers";
import { expectDesk } from "../../testing/desk-expect.ts";
import { openDeskGateway, type DeskGateway } from "../../testing/desk-gateway.ts";
import { day, digest, startLedgerChain, type LedgerChain, type TestParty } from "../../testing/ledger-chain.ts";

const text = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

describe("the rules of use at the desk", function () {
  this.timeout(60_000);
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let authorityKey: Record<string, string>;
  let firm: TestParty;
  const { done, refused } = expectDesk(() => gateway);

  before(async () => {
    chain = await startLedgerChain();
    firm = await chain.admit({ name: "Firm" });
    gateway = await openDeskGateway(chain, [chain.authority.key]);
    authorityKey = await gateway.as("regulator", chain.authority.address);
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  it("are published and prohibited by an authority, and told with who signed what", async () => {
    const get = async (path: string) => {
      await gateway.indexed();
      return (await gateway.send("GET", path, {})).content;
    };
    expect((await get("/v1/commitments")).items).to.eql([]);
    await done("/v1/commitments", authorityKey, { textDigest: digest("text 1") });
    const sign = async (edition: number, label: string) =>
      chain.call("ledger", firm.key, "commitSafeUse", edition, digest(label));
    await chain.call("ledger", firm.key, "appointSigner", firm.key.address, digest("appointment"));
    await sign(1, "signed 1");
    const first = await get(`/v1/parties/${firm.address}`);
    expect([first.edition, first.signedBy, first.safeUseCommitment]).to.eql([
      ...[1, firm.key.address, digest("signed 1")],
    ]);
    expect(Date.parse(first.signedAt)).to.equal((await chain.now()) * 1000);
    const [account] = first.accounts;
    expect([account.powers.at(-1), account.appointment]).to.eql(["sign", digest("appointment")]);

    const requiredFrom = (await chain.now()) + 10 * day;
    await done("/v1/commitments", authorityKey, { textDigest: digest("text 2"), requiredFrom: text(requiredFrom) });
    const shown = async () =>
      (await get("/v1/commitments")).items.map((one: Record<string, unknown>) => [
        ...[one["edition"], one["textDigest"], one["counts"], one["parties"]],
      ]);
    expect(await shown()).to.eql([
      [2, digest("text 2"), true, 0],
      [1, digest("text 1"), true, 1],
    ]);
    await sign(2, "signed 2");
    await chain.passTo(requiredFrom);
    expect(await shown()).to.eql([
      [2, digest("text 2"), true, 1],
      [1, digest("text 1"), false, 0],
    ]);
    const { items } = await get("/v1/commitments");
    expect(items[0]).to.deep.include({ byParty: chain.authority.address, requiredFrom: text(requiredFrom) });

    const analyses = ["scoring", "profiling"];
    await done("/v1/usage/prohibited", authorityKey, { analyses, documentDigest: digest("list") });
    expect((await get("/v1/usage/prohibited")).analyses).to.eql(analyses);
    await done("/v1/usage/prohibited", authorityKey, { analyses: [], documentDigest: digest("lifted") });
    expect((await get("/v1/usage/prohibited")).analyses).to.eql([]);
  });

  it("are refused by name: a past moment, no text, the same list, what the list does not have", async () => {
    const past = { textDigest: digest("text"), requiredFrom: "2020-01-01T00:00:00Z" };
    expect((await refused("/v1/commitments", authorityKey, past)).slice(0, 2)).to.eql([
      ...[422, "COMMITMENT_REQUIRED_FROM_PAST"],
    ]);
    expect((await refused("/v1/commitments", authorityKey, { textDigest: ZeroHash })).slice(0, 2)).to.eql([
      ...[422, "DOCUMENT_MISSING"],
    ]);
    const same = { analyses: [], documentDigest: digest("list") };
    expect((await refused("/v1/usage/prohibited", authorityKey, same))[1]).to.equal("PROHIBITION_UNCHANGED");
    const unknown = { analyses: ["divination"], documentDigest: digest("list") };
    expect((await refused("/v1/usage/prohibited", authorityKey, unknown)).slice(0, 2)).to.eql([422, "REQUEST_INVALID"]);
    const qualify = { kind: "enterprise", qualifications: ["safeUse"], documentDigest: digest("list") };
    const path = `/v1/parties/${firm.address}/qualifications`;
    expect((await refused(path, authorityKey, qualify)).slice(0, 2)).to.eql([422, "REQUEST_INVALID"]);
  });
});
