import { expect } from "chai";
import { digest, powers, roles, scopes, seriesFixture, terms, now, zeroDigest, freshKey } from "../fixture.ts";
import { behavesAsActOfAnAccount } from "./actor.behavior.ts";
import { needsALiveSeries } from "./live-series.behavior.ts";
import {
  addKey,
  count,
  eventsOf,
  refused,
  type SeriesLedger,
  setStanding,
  standings,
  unitsOf,
  values,
  voucherId,
} from "./support.ts";

/** Both ways to issue, each used for one voucher, so that every rule is tried on both. */
const ways = {
  issue: (l: SeriesLedger, seriesId: bigint, to: string, units: bigint, document: string, key = l.parties.alpha.key) =>
    l.ledger.connect(key).issue(seriesId, to, units, document),
  issueBatch: (
    l: SeriesLedger,
    seriesId: bigint,
    to: string,
    units: bigint,
    document: string,
    key = l.parties.alpha.key,
  ) => l.ledger.connect(key).issueBatch(seriesId, [to], [units], [document]),
} as const;

for (const name of Object.keys(ways) as (keyof typeof ways)[]) {
  const issue = ways[name];
  const document = digest("document");

  describe(`${name}`, () => {
    let l: SeriesLedger;
    beforeEach(async () => {
      l = await seriesFixture();
    });

    behavesAsActOfAnAccount({
      party: "alpha",
      power: powers.operate,
      scope: scopes.issue,
      act: (ledger, key) => issue(ledger, ledger.seriesId, ledger.parties.beta.address, 1n, document, key as never),
    });

    it("is refused for a series that does not exist", async () => {
      await refused(l.ledger, issue(l, 99n, l.parties.beta.address, 1n, document), "SeriesUnknown", 99n);
    });

    needsALiveSeries({
      party: "alpha",
      prepare: async () => undefined,
      act: (ledger) => issue(ledger, ledger.seriesId, ledger.parties.beta.address, 1n, document),
    });

    it("is refused when the grantor closed the series", async () => {
      await l.ledger.connect(l.parties.alpha.key).closeSeries(l.seriesId);
      await refused(l.ledger, issue(l, l.seriesId, l.parties.beta.address, 1n, document), "SeriesClosed", l.seriesId);
    });

    it("is refused to everybody but the grantor", async () => {
      const { beta } = l.parties;
      const act = issue(l, l.seriesId, beta.address, 1n, document, beta.key);
      await refused(l.ledger, act, "NotGrantor", l.seriesId, beta.address);
    });

    it("is refused beyond the limit of the key, and done at it", async () => {
      const key = await addKey(l, l.parties.alpha, powers.operate, { unitLimit: 10 });
      const act = issue(l, l.seriesId, l.parties.beta.address, 11n, document, key);
      await refused(l.ledger, act, "AccountLimitExceeded", key.address, 10, 11);
      await issue(l, l.seriesId, l.parties.beta.address, 10n, document, key);
    });

    it("is refused without units", async () => {
      await refused(l.ledger, issue(l, l.seriesId, l.parties.beta.address, 0n, document), "UnitsZero");
    });

    it("is refused without the digest of the document", async () => {
      await refused(l.ledger, issue(l, l.seriesId, l.parties.beta.address, 1n, zeroDigest), "DigestMissing");
    });

    it("is refused beyond what is left of the cap, and done up to the last unit", async () => {
      await l.issue(l.parties.beta, 400_000n);
      const act = issue(l, l.seriesId, l.parties.beta.address, 600_001n, document);
      await refused(l.ledger, act, "SeriesExhausted", l.seriesId, 600_000, 600_001);
      await issue(l, l.seriesId, l.parties.beta.address, 600_000n, document);
      const more = issue(l, l.seriesId, l.parties.beta.address, 1n, document);
      await refused(l.ledger, more, "SeriesExhausted", l.seriesId, 0, 1);
    });

    it("is refused to an address that is no party", async () => {
      const { address } = freshKey();
      await refused(l.ledger, issue(l, l.seriesId, address, 1n, document), "PartyUnknown", address);
    });

    it("is refused to a key, even of a party that could hold", async () => {
      const { address } = l.parties.beta.key;
      await refused(l.ledger, issue(l, l.seriesId, address, 1n, document), "PartyUnknown", address);
    });

    it("is refused to a party that does not trade", async () => {
      const { address } = l.parties.exchange;
      await refused(l.ledger, issue(l, l.seriesId, address, 1n, document), "PartyMayNotHold", address);
    });

    it("is refused to a party out of standing", async () => {
      const { beta } = l.parties;
      await setStanding(l, beta, standings.suspended);
      const act = issue(l, l.seriesId, beta.address, 1n, document);
      await refused(l.ledger, act, "PartyNotInStanding", beta.address, standings.suspended);
    });

    it("is refused to a party outside the territory", async () => {
      const { address } = l.parties.overseas;
      await refused(l.ledger, issue(l, l.seriesId, address, 1n, document), "OutsideTerritory", address, 702, 156);
    });

    it("is refused to anybody but the named user of an authorisation", async () => {
      const { alpha, beta, gamma } = l.parties;
      const over = { class: 1, namedUser: beta.address, purposes: 1, resale: false };
      await l.ledger.connect(alpha.key).openSeries(terms(l.certificateId, await now(), over));
      const seriesId = await l.ledger.seriesCount();
      const act = issue(l, seriesId, gamma.address, 1n, document);
      await refused(l.ledger, act, "NotNamedUser", seriesId, gamma.address, beta.address);
      await issue(l, seriesId, beta.address, 1n, document);
      expect(await l.ledger.ownerOf(voucherId(seriesId, 1))).to.equal(beta.address);
    });

    it("records the voucher, counts its units and logs it", async () => {
      const { alpha, beta } = l.parties;
      const id = voucherId(l.seriesId, 1);
      expect(await eventsOf(l.ledger, issue(l, l.seriesId, beta.address, 250n, document))).to.deep.equal([
        ["Transfer", `0x${"00".repeat(20)}`, beta.address, id],
        ["SlotChanged", id, 0n, l.seriesId],
        ["TransferValue", 0n, id, 250n],
        ["VoucherIssued", id, l.seriesId, beta.address, alpha.key.address, 250n, document],
      ]);
      expect(values(await l.ledger.voucherOf(id))).to.deep.equal([
        id,
        l.seriesId,
        beta.address,
        250n,
        0n,
        0n,
        document,
      ]);
      const { totals } = await l.ledger.seriesOf(l.seriesId);
      expect(values(totals)).to.deep.equal([250n, 250n, 0n, 0n, 0n, 0n, 1n]);
      expect(await count(l.ledger, beta)).to.equal(1n);
    });
  });
}

describe("issue", () => {
  it("returns the id of the voucher", async () => {
    const l = await seriesFixture();
    const { alpha, beta } = l.parties;
    await l.issue(beta);
    const id = await l.ledger.connect(alpha.key).issue.staticCall(l.seriesId, beta.address, 1n, digest("d"));
    expect(id).to.equal(voucherId(l.seriesId, 2));
  });
});

describe("issueBatch", () => {
  let l: SeriesLedger;
  beforeEach(async () => {
    l = await seriesFixture();
  });
  const batch = (to: string[], units: number[], digests: string[]) =>
    l.ledger.connect(l.parties.alpha.key).issueBatch(l.seriesId, to, units, digests);
  const document = digest("document");

  it("is refused for no vouchers at all", async () => {
    await refused(l.ledger, batch([], [], []), "ListsDiffer", 0, 0);
  });

  it("is refused for lists of different lengths", async () => {
    const { address } = l.parties.beta;
    await refused(l.ledger, batch([address], [1, 2], [document]), "ListsDiffer", 1, 2);
    await refused(l.ledger, batch([address], [1], [document, document]), "ListsDiffer", 1, 2);
  });

  it("is refused whole when one of the list is refused", async () => {
    const { beta, overseas } = l.parties;
    const act = batch([beta.address, overseas.address], [1, 1], [document, document]);
    await refused(l.ledger, act, "OutsideTerritory", overseas.address, 702, 156);
    expect((await l.ledger.seriesOf(l.seriesId)).totals.vouchers).to.equal(0n);
  });

  it("counts the whole list against the limit of the key", async () => {
    const key = await addKey(l, l.parties.alpha, powers.operate, { unitLimit: 10 });
    const { address } = l.parties.beta;
    const act = l.ledger.connect(key).issueBatch(l.seriesId, [address, address], [6, 5], [document, document]);
    await refused(l.ledger, act, "AccountLimitExceeded", key.address, 10, 11);
  });

  it("counts the whole list against the cap", async () => {
    const { address } = l.parties.beta;
    const act = batch([address, address], [600_000, 400_001], [document, document]);
    await refused(l.ledger, act, "SeriesExhausted", l.seriesId, 400_000, 400_001);
  });

  it("issues to each, also twice to one, with ids that run on from the returned first", async () => {
    const { alpha, beta, gamma } = l.parties;
    await l.issue(beta);
    const to = [beta.address, gamma.address, beta.address];
    const digests = ["a", "b", "c"].map(digest);
    const desk = l.ledger.connect(alpha.key);
    const first = await desk.issueBatch.staticCall(l.seriesId, to, [1, 2, 3], digests);
    expect(first).to.equal(voucherId(l.seriesId, 2));
    await desk.issueBatch(l.seriesId, to, [1, 2, 3], digests);
    for (const [index, holder] of to.entries()) {
      const seen = await l.ledger.voucherOf(first + BigInt(index));
      expect([seen.holder, seen.units, seen.digest]).to.deep.equal([holder, BigInt(index + 1), digests[index]]);
    }
    expect(await count(l.ledger, beta)).to.equal(3n);
    expect(await count(l.ledger, gamma)).to.equal(1n);
    expect(values((await l.ledger.seriesOf(l.seriesId)).totals)).to.deep.equal([1_006n, 1_006n, 0n, 0n, 0n, 0n, 4n]);
  });

  it("issues up to the greatest cap without losing a unit", async () => {
    const { alpha, beta } = l.parties;
    const cap = 2n ** 48n - 1n;
    await l.ledger.connect(alpha.key).openSeries(terms(l.certificateId, await now(), { cap }));
    const seriesId = await l.ledger.seriesCount();
    await l.ledger
      .connect(alpha.key)
      .issueBatch(seriesId, [beta.address, beta.address], [cap - 1n, 1n], [document, document]);
    expect(await unitsOf(l.ledger, voucherId(seriesId, 1))).to.equal(cap - 1n);
    const { totals } = await l.ledger.seriesOf(seriesId);
    expect([totals.issued, totals.live, totals.vouchers]).to.deep.equal([cap, cap, 2n]);
    const more = l.ledger.connect(alpha.key).issue(seriesId, beta.address, 1n, document);
    await refused(l.ledger, more, "SeriesExhausted", seriesId, 0, 1);
  });

  it("is not done by a party that was a grantor elsewhere", async () => {
    const other = await l.admit({ roles: roles.trader });
    const act = l.ledger.connect(other.key).issueBatch(l.seriesId, [other.address], [1], [document]);
    await refused(l.ledger, act, "NotGrantor", l.seriesId, other.address);
  });

  for (const [way, issue] of Object.entries(ways)) {
    it(`is not done by a grantor that became an exchange: ${way}`, async () => {
      const { alpha, authority, beta } = l.parties;
      await l.ledger.connect(authority.key).changeRoles(alpha.address, roles.exchange, document);
      const act = issue(l, l.seriesId, beta.address, 1n, document);
      await refused(l.ledger, act, "RoleMissing", alpha.address, roles.trader);
    });
  }
});
