import { expect } from "chai";
import type { LedgerEvent } from "../client/history-event.ts";
import { apply, day, declare, paper, seriesOf, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";

async function all(events: AsyncIterable<LedgerEvent>): Promise<LedgerEvent[]> {
  const found: LedgerEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}

describe("history from the chain", () => {
  let chain: LedgerChain;
  let series: Awaited<ReturnType<typeof seriesOf>>;
  let voucherId: bigint;
  let childId: bigint;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
    const { alpha, beta, gamma } = chain.parties;
    series = await seriesOf(chain, alpha);
    const { seriesId } = series;
    const issue = { seriesId, to: beta.party, units: "100", digest: paper("voucher") };
    voucherId = (await (await alpha.ledger.vouchers.issue(issue)).wait()).voucherId;
    await (await alpha.ledger.vouchers.issue(issue)).wait();
    childId = (await (await beta.ledger.vouchers.transfer({ voucherId, to: gamma.party, units: "30" })).wait())
      .voucherId;
    await (await beta.ledger.vouchers.transfer({ voucherId, to: gamma.party })).wait();
    await (await gamma.ledger.vouchers.merge({ intoId: voucherId, fromIds: [childId] })).wait();
  });
  after(() => chain.stop());

  it("tells of a voucher all that names it, oldest first, with who acted and when", async () => {
    const { provenance } = chain.parties.alpha.ledger;
    const events = await all(provenance.history({ voucherId: String(voucherId) }));
    expect(events.map(({ name }) => name)).to.deep.equal([
      "VoucherIssued",
      "VoucherSplit",
      "VoucherTransferred",
      "UnitsMoved",
    ]);
    const { alpha, beta, gamma } = chain.parties;
    expect(events.map(({ party }) => party)).to.deep.equal([alpha.party, beta.party, beta.party, gamma.party]);
    const [issued, split] = events;
    expect(issued).to.deep.include({ contract: "Ledger", account: alpha.key.address });
    expect(issued?.args).to.deep.include({ voucherId: String(voucherId), units: "100", holder: beta.party });
    expect(split?.args).to.deep.include({ parentId: String(voucherId), voucherId: String(childId), units: "30" });
    for (const event of events) {
      const block = await chain.provider.getBlock(event.block);
      expect(Date.parse(event.time) / 1000).to.equal(block?.timestamp);
      expect(event.id).to.equal(`${event.block}-${event.logIndex}`);
    }
    const ofChild = await all(provenance.history({ voucherId: childId }));
    expect(ofChild.map(({ name }) => name)).to.deep.equal(["VoucherSplit", "UnitsMoved"]);
  });

  it("tells of an asset what befell its case, certificate and series, with names for values", async () => {
    const { assetId, caseId, seriesId } = series;
    await (await chain.parties.alpha.ledger.series.closeToIssue({ seriesId })).wait();
    const events = await all(chain.parties.beta.ledger.provenance.history({ assetId }));
    expect(events.map(({ name }) => name)).to.deep.equal([
      "AssetDeclared",
      "RegistrationApplied",
      "RegistrationAccepted",
      "RegistrationExamined",
      "RegistrationPublished",
      "RightRegistered",
      "RightRegistered",
      "RightRegistered",
      "RegistrationCertified",
      "CertificateIssued",
      "SeriesOpened",
      "SeriesWasClosed",
    ]);
    const [declared, applied] = events;
    expect(declared?.args["declaration"]).to.include({
      source: "collected",
      category: "enterprise",
      name: "广西货运时效 2026",
    });
    expect(applied?.args).to.deep.include({ kind: "initial", caseId: String(caseId) });
    const opened = events.find(({ name }) => name === "SeriesOpened");
    expect(opened?.args["terms"]).to.deep.include({
      class: "product",
      purposes: [1],
      priceRule: "fixed",
      cap: "1000000",
    });
    expect((opened?.args["terms"] as { end: string }).end).to.match(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/);
  });

  it("tells of an asset every step of its case and record, whatever the clock and the registry made of it", async () => {
    const { alpha, beta, body, authority, registry } = chain.parties;
    const { cases } = registry.ledger;
    const documentDigest = paper("document");
    const assetId = await declare(alpha);
    const caseId = await apply(chain, alpha, assetId);
    await chain.passBy((await cases.clock(caseId)).acceptBy ?? "");
    await chain.pass(5 * day);
    await (await cases.askSupplement({ caseId, deadline: (await chain.now()) + day, documentDigest })).wait();
    await chain.pass(2 * day);
    await (await cases.extend({ caseId, workingDays: 3, documentDigest })).wait();
    await (await cases.examine({ caseId, reportDigest: documentDigest })).wait();
    await (await cases.waiveNotice({ caseId, documentDigest })).wait();
    const second = await apply(chain, alpha, assetId);
    await (await cases.askSupplement({ caseId: second, deadline: (await chain.now()) + day, documentDigest })).wait();
    await chain.pass(2 * day);
    await (await cases.settleClock({ caseId: second })).wait();
    const names = async (asset: string) => {
      const events = await all(beta.ledger.provenance.history({ assetId: asset }));
      return events.map(({ name }) => name);
    };
    expect(await names(assetId)).to.deep.equal([
      "AssetDeclared",
      "RegistrationApplied",
      "RegistrationDeemedAccepted",
      "SupplementAsked",
      "SupplementMissed",
      "ExaminationExtended",
      "RegistrationExamined",
      "NoticeWaived",
      "RegistrationApplied",
      "SupplementAsked",
      "RegistrationLapsed",
    ]);

    const ofBody = await declare(body, "governmentDuty");
    const until = (await chain.now()) + 300 * day;
    const submitted = await body.ledger.records.submit({ assetId: ofBody, until, documentDigest });
    const { recordId } = await submitted.wait();
    const { records } = authority.ledger;
    await (await records.publish({ recordId, noticeDigest: documentDigest })).wait();
    await (await records.refuse({ recordId, documentDigest })).wait();
    expect(await names(ofBody)).to.deep.equal(["AssetDeclared", "RecordSubmitted", "RecordPublished", "RecordRefused"]);
  });

  it("tells of a registry the profile that it was given", async () => {
    const { registry, alpha } = chain.parties;
    const events = await all(alpha.ledger.provenance.history({ party: registry.party }));
    expect(events.find(({ name }) => name === "ProfileGiven")?.args).to.include({ registry: registry.party });
  });

  it("tells of a party, by itself or an account, what is indexed by it", async () => {
    const { beta } = chain.parties;
    const events = await all(beta.ledger.provenance.history({ party: beta.key.address }));
    const names = events.map(({ name }) => name);
    expect(names[0]).to.equal("PartyAdmitted");
    expect(names.filter((name) => name === "VoucherIssued")).to.have.length(2);
    expect(names).to.include("VoucherTransferred");
    expect(new Set(events.map(({ id }) => id)).size).to.equal(events.length);
    const order = events.map(({ block, logIndex }) => block * 1e6 + logIndex);
    expect(order).to.deep.equal([...order].sort((a, b) => a - b));
  });

  it("keeps to the blocks asked for, and stops when told to", async () => {
    const { provenance } = chain.parties.alpha.ledger;
    const events = await all(provenance.history({ voucherId }));
    const [, second, third] = events;
    const range = { fromBlock: second!.block, toBlock: third!.block };
    expect(await all(provenance.history({ voucherId, ...range }))).to.deep.equal([second, third]);
    const late = { assetId: series.assetId, fromBlock: second!.block };
    expect((await all(provenance.history(late))).map(({ name }) => name)).to.deep.equal(["SeriesWasClosed"]);
    const signal = AbortSignal.abort();
    expect(await codeOfRefusal(all(provenance.history({ voucherId, signal })))).to.equal("ABORTED");
    expect(await codeOfRefusal(all(provenance.history({ voucherId, source: "gateway" })))).to.equal("GATEWAY_MISSING");
    expect(await all(provenance.history({ voucherId: 5n }))).to.deep.equal([]);
  });
});
