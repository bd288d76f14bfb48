import { expect } from "chai";
import { hexlify, randomBytes, Wallet } from "ethers";
import type { UseReceiptInput } from "../actions/usage/receipt.ts";
import { showReceipt } from "../actions/usage/receipt.ts";
import { paper, seriesOf, startLedgerChain, type LedgerChain, type TestParty } from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";
import type { Ledger } from "./create-ledger.ts";

describe("use of vouchers through the SDK", () => {
  let chain: LedgerChain;
  let seriesId: number;
  /** Ledgers of beta's key that may only use, and of alpha's access point. */
  let user: Ledger;
  let point: Ledger;
  const keyFor = async (party: TestParty, power: "use" | "meter"): Promise<Ledger> => {
    const key = new Wallet(hexlify(randomBytes(32)));
    await (await party.ledger.accounts.add({ account: key.address, powers: [power] })).wait();
    return chain.open({ signer: key });
  };
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
    ({ seriesId } = await seriesOf(chain, chain.parties.alpha));
    user = await keyFor(chain.parties.beta, "use");
    point = await keyFor(chain.parties.alpha, "meter");
  });
  after(() => chain.stop());

  const issue = async (units = "1000") => {
    const { alpha, beta } = chain.parties;
    const issued = await alpha.ledger.vouchers.issue({ seriesId, to: beta.party, units, digest: paper("voucher") });
    return (await issued.wait()).voucherId;
  };
  const receiptOf = async (voucherId: bigint, over: Partial<UseReceiptInput> = {}): Promise<UseReceiptInput> => {
    const { epoch, units } = await chain.parties.beta.ledger.vouchers.get(voucherId);
    return {
      voucherId,
      epoch,
      openingUnits: units,
      usedUnits: "1",
      purpose: "logistics",
      analysis: "lookup",
      usedUntil: await chain.now(),
      logDigest: paper("log"),
      ...over,
    };
  };

  it("is settled by whoever has both signatures, and tells what it counted", async () => {
    const voucherId = await issue();
    const receipt = await receiptOf(voucherId, { usedUnits: "12" });
    // What is signed travels as JSON.
    const sent = JSON.parse(JSON.stringify(showReceipt(receipt))) as UseReceiptInput;
    const holderSignature = await user.usage.sign(sent);
    const accessPointSignature = await point.usage.sign(sent);
    expect(user.usage.signerOf(sent, holderSignature)).to.equal((await user.accounts.get()).account);
    const courier = chain.parties.gamma.ledger;
    const handle = await courier.usage.settle({ receipt: sent, holderSignature, accessPointSignature });
    const { used, events } = await handle.wait();
    expect(used).to.deep.equal([{ voucherId, units: 12n }]);
    expect(events.map(({ name }) => name)).to.include("UnitsUsed");
    expect(events.find(({ name }) => name === "UnitsUsed")?.args).to.deep.include({
      purpose: 1,
      analysis: "lookup",
      units: "12",
    });
    const { totals } = await courier.series.get(seriesId);
    expect([totals.used, totals.live]).to.deep.equal([12n, 988n]);
    const again = await courier.usage.settle.simulate({ receipt: sent, holderSignature, accessPointSignature });
    expect(again).to.include({ ok: false, code: "RECEIPT_COUNTED" });
  });

  it("is settled in one transaction for several receipts, by the access point itself or with its one signature", async () => {
    const [first, second] = [await issue(), await issue()];
    const receipts = [await receiptOf(first, { usedUnits: 3n }), await receiptOf(second, { usedUnits: 4n })];
    const items = await Promise.all(
      receipts.map(async (receipt) => ({ receipt, holderSignature: await user.usage.sign(receipt) })),
    );
    const { used } = await (await point.usage.settleMany({ items })).wait();
    expect(used).to.deep.equal([
      { voucherId: first, units: 3n },
      { voucherId: second, units: 4n },
    ]);
    const next = { ...receipts[0]!, usedUnits: 5n };
    const later = [{ receipt: next, holderSignature: await user.usage.sign(next) }];
    const accessPointSignature = await point.usage.signMany([next]);
    const courier = chain.parties.gamma.ledger;
    const settled = await courier.usage.settleMany({ items: later, accessPointSignature });
    expect((await settled.wait()).used).to.deep.equal([{ voucherId: first, units: 2n }]);
    expect(await codeOfRefusal(courier.usage.settleMany({ items: [] }))).to.equal("LIST_EMPTY");
  });

  it("may be asked about, and follows the prohibited list at once", async () => {
    const voucherId = await issue();
    const { authority, gamma, beta } = chain.parties;
    const ask = (over = {}) =>
      beta.ledger.usage.canUse({ voucherId, purpose: "logistics", analysis: "profiling", ...over });
    expect(await ask()).to.deep.equal({ ok: true });
    expect(await ask({ purpose: "insurance" })).to.include({ ok: false, code: "PURPOSE_NOT_ALLOWED" });
    expect(await ask({ provider: gamma.party })).to.include({ ok: false, code: "NOT_PROVIDER" });
    const documentDigest = paper("list");
    const listed = await authority.ledger.usage.prohibit({ analyses: ["profiling", "scoring"], documentDigest });
    const { events } = await listed.wait();
    expect(events[0]?.args).to.deep.include({ analyses: ["scoring", "profiling"], documentDigest });
    expect(await ask()).to.include({ ok: false, code: "ANALYSIS_PROHIBITED" });
    expect(await ask({ analysis: "lookup" })).to.deep.equal({ ok: true });
    expect(await beta.ledger.usage.prohibited()).to.deep.equal(["scoring", "profiling"]);
    await (await authority.ledger.usage.prohibit({ analyses: [], documentDigest })).wait();
    expect(await beta.ledger.usage.prohibited()).to.deep.equal([]);
  });

  it("is refused with the rule's code, and bad input before anything is asked", async () => {
    const voucherId = await issue("10");
    const receipt = await receiptOf(voucherId);
    const both = async (given: UseReceiptInput) => ({
      receipt: given,
      holderSignature: await user.usage.sign(given),
      accessPointSignature: await point.usage.sign(given),
    });
    const courier = chain.parties.gamma.ledger;
    const codeOf = async (over: Partial<UseReceiptInput>) =>
      codeOfRefusal(both({ ...receipt, ...over }).then((given) => courier.usage.settle(given)));
    expect(await codeOf({ usedUnits: 11n })).to.equal("UNITS_EXCEEDED");
    expect(await codeOf({ purpose: 40 })).to.equal("PURPOSE_NOT_ALLOWED");
    expect(await codeOf({ epoch: 3 })).to.equal("RECEIPT_OF_ANOTHER_EPOCH");
    expect(await codeOf({ usedUntil: "2099-01-01T00:00:00Z" })).to.equal("USE_OUTSIDE_TERM");
    expect(await codeOf({ purpose: "sport" as never })).to.equal("VALUE_UNKNOWN");
    expect(await codeOf({ analysis: 16 })).to.equal("VALUE_UNKNOWN");
    expect(await codeOf({ usedUnits: "1.5" })).to.equal("NUMBER_MALFORMED");
    const signed = await both(receipt);
    for (const holderSignature of ["0x12", `${signed.holderSignature}00`, 5 as never]) {
      expect(await codeOfRefusal(courier.usage.settle({ ...signed, holderSignature }))).to.equal("SIGNATURE_MALFORMED");
    }
    const swapped = { ...signed, holderSignature: signed.accessPointSignature };
    expect(await codeOfRefusal(courier.usage.settle(swapped))).to.equal("USE_SIGNATURE_INVALID");
    const unlisted = showReceipt({ ...receipt, purpose: 40, analysis: 15 });
    expect([unlisted.purpose, unlisted.analysis]).to.deep.equal([40, 15]);
    expect((await courier.vouchers.get(voucherId)).units).to.equal(10n);
  });
});
