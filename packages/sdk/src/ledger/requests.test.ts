import { expect } from "chai";
import { TypedDataEncoder } from "ethers";
import { issueRequestTypes, requestDomain, seriesRequestTypes } from "../client/typed-data.ts";
import { encodeSeriesRequest } from "../actions/series/series-request.ts";
import { encodeIssueRequest } from "../actions/vouchers/issue-request.ts";
import { day, paper, seriesOf, startLedgerChain, termsOver, type LedgerChain } from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";

describe("requests that a grantor signs and a registry carries out", () => {
  let chain: LedgerChain;
  let series: Awaited<ReturnType<typeof seriesOf>>;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
    series = await seriesOf(chain, chain.parties.alpha);
  });
  after(() => chain.stop());

  it("have the digests that the contract computes", async () => {
    const { ledger } = chain.parties.alpha;
    const { contracts } = ledger.client;
    const domain = requestDomain(chain.deployment);
    const deadline = "2099-01-01T00:00:00Z";
    const items = [{ to: chain.parties.beta.party, units: "5", digest: paper("a") }];
    const request = await encodeIssueRequest(ledger.client, { seriesId: series.seriesId, items, nonce: 7n, deadline });
    expect(TypedDataEncoder.hash(domain, issueRequestTypes, request)).to.equal(
      await contracts.ledger.issueRequestDigest(request),
    );
    const {
      terms,
      nonce,
      deadline: until,
    } = await encodeSeriesRequest(ledger.client, {
      terms: series.terms,
      nonce: "9",
      deadline,
    });
    expect(TypedDataEncoder.hash(domain, seriesRequestTypes, { terms, nonce, deadline: until })).to.equal(
      await contracts.ledger.seriesRequestDigest(terms, nonce, until),
    );
  });

  it("open a series after a journey as JSON", async () => {
    const { alpha, registry } = chain.parties;
    const terms = await termsOver(chain, series.certificateId);
    const deadline = (await chain.now()) + day;
    const sent = JSON.parse(JSON.stringify(await alpha.ledger.series.signRequest({ terms, deadline })));
    const handle = await registry.ledger.series.openOnRequest(sent, { id: "open-1" });
    const { seriesId, events } = await handle.wait();
    expect(events.map(({ name }) => name)).to.include.members(["RequestConsumed", "SeriesOpened"]);
    expect(await registry.ledger.series.get(seriesId)).to.include({ grantor: alpha.party });
    expect(await registry.ledger.series.openOnRequest.simulate(sent)).to.include({ code: "REQUEST_USED" });
    const altered = { ...sent, terms: { ...sent.terms, cap: "2000000" } };
    expect(await registry.ledger.series.openOnRequest.simulate(altered)).to.include({
      code: "REQUEST_SIGNATURE_INVALID",
    });
  });

  it("mint, once, to the parties of the accounts that they name", async () => {
    const { alpha, beta, gamma, registry } = chain.parties;
    const { seriesId } = series;
    const items = [
      { to: beta.key.address, units: "5", digest: paper("a") },
      { to: gamma.party, units: 6n, digest: paper("b") },
    ];
    const deadline = (await chain.now()) + day;
    const signed = await alpha.ledger.vouchers.signIssueRequest({ seriesId, items, deadline });
    const request = JSON.parse(JSON.stringify(signed)) as typeof signed;
    expect(request.items.map(({ to }) => to)).to.deep.equal([beta.party, gamma.party]);
    const { voucherIds } = await (await registry.ledger.vouchers.issueOnRequest(request)).wait();
    const minted = await registry.ledger.vouchers.getMany(voucherIds);
    expect(minted.map((voucher) => [voucher?.holder, voucher?.units])).to.deep.equal([
      [beta.party, 5n],
      [gamma.party, 6n],
    ]);
    expect(await codeOfRefusal(registry.ledger.vouchers.issueOnRequest(request))).to.equal("REQUEST_USED");
    const more = { ...request, items: [{ ...request.items[0]!, units: "50" }] };
    expect(await codeOfRefusal(registry.ledger.vouchers.issueOnRequest(more))).to.equal("REQUEST_SIGNATURE_INVALID");
  });

  it("are withdrawn by the grantor and lapse with their deadline", async () => {
    const { alpha, beta, registry } = chain.parties;
    const { seriesId } = series;
    const items = [{ to: beta.party, units: "5", digest: paper("a") }];
    const deadline = (await chain.now()) + day;
    const sign = (nonce: string) => alpha.ledger.vouchers.signIssueRequest({ seriesId, items, deadline, nonce });
    const [first, second] = [await sign("1"), await sign("2")];
    await (await alpha.ledger.series.withdrawRequest({ nonce: first.nonce })).wait();
    expect(await codeOfRefusal(registry.ledger.vouchers.issueOnRequest(first))).to.equal("REQUEST_USED");
    await chain.pass(2 * day);
    expect(await codeOfRefusal(registry.ledger.vouchers.issueOnRequest(second))).to.equal("REQUEST_EXPIRED");
  });
});
