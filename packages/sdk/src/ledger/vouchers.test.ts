import { expect } from "chai";
import { Wallet } from "ethers";
import { day, paper, seriesOf, startLedgerChain, type LedgerChain, type TestParty } from "../testing/ledger-chain.ts";
import { codeOfRefusal, refusal } from "../testing/refusal.ts";

describe("series and vouchers through the SDK", () => {
  let chain: LedgerChain;
  let series: Awaited<ReturnType<typeof seriesOf>>;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
    series = await seriesOf(chain, chain.parties.alpha);
  });
  after(() => chain.stop());

  const issue = async (to: TestParty, units = "1000") => {
    const { seriesId } = series;
    const issued = await chain.parties.alpha.ledger.vouchers.issue({
      seriesId,
      to: to.party,
      units,
      digest: paper("voucher"),
    });
    return (await issued.wait()).voucherId;
  };

  it("opens a series and reads it with its terms by name", async () => {
    const { beta } = chain.parties;
    const seen = await beta.ledger.series.get(series.seriesId);
    expect(seen.terms).to.deep.include({ class: "product", priceRule: "fixed", unitPrice: 200n, cap: 1_000_000n });
    expect(seen.terms).to.deep.include({ purposes: ["logistics"], namedUser: null });
    expect(seen.terms.basis).to.deep.equal({ kind: "certificate", id: series.certificateId });
    expect(seen.state).to.deep.equal({ closed: false, suspended: false, basisLost: false, expired: false });
    expect(await beta.ledger.series.getMany([series.seriesId, 99])).to.deep.equal([seen, null]);
    expect(await codeOfRefusal(beta.ledger.series.get(99))).to.equal("SERIES_UNKNOWN");
  });

  it("issues to an account's party, one by one and in a batch", async () => {
    const { alpha, beta, gamma } = chain.parties;
    const { seriesId } = series;
    const items = [
      { to: beta.key.address, units: 7n, digest: paper("first") },
      { to: gamma.party, units: "8", digest: paper("second") },
    ];
    const { voucherIds, events } = await (await alpha.ledger.vouchers.issueBatch({ seriesId, items })).wait();
    expect(voucherIds).to.have.length(2);
    expect(events.filter(({ name }) => name === "VoucherIssued")).to.have.length(2);
    const [first, second] = await alpha.ledger.vouchers.getMany([...voucherIds, 5n]);
    expect(first).to.deep.include({ holder: beta.party, units: 7n, seriesId, locks: [], digest: paper("first") });
    expect(second).to.deep.include({ holder: gamma.party, units: 8n });
    expect((await alpha.ledger.vouchers.getMany([5n]))[0]).to.equal(null);
  });

  it("transfers whole vouchers and units, to parties and to accounts", async () => {
    const { beta, gamma } = chain.parties;
    const voucherId = await issue(beta);
    const sent = await beta.ledger.vouchers.transfer({
      voucherId: String(voucherId),
      to: gamma.key.address,
      units: "250",
    });
    const { voucherId: child, events } = await sent.wait();
    expect(events.map(({ name }) => name)).to.include.members(["VoucherSplit", "Transfer"]);
    expect(await gamma.ledger.vouchers.get(child)).to.deep.include({ holder: gamma.party, units: 250n });
    expect(await gamma.ledger.vouchers.get(voucherId)).to.deep.include({ holder: beta.party, units: 750n });
    const whole = await (await beta.ledger.vouchers.transfer({ voucherId, to: gamma.party })).wait();
    expect(whole.voucherId).to.equal(voucherId);
    expect(await gamma.ledger.vouchers.get(voucherId)).to.include({ holder: gamma.party });
    expect(await gamma.ledger.vouchers.get(voucherId, { block: whole.block - 1 })).to.include({ holder: beta.party });

    const back = await gamma.ledger.vouchers.transferBatch({ voucherIds: [voucherId, child], to: beta.party });
    await back.wait();
    const each = [
      { voucherId, to: gamma.party },
      { voucherId: child, to: chain.parties.operator.key.address },
    ];
    await (await beta.ledger.vouchers.transferEach({ items: each })).wait();
    expect(await gamma.ledger.vouchers.get(child)).to.include({ holder: chain.parties.operator.party });
  });

  it("splits, moves, merges and gives up", async () => {
    const { beta } = chain.parties;
    const { vouchers } = beta.ledger;
    const voucherId = await issue(beta);
    const { voucherIds } = await (await vouchers.split({ voucherId, units: ["100", 200n] })).wait();
    expect((await vouchers.getMany(voucherIds)).map((part) => part?.units)).to.deep.equal([100n, 200n]);
    const [first, second] = voucherIds as [bigint, bigint];
    await (await vouchers.moveUnits({ fromId: first, toId: second, units: "40" })).wait();
    expect(await vouchers.get(second)).to.include({ units: 240n });
    await (await vouchers.merge({ intoId: voucherId, fromIds: [first, second] })).wait();
    expect(await vouchers.get(voucherId)).to.include({ units: 1000n });
    expect(await codeOfRefusal(vouchers.get(first))).to.equal("VOUCHER_UNKNOWN");
    await (await vouchers.cancel({ voucherId, reasonDigest: paper("given up") })).wait();
    expect(await codeOfRefusal(vouchers.get(voucherId))).to.equal("VOUCHER_UNKNOWN");
  });

  it("lets others move what the holder approved, and no more", async () => {
    const { beta, gamma, operator } = chain.parties;
    const voucherId = await issue(beta);
    const approval = { voucherId, operator: operator.key.address, units: "30" };
    await (await beta.ledger.vouchers.approve(approval)).wait();
    const units = { voucherId, to: gamma.party, units: "30" };
    expect(await operator.ledger.vouchers.transfer.simulate({ ...units, units: "31" })).to.include({
      code: "ALLOWANCE_EXCEEDED",
    });
    await (await operator.ledger.vouchers.transfer(units)).wait();
    const whole = { voucherId, to: gamma.party, from: beta.party };
    expect(await operator.ledger.vouchers.transfer.simulate(whole)).to.include({ code: "TRANSFER_NOT_APPROVED" });
    await (await beta.ledger.vouchers.approveOperator({ operator: operator.key.address, approved: true })).wait();
    await (await operator.ledger.vouchers.transfer(whole)).wait();
    expect(await gamma.ledger.vouchers.get(voucherId)).to.include({ holder: gamma.party, units: 970n });
    await (await beta.ledger.vouchers.approveOperator({ operator: operator.key.address, approved: false })).wait();
    await (await gamma.ledger.vouchers.approve({ voucherId, operator: operator.key.address })).wait();
    await (await gamma.ledger.vouchers.approve({ voucherId, operator: null })).wait();
    const attempt = await operator.ledger.vouchers.transfer.simulate({ ...whole, from: gamma.party, to: beta.party });
    expect(attempt).to.include({ code: "TRANSFER_NOT_APPROVED" });
  });

  it("says beforehand whether a voucher can pass, with the code of the refusal", async () => {
    const { beta, gamma, overseas, registry } = chain.parties;
    const voucherId = await issue(beta);
    const { canTransfer, canTransferMany } = gamma.ledger.vouchers;
    expect(await canTransfer({ voucherId, to: gamma.key.address })).to.deep.equal({ ok: true });
    const abroad = await canTransfer({ voucherId, to: overseas.party });
    expect(abroad).to.include({ ok: false, code: "OUTSIDE_TERRITORY" });
    expect(abroad).to.have.property("title").that.is.a("string").and.not.equal("");
    expect(await canTransfer({ voucherId, to: registry.party })).to.include({ code: "PARTY_MAY_NOT_HOLD" });
    expect(await canTransfer({ voucherId, from: gamma.party, to: beta.party })).to.include({
      code: "VOUCHER_NOT_HELD_BY",
    });
    expect(await codeOfRefusal(canTransfer({ voucherId, to: Wallet.createRandom().address }))).to.equal(
      "PARTY_UNKNOWN",
    );
    const answers = await canTransferMany({ voucherIds: [voucherId, 5n], from: beta.party, to: gamma.party });
    expect(answers[0]).to.deep.equal({ ok: true });
    expect(answers[1]).to.include({ ok: false, code: "VOUCHER_UNKNOWN" });

    const error = await refusal(beta.ledger.vouchers.transfer({ voucherId, to: overseas.party }));
    expect(error.code).to.equal("OUTSIDE_TERRITORY");
    expect(error.details.revert?.name).to.equal("OutsideTerritory");
    expect(error.details.revert?.namedArgs).to.deep.equal({
      party: overseas.party,
      jurisdiction: 702n,
      territory: 156n,
    });
  });

  it("locks by the controller of the class", async () => {
    const { governance, beta } = chain.parties;
    const voucherId = await issue(beta);
    const { ledger } = chain.parties.alpha.ledger.client.contracts;
    const details = { voucherId, lockClass: "pledge" as const, detailsDigest: paper("pledge") };
    expect(await beta.ledger.vouchers.lock.simulate(details)).to.include({ code: "NOT_LOCK_CONTROLLER" });
    expect(await beta.ledger.vouchers.getLock(details)).to.equal(null);
    const data = ledger.interface.encodeFunctionData("setLockController", [0, governance.key.address]);
    const to = chain.deployment.contracts["Ledger"]!.address;
    await (await governance.ledger.client.queue().send({ to, data })).wait();
    const { vouchers } = governance.ledger;
    await (await vouchers.lock(details)).wait();
    expect(await vouchers.get(voucherId)).to.deep.include({ locks: ["pledge"] });
    expect(await vouchers.getLock(details)).to.include({ controller: governance.key.address });
    const part = await (await vouchers.splitLocked({ voucherId, lockClass: "pledge", units: "10" })).wait();
    expect(await vouchers.get(part.voucherId)).to.deep.include({ locks: ["pledge"], units: 10n, holder: beta.party });
    expect(await vouchers.canTransfer({ voucherId, to: chain.parties.gamma.party })).to.include({
      code: "VOUCHER_LOCKED",
    });
    await (await vouchers.unlock(details)).wait();
    expect(await vouchers.get(voucherId)).to.deep.include({ locks: [] });
  });

  it("is suspended by the authority, closed by the grantor, and written down when it is over", async () => {
    const { alpha, beta, authority } = chain.parties;
    const other = await seriesOf(chain, alpha);
    const { seriesId } = other;
    const sent = await alpha.ledger.vouchers.issue({ seriesId, to: beta.party, units: "5", digest: paper("short") });
    const { voucherId } = await sent.wait();
    const suspension = { seriesId, suspended: true, documentDigest: paper("order") };
    await (await authority.ledger.series.suspend(suspension)).wait();
    expect(await beta.ledger.vouchers.canTransfer({ voucherId, to: alpha.party })).to.include({
      code: "SERIES_SUSPENDED",
    });
    await (await authority.ledger.series.suspend({ ...suspension, suspended: false })).wait();
    await (await alpha.ledger.series.closeToIssue({ seriesId })).wait();
    expect((await alpha.ledger.series.get(seriesId)).state).to.include({ closed: true, suspended: false });
    expect(await beta.ledger.vouchers.expire.simulate({ voucherIds: [voucherId] })).to.include({
      code: "SERIES_NOT_EXPIRED",
    });
    await chain.pass(181 * day);
    await (await beta.ledger.vouchers.expire({ voucherIds: [voucherId] })).wait();
    expect((await alpha.ledger.series.get(seriesId)).totals).to.include({
      expired: 5n,
      live: 0n,
      issued: 5n,
      vouchers: 1,
    });
  });
});
