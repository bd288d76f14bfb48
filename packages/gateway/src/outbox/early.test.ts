import { expect } from "chai";
import { decodeRevert } from "../desk/decode-revert.ts";
import { openDeskGateway, type DeskGateway } from "../testing/desk-gateway.ts";
import { day, digest, roleBits, startLedgerChain, type LedgerChain, type TestParty } from "../testing/ledger-chain.ts";
import { apply, declare } from "../testing/ledger-history.ts";
import { createEarlyCheck } from "./early.ts";

describe("the early check", function () {
  this.timeout(60_000);
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let registry: TestParty;
  let caseId: bigint;
  let noticeUntil: number;

  before(async () => {
    chain = await startLedgerChain();
    registry = await chain.admitRegistry("登记中心");
    await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
    const firm = await chain.admit();
    caseId = await apply(chain, firm, registry, await declare(chain, firm));
    await chain.call("assets", registry.key, "acceptRegistration", caseId, digest("a"));
    await chain.call("assets", registry.key, "examineRegistration", caseId, digest("e"));
    await chain.call("assets", registry.key, "publishRegistration", caseId, digest("n"));
    noticeUntil = Number((await chain.view("assets", "clockOf", caseId)).noticeUntil);
    gateway = await openDeskGateway(chain, []);
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  const ask = async (by: TestParty, contract: string, data: string, now: number, over: object = {}) => {
    const { rpc, home, outbox } = gateway.services;
    const early = createEarlyCheck({ rpc, home, outbox, decodeRevert, now: () => now * 1000 });
    const from = by.key.address.toLowerCase();
    const nonce = Number(await rpc.call("eth_getTransactionCount", from, "latest"));
    const refusal = await early.refusalOf({ from, to: chain.addresses[contract]!, data, nonce, ...over });
    return refusal?.code;
  };
  const certify = async (now: number, over: object = {}) => {
    const data = chain.encode("assets", "certifyRegistration", caseId, digest("e"), true);
    return ask(registry, "AssetRegistry", data, now, over);
  };

  it("believes a refusal by time while the time lasts", async () => {
    expect(await certify(noticeUntil - 1)).to.equal("NOTICE_NOT_OVER");
  });

  it("believes none whose time has passed while the chain stood still: the next block has another clock", async () => {
    expect(await certify(noticeUntil + 1)).to.equal(undefined);
  });

  it("does the same for the notice of a public record", async () => {
    const { authority, call, encode, view, now } = chain;
    const body = await chain.admit({ roles: roleBits.body });
    const assetId = await declare(chain, body, { category: 3 });
    await call("records", body.key, "submitRecord", assetId, (await now()) + 300 * day, digest("document"));
    await call("records", authority.key, "publishRecord", 1, digest("notice"));
    const until = Number((await view("records", "recordOf", 1)).noticeUntil);
    const admit = encode("records", "admitRecord", 1, "GX-1", digest("admitted"));
    expect(await ask(authority, "PublicRecords", admit, until - 1)).to.equal("RECORD_NOTICE_NOT_OVER");
    expect(await ask(authority, "PublicRecords", admit, until + 1)).to.equal(undefined);
  });

  it("says nothing of a call before which unknown others are still to come", async () => {
    expect(await certify(noticeUntil - 1, { nonce: 99 })).to.equal(undefined);
    expect(await certify(noticeUntil - 1, { nonce: 0 })).to.equal("NONCE_TOO_LOW");
  });
});
