import { expect } from "chai";
import { digest, ethers, scopes, seriesFixture, zeroDigest } from "../fixture.ts";
import {
  controllerOf,
  eventsOf,
  lockClasses,
  obstacles,
  pause,
  refused,
  setStanding,
  standings,
} from "../vouchers/support.ts";
import { metered } from "./support.ts";

const open = async () => {
  const l = await seriesFixture();
  const m = await metered(l);
  const ask = (purpose = 1, analysis = 0, provider = l.parties.alpha.address) =>
    l.ledger.useRestriction(m.voucherId, provider, purpose, analysis);
  const reason = (name: string) => l.ledger.interface.getError(name)!.selector;
  return { l, m, ask, reason };
};

describe("useRestriction", () => {
  it("is zero while the voucher may be used, and the settling error's selector when not", async () => {
    const { l, m, ask, reason } = await open();
    expect(await ask()).to.equal("0x00000000");
    expect(await ask(2)).to.equal(reason("PurposeNotAllowed"));
    expect(await ask(1, 16)).to.equal(reason("AnalysisUnknown"));
    expect(await ask(1, 0, l.parties.gamma.address)).to.equal(reason("NotProvider"));
    expect(await ask(1, 0, m.user.address)).to.equal(reason("PartyUnknown"));
    await l.ledger.connect(l.parties.authority.key).prohibitAnalyses(0b1, digest("list"));
    expect(await ask()).to.equal(reason("AnalysisProhibited"));
    await refused(l.ledger, l.ledger.useRestriction(99, l.parties.alpha.address, 1, 0), "VoucherUnknown", 99);
  });

  for (const name of ["SeriesSuspended", "SeriesBasisLost", "SeriesExpired"] as const) {
    it(`says ${name}`, async () => {
      const { l, ask, reason } = await open();
      await obstacles[name](l);
      expect(await ask()).to.equal(reason(name));
    });
  }

  it("says lock, standing and pause", async () => {
    const { l, m, ask, reason } = await open();
    const key = await controllerOf(l, lockClasses.dispute);
    await l.ledger.connect(key).lock(m.voucherId, lockClasses.dispute, digest("dispute"));
    expect(await ask()).to.equal(reason("VoucherLocked"));
    await setStanding(l, l.parties.beta, standings.suspended);
    expect(await ask()).to.equal(reason("PartyNotInStanding"));
    await setStanding(l, l.parties.beta, standings.good);
    await setStanding(l, l.parties.alpha, standings.suspended);
    expect(await ask()).to.equal(reason("PartyNotInStanding"));
    await pause(l, scopes.use);
    expect(await ask()).to.equal(reason("ScopePaused"));
  });

  it("says when a holder is outside the territory of the series", async () => {
    const { l, ask, reason } = await open();
    const key = l.ledger.connect(l.parties.authority.key);
    await key.changeJurisdiction(l.parties.beta.address, 344, digest("moved"));
    expect(await ask()).to.equal(reason("OutsideTerritory"));
  });
});

describe("prohibitAnalyses", () => {
  it("sets the list, by an authority on a document", async () => {
    const { l } = await open();
    const { authority } = l.parties;
    const act = l.ledger.connect(authority.key).prohibitAnalyses(0b110, digest("list"));
    expect(await eventsOf(l.ledger, act)).to.deep.equal([
      ["AnalysesProhibited", 0b110n, authority.address, authority.key.address, digest("list")],
    ]);
    expect(await l.ledger.prohibitedAnalyses()).to.equal(0b110n);
    expect(await l.ledger.partyCount(), "beside the other fields of its word").to.be.greaterThan(5n);
  });

  it("refuses anyone else, a missing document, and what it says already", async () => {
    const { l } = await open();
    const { alpha, authority } = l.parties;
    await refused(l.ledger, l.ledger.connect(alpha.key).prohibitAnalyses(1, digest("list")), "RoleMissing");
    const asAuthority = l.ledger.connect(authority.key);
    await refused(l.ledger, asAuthority.prohibitAnalyses(1, zeroDigest), "DocumentMissing");
    await refused(l.ledger, asAuthority.prohibitAnalyses(0, digest("list")), "ProhibitionUnchanged", 0);
    const stranger = l.ledger.connect(await ethers.provider.getSigner(0));
    await refused(l.ledger, stranger.prohibitAnalyses(1, digest("list")), "AccountUnknown");
  });
});
