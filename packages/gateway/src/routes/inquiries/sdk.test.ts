import { createHash } from "node:crypto";
import { createLedger, isLedgerError, type Ledger } from "@data-voucher/sdk";
import { expect } from "chai";
import { openInquiryDesk, type InquiryDesk } from "../../testing/inquiry-desk.ts";

describe("consulting a registration file with the SDK", function () {
  this.timeout(60_000);
  let desk: InquiryDesk;
  let ledgers: Record<"alpha" | "beta" | "registry", Ledger>;

  before(async () => {
    desk = await openInquiryDesk();
    const { chain, gateway, keys } = desk;
    const url = await gateway.app.listen({ port: 0, host: "127.0.0.1" });
    const contracts = Object.entries(chain.addresses).map(([name, address]) => [name, { address, block: 1 }]);
    const deployment = { chainId: chain.anvil.chainId, contracts: Object.fromEntries(contracts) };
    const open = (name: keyof typeof keys) => {
      const apiKey = keys[name]["authorization"]!.slice("Bearer ".length);
      return createLedger({ rpcUrl: chain.anvil.url, deployment, gateway: { url, apiKey } });
    };
    ledgers = { alpha: await open("alpha"), beta: await open("beta"), registry: await open("registry") };
  });
  after(async () => {
    for (const ledger of Object.values(ledgers)) ledger.close();
    await desk.stop();
  });

  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => "done",
      (error: unknown) => (isLedgerError(error) ? error.code : String(error)),
    );
  const all = async <T>(items: AsyncIterable<T>) => {
    const found: T[] = [];
    for await (const item of items) found.push(item);
    return found;
  };

  it("asks, is decided, reads and tells the holder who looked (article 30)", async () => {
    const { caseId, keys, file } = desk;
    const { sha256 } = await file(keys.registry, "审查报告");
    const digest = `0x${sha256}`;
    const { alpha, beta, registry } = ledgers;
    const params = {
      caseId,
      capacity: "interestedParty",
      purpose: "trade",
      words: "核实权利",
      interest: "拟受让",
    } as const;
    const { id: inquiryId, state } = await beta.inquiries.ask(params, { id: "ask-1" });
    expect([state, (await beta.inquiries.ask(params, { id: "ask-1" })).id]).to.eql(["waiting", inquiryId]);
    expect(await codeOf(beta.inquiries.read({ digest, inquiryId }))).to.equal("INQUIRY_UNDECIDED");
    expect((await all(registry.inquiries.list("waiting"))).map(({ id }) => id)).to.eql([inquiryId]);
    const documentDigest = `0x${createHash("sha256").update("准予查阅").digest("hex")}`;
    await registry.inquiries.decide({ inquiryId, approved: true, documentDigest, documents: [digest] });
    expect((await all(beta.inquiries.file({ caseId, inquiryId }))).map((one) => one.digest)).to.eql([digest]);
    expect(Buffer.from(await beta.inquiries.read({ digest, inquiryId })).toString()).to.equal("审查报告");
    const [seen] = await all(alpha.inquiries.list({ caseId }));
    expect(seen).to.deep.include({ id: inquiryId, asker: desk.parties.beta.address, interest: null });
    expect((await all(alpha.inquiries.reads(inquiryId))).map((read) => read.digest)).to.eql([digest, null]);
    expect((await all(alpha.inquiries.list({ party: desk.parties.alpha.address }))).map(({ id }) => id)).to.eql([
      inquiryId,
    ]);
    for (const query of [{ certificate: desk.certificate }, { assetId: desk.assetId }]) {
      expect((await all(alpha.inquiries.list(query))).map(({ id }) => id)).to.eql([inquiryId]);
    }
    expect((await beta.inquiries.get(inquiryId)).decision).to.deep.include({ approved: true, documentDigest });
    expect((await all(beta.inquiries.list("own"))).map(({ id }) => id)).to.eql([inquiryId]);
  });

  it("gives the gateway's own codes, and refuses malformed input before it asks", async () => {
    const { beta } = ledgers;
    const params = { capacity: "applicant", purpose: "verify", words: "x" } as const;
    expect(await codeOf(beta.inquiries.ask({ ...params, caseId: desk.caseId }))).to.equal("INQUIRY_CAPACITY_DIFFERS");
    expect(await codeOf(beta.inquiries.ask({ ...params, caseId: "1.5" }))).to.equal("NUMBER_MALFORMED");
    expect(await codeOf(beta.inquiries.ask({ ...params, party: "0x12" }))).to.equal("ADDRESS_MALFORMED");
    const inquiryId = "0".repeat(32);
    expect(await codeOf(beta.inquiries.read({ digest: "0x12", inquiryId }))).to.equal("DIGEST_MALFORMED");
    expect(await codeOf(beta.inquiries.get(inquiryId))).to.equal("INQUIRY_NOT_FOUND");
    const decision = { inquiryId, approved: true, documentDigest: `0x${"12".repeat(32)}` };
    expect(await codeOf(beta.inquiries.decide(decision))).to.equal("ROLE_NOT_ALLOWED");
  });
});
