import { expect } from "chai";
import { Wallet } from "ethers";
import { expectDesk } from "../../testing/desk-expect.ts";
import { openDeskGateway, type DeskGateway } from "../../testing/desk-gateway.ts";
import {
  day,
  digest,
  roleBits,
  startLedgerChain,
  type LedgerChain,
  type TestParty,
} from "../../testing/ledger-chain.ts";
import { apply, certify, declare } from "../../testing/ledger-history.ts";

const rfc = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");

describe("the desks for what is noted on certificates", function () {
  this.timeout(120_000);
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let base: string;
  let certificateId: bigint;
  let holder: TestParty;
  let keys: Record<"registry" | "second" | "regulator" | "exchange", Record<string, string>>;

  before(async () => {
    chain = await startLedgerChain();
    const registry = await chain.admitRegistry("登记中心");
    const second = await chain.admitRegistry("第二登记机构");
    await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
    await chain.call("assets", chain.authority.key, "setRegistryCode", second.address, 45, 2);
    const exchange = await chain.admit({ roles: roleBits.exchange, name: "交易所" });
    holder = await chain.admit({ name: "持有公司" });
    certificateId = await certify(chain, registry, await apply(chain, holder, registry, await declare(chain, holder)));
    base = `/v1/certificates/SJ${certificateId}`;
    const desk = new Wallet(Wallet.createRandom().privateKey);
    await chain.call("ledger", chain.authority.key, "addAccount", desk.address, 15, 0, 0);
    gateway = await openDeskGateway(chain, [desk, registry.key, second.key, exchange.key]);
    keys = {
      registry: await gateway.as("registry", registry.address),
      second: await gateway.as("registry", second.address),
      regulator: await gateway.as("regulator", chain.authority.address),
      exchange: await gateway.as("exchange", exchange.address),
    };
  });
  after(async () => {
    await gateway?.stop();
    await chain.stop();
  });

  const { done, refused } = expectDesk(() => gateway);
  const document = { documentDigest: digest("document") };
  const codeOf = async (url: string, key: Record<string, string>, body: object) => (await refused(url, key, body))[1];

  it("annotate and lift: the registry what courts seize, the authority its own controls (article 23)", async () => {
    const until = rfc((await chain.now()) + 90 * day);
    const seizure = { kind: "seizure", until, ...document };
    expect(await codeOf(`${base}/annotations`, keys.second, seizure)).to.equal("CERTIFICATE_AT_ANOTHER_REGISTRY");
    expect(await codeOf(`${base}/annotations`, keys.regulator, seizure)).to.equal("ROLE_MISSING");
    expect(await codeOf(`${base}/annotations`, keys.exchange, seizure)).to.equal("ROLE_NOT_ALLOWED");
    const past = { ...seizure, until: "2020-01-01T00:00:00Z" };
    expect(await codeOf(`${base}/annotations`, keys.registry, past)).to.equal("ANNOTATION_END_INVALID");
    expect(await codeOf(`${base}/annotations`, keys.registry, { ...seizure, kind: "none" })).to.equal(
      "REQUEST_INVALID",
    );
    await done(`${base}/annotations`, keys.registry, seizure);
    await done(`${base}/annotations`, keys.regulator, { kind: "temporaryControl", ...document });
    expect(await chain.view("assets", "isRestrained", certificateId)).to.equal(true);
    expect(await codeOf(`${base}/annotations/1/lift`, keys.registry, document)).to.equal("ROLE_MISSING");
    await done(`${base}/annotations/1/lift`, keys.regulator, document);
    await done(`${base}/annotations/0/lift`, keys.registry, document);
    expect(await codeOf(`${base}/annotations/0/lift`, keys.registry, document)).to.equal("ANNOTATION_NOT_STANDING");
    expect(await chain.view("assets", "isRestrained", certificateId)).to.equal(false);
    await gateway.indexed();
    const { content } = await gateway.send("GET", base, {});
    expect(content.annotations.map(({ stands }: { stands: boolean }) => stands)).to.eql([false, false]);
  });

  it("take an objection from its reason to what was agreed about it (article 29)", async () => {
    const reason = { reasonDigest: digest("reason") };
    const objections = `${base}/objections`;
    expect(await codeOf(objections, keys.registry, reason)).to.equal("LATER_OBJECTION_BY_PARTICIPANT");
    expect(await codeOf(`/v1/certificates/SJ4512099010001/objections`, keys.exchange, reason)).to.equal(
      "CERTIFICATE_NOT_ISSUED",
    );
    await done(objections, keys.exchange, reason);
    expect(await codeOf(objections, keys.exchange, reason)).to.equal("LATER_OBJECTION_STANDS");
    expect(await codeOf(`${objections}/1/inform`, keys.registry, document)).to.equal("LATER_OBJECTION_UNKNOWN");
    const conclusion = { upheld: false, ...document };
    const early = "LATER_OBJECTION_NOT_IN_STATE";
    expect(await codeOf(`${objections}/0/conclude`, keys.registry, conclusion)).to.equal(early);
    await done(`${objections}/0/inform`, keys.registry, document);
    // The gateway never signs for a firm, not even for one that operates public data.
    await chain.call("assets", holder.key, "answerLaterObjection", certificateId, 0, false, digest("contested"));
    expect(await codeOf(`${objections}/0/conclude`, keys.second, conclusion)).to.equal(
      "CERTIFICATE_AT_ANOTHER_REGISTRY",
    );
    await done(`${objections}/0/conclude`, keys.registry, conclusion);
    await done(`${objections}/0/mediate`, keys.registry, document);
    await gateway.indexed();
    const [found] = (await gateway.send("GET", objections, {})).content.items;
    expect(found).to.deep.include({ state: "mediated", due: null, holder: holder.address });
  });
});
