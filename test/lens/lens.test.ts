import { expect } from "chai";
import { Wallet, ZeroAddress } from "ethers";
import { plain } from "../expectations.ts";
import { ethers, seriesFixture } from "../fixture.ts";
import { suspend } from "../parties/acting.behavior.ts";

/** A struct of the same shape, all zero. */
function zeroed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(zeroed);
  if (typeof value === "bigint") return 0n;
  if (typeof value === "boolean") return false;
  return `0x${"00".repeat(((value as string).length - 2) / 2)}`;
}

describe("LedgerLens", () => {
  it("answers for many parties at once as partyOf does, with zeros for unknown ones, in order", async () => {
    const { ledger, lens, parties } = await seriesFixture();
    const { alpha, beta, registry } = parties;
    const nobody = Wallet.createRandom().address;
    const asked = [beta.address, nobody, alpha.address, ZeroAddress, registry.address, beta.address];
    const one = async (party: { address: string }) => plain(await ledger.partyOf(party.address));
    const nothing = zeroed(await one(alpha));
    expect(plain(await lens.parties(asked))).to.deep.equal([
      await one(beta),
      nothing,
      await one(alpha),
      nothing,
      await one(registry),
      await one(beta),
    ]);
  });

  it("answers for many vouchers at once as voucherOf does, with zeros for unknown ones", async () => {
    const { ledger, lens, parties, issue } = await seriesFixture();
    const [first, second] = [await issue(parties.beta, 3n), await issue(parties.gamma, 4n)];
    const nothing = zeroed(plain(await ledger.voucherOf(first)));
    expect(plain(await lens.vouchers([second, 0, second + 1n, first, 2n ** 64n - 1n]))).to.deep.equal([
      plain(await ledger.voucherOf(second)),
      nothing,
      nothing,
      plain(await ledger.voucherOf(first)),
      nothing,
    ]);
  });

  it("answers for many series at once as seriesOf does, with zeros for unknown ones", async () => {
    const { ledger, lens, seriesId, seriesTerms, parties } = await seriesFixture();
    await ledger.connect(parties.alpha.key).openSeries({ ...seriesTerms, cap: 7 });
    const one = async (id: bigint) => plain(await ledger.seriesOf(id));
    const nothing = zeroed(await one(seriesId));
    expect(plain(await lens.series([seriesId + 1n, 0, 2n ** 32n - 1n, seriesId]))).to.deep.equal([
      await one(seriesId + 1n),
      nothing,
      nothing,
      await one(seriesId),
    ]);
  });

  it("gives the reason for each voucher as transferRestriction does, and 0 where it may pass", async () => {
    const fixture = await seriesFixture();
    const { ledger, lens, parties, issue } = fixture;
    const { beta, gamma, overseas } = parties;
    const own = await issue(beta, 3n);
    const foreign = await issue(gamma, 3n);
    const selector = (name: string) => ledger.interface.getError(name)!.selector;
    const ask = async (to: string) => Array.from(await lens.restrictions(beta.address, to, [own, foreign, 99n]));
    const others = [selector("VoucherNotHeldBy"), selector("VoucherUnknown")];
    expect(await ask(gamma.address)).to.deep.equal(["0x00000000", ...others]);
    expect(await ask(overseas.address)).to.deep.equal([selector("OutsideTerritory"), ...others]);
    expect(await ask(ZeroAddress)).to.deep.equal([selector("PartyUnknown"), ...others]);
    await suspend(fixture, beta);
    expect(await ask(gamma.address)).to.deep.equal([selector("PartyNotInStanding"), ...others]);
  });

  it("answers nothing to nothing, and holds no state", async () => {
    const { lens, deployment } = await seriesFixture();
    expect(Array.from(await lens.parties([]))).to.deep.equal([]);
    expect(Array.from(await lens.vouchers([]))).to.deep.equal([]);
    expect(Array.from(await lens.series([]))).to.deep.equal([]);
    expect(Array.from(await lens.restrictions(ZeroAddress, ZeroAddress, []))).to.deep.equal([]);
    const { address } = deployment.contracts["LedgerLens"]!;
    for (let slot = 0; slot < 4; slot++) {
      expect(BigInt(await ethers.provider.getStorage(address, slot))).to.equal(0n);
    }
  });

  it("answers for some hundreds of ids in one call", async () => {
    const { lens, parties, issue } = await seriesFixture();
    const voucherId = await issue(parties.beta, 3n);
    const seen = await lens.vouchers(Array.from({ length: 500 }, () => voucherId));
    expect(seen.length).to.equal(500);
    expect(seen.every(({ holder }) => holder === parties.beta.address)).to.equal(true);
  });
});
