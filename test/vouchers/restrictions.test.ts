import { expect } from "chai";
import { digest, now, seriesFixture, terms } from "../fixture.ts";
import { restrictions, titleOf } from "./restrictions.ts";
import { controllerOf, obstacles, pass, refused, type SeriesLedger, voucherId } from "./support.ts";

describe("canTransfer and transferRestriction", () => {
  let l: SeriesLedger;
  let id: bigint;
  beforeEach(async () => {
    l = await seriesFixture();
    id = await l.issue(l.parties.beta);
  });
  const selector = (name: string) => l.ledger.interface.getError(name)!.selector;

  /** What is said beforehand must be what happens. */
  async function agrees(from: string, to: string, voucher: bigint, error?: string, ...values: unknown[]) {
    const reason = await l.ledger.transferRestriction(from, to, voucher);
    expect(reason).to.equal(error ? selector(error) : "0x00000000");
    expect(await l.ledger.canTransfer(from, to, voucher)).to.equal(!error);
    if (voucher < 1n << 64n) expect(await l.lens.restrictions(from, to, [voucher])).to.deep.equal([reason]);
    const act = pass(l.ledger, l.parties.beta.key, from, to, voucher);
    if (error) await refused(l.ledger, act, error, ...values);
    else await act;
  }

  it("say nothing against a transfer that is done", async () => {
    await agrees(l.parties.beta.address, l.parties.gamma.address, id);
  });

  for (const [index, restriction] of restrictions.entries()) {
    it(`name ${titleOf(restriction, index)}, with which the transfer is refused`, async () => {
      const { beta, gamma } = l.parties;
      const to = (await restriction.put(l, id)) ?? gamma.address;
      await agrees(beta.address, to, id, restriction.error, ...restriction.values(l, id));
    });
  }

  it("name VoucherUnknown", async () => {
    const { beta, gamma } = l.parties;
    for (const unknown of [0n, id + 1n, 1n << 64n, id + (1n << 64n)]) {
      await agrees(beta.address, gamma.address, unknown, "VoucherUnknown", unknown);
    }
  });

  it("name VoucherNotHeldBy", async () => {
    const { alpha, beta, gamma } = l.parties;
    await agrees(alpha.address, gamma.address, id, "VoucherNotHeldBy", id, alpha.address, beta.address);
  });

  it("name TransferToSelf", async () => {
    const { beta } = l.parties;
    await agrees(beta.address, beta.address, id, "TransferToSelf", id);
  });

  it("name ResaleNotAllowed", async () => {
    const { alpha, beta, gamma } = l.parties;
    await l.ledger.connect(alpha.key).openSeries(terms(l.certificateId, await now(), { resale: false }));
    const seriesId = await l.ledger.seriesCount();
    await l.ledger.connect(alpha.key).issue(seriesId, beta.address, 9n, digest("bound"));
    await agrees(beta.address, gamma.address, voucherId(seriesId, 1), "ResaleNotAllowed", seriesId);
  });

  it("name one reason at a time, in the order in which the transfer tries them", async () => {
    const { beta, gamma } = l.parties;
    await l.ledger.connect(await controllerOf(l, 0)).lock(id, 0, digest("pledge"));
    await agrees(beta.address, gamma.address, id, "VoucherLocked", id, 1);
    await obstacles.SeriesBasisLost(l);
    await agrees(beta.address, gamma.address, id, "SeriesBasisLost", l.seriesId);
    await obstacles.SeriesSuspended(l);
    await agrees(beta.address, gamma.address, id, "SeriesSuspended", l.seriesId);
    await obstacles.SeriesExpired(l);
    await agrees(beta.address, gamma.address, id, "SeriesExpired", l.seriesId, l.seriesTerms.end);
  });
});
