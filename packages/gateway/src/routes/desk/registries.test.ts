import { expect } from "chai";
import { Wallet } from "ethers";
import { expectDesk } from "../../testing/desk-expect.ts";
import { openDeskGateway, type DeskGateway } from "../../testing/desk-gateway.ts";
import { day, digest, startLedgerChain, zeroDigest, type LedgerChain, type TestParty } from "../../testing/ledger-chain.ts"; // prettier-ignore
import { startOfYear, yearOf } from "../../testing/members-history.ts";

type Headers = Record<string, string>;
const rfc = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

describe("the desks of registries as members", function () {
  this.timeout(120_000);
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let registry: TestParty;
  let other: TestParty;
  let regulator: Headers;
  let own: Headers;
  let path: string;
  const { done, refused: refusedWith } = expectDesk(() => gateway);
  /** Status and code of a refusal. */
  const refused = async (...asked: Parameters<typeof refusedWith>) => (await refusedWith(...asked)).slice(0, 2);
  const document = { documentDigest: digest("document") };

  before(async () => {
    chain = await startLedgerChain();
    registry = await chain.admitRegistry("登记中心");
    other = await chain.admitRegistry("Other registry");
    for (const [digit, { address }] of [registry, other].entries()) {
      await chain.call("assets", chain.authority.key, "setRegistryCode", address, 45, digit);
    }
    const desk = new Wallet(Wallet.createRandom().privateKey);
    await chain.call("ledger", chain.authority.key, "addAccount", desk.address, 15, 0, 0);
    gateway = await openDeskGateway(chain, [desk, registry.key]);
    regulator = await gateway.as("regulator", chain.authority.address);
    own = await gateway.as("registry", registry.address);
    path = `/v1/registries/${registry.address}`;
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  it("publish what must be public, for the key's own registry only (articles 11, 12)", async () => {
    await done(`${path}/disclosures`, own, { kind: "fees", ...document });
    const foreign = `/v1/registries/${other.address}/disclosures`;
    expect(await refused(foreign, own, { kind: "fees", ...document })).to.eql([403, "PARTY_NOT_OWN"]);
    expect(await refused(`${path}/disclosures`, own, { kind: "none", ...document })).to.eql([422, "REQUEST_INVALID"]);
    const empty = { kind: "fees", documentDigest: zeroDigest };
    expect(await refused(`${path}/disclosures`, own, empty)).to.eql([422, "DOCUMENT_MISSING"]);
    expect(await refused(`${path}/disclosures`, regulator, { kind: "fees", ...document })).to.eql([
      403,
      "ROLE_NOT_ALLOWED",
    ]);
  });

  it("report a change 5 working days ahead (article 11)", async () => {
    const late = { effectiveAt: rfc((await chain.now()) + day), ...document };
    expect(await refused(`${path}/changes`, own, late)).to.eql([422, "ANNOUNCED_TOO_LATE"]);
    await done(`${path}/changes`, own, { effectiveAt: rfc((await chain.now()) + 30 * day), ...document });
  });

  it("announce an exit, which the authority decides (article 13)", async () => {
    const decide = `${path}/exit/decide`;
    const approved = { approved: true, ...document };
    expect(await refused(decide, regulator, approved)).to.eql([409, "EXIT_NOT_ANNOUNCED"]);
    const exit = { exitAt: rfc((await chain.now()) + 900 * day), ...document };
    await done(`${path}/exit`, own, exit);
    expect(await refused(`${path}/exit`, own, exit)).to.eql([409, "EXIT_ANNOUNCED_BEFORE"]);
    await done(decide, regulator, { ...approved, approved: false });
    await done(`${path}/exit`, own, exit);
    await done(decide, regulator, approved);
    expect((await chain.view("assets", "registryOf", registry.address)).exitApproved).to.equal(true);
  });

  it("file the report that the ledger computes, which the authority appraises (article 12)", async () => {
    const year = yearOf(await chain.now());
    const report = { year, ...document };
    expect(await refused(`${path}/reports`, own, report)).to.eql([422, "REPORT_YEAR_INVALID"]);
    await chain.passTo(startOfYear(year + 1) + 60);
    await gateway.indexed();
    const { content } = await gateway.send("GET", `${path}/reports`, {});
    const { ledgerDigest } = content.items[1];
    const appraise = `${path}/reports/appraise`;
    expect(await refused(appraise, regulator, report)).to.eql([409, "REPORT_NOT_OPEN"]);
    await done(`${path}/reports`, own, { year, documentDigest: ledgerDigest });
    expect(await refused(`${path}/reports`, own, report)).to.eql([409, "REPORT_FILED_BEFORE"]);
    await done(appraise, regulator, report);
    await gateway.indexed();
    const seen = (await gateway.send("GET", `${path}/reports`, {})).content.items[1];
    expect(seen).to.deep.include({ agrees: true, appraisalDigest: document.documentDigest });
  });
});
