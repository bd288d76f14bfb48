import { expect } from "chai";
import {
  certify,
  day,
  declareAsset,
  digest,
  networkHelpers,
  now,
  powers,
  roles,
  scopes,
  seriesFixture,
  terms,
  zeroDigest,
} from "../fixture.ts";
import { behavesAsActOfAnAccount } from "./actor.behavior.ts";
import { authoriseOperator, eventsOf, refused, type SeriesLedger, values, voucherId, zeroAddress } from "./support.ts";

const max64 = (1n << 64n) - 1n;

describe("openSeries", () => {
  let l: SeriesLedger;
  let time: number;
  /** What the certificate of the fixture allows: a year, anywhere in the mainland, purposes 0b111, resale. */
  let until: number;
  beforeEach(async () => {
    l = await seriesFixture();
    time = await now();
    until = Number((await l.assets.rightOf(l.assetId, 3, l.parties.alpha.address)).claim.until);
  });
  const open = (over: Record<string, unknown> = {}, party = l.parties.alpha) =>
    l.ledger.connect(party.key).openSeries(terms(l.certificateId, time, over));

  behavesAsActOfAnAccount({
    party: "alpha",
    power: powers.operate,
    scope: scopes.issue,
    act: ({ ledger, seriesTerms }, key) => ledger.connect(key).openSeries(seriesTerms),
  });

  it("is refused to a party that does not trade", async () => {
    const { exchange } = l.parties;
    await refused(l.ledger, open({}, exchange), "RoleMissing", exchange.address, roles.trader);
  });

  it("is refused for a kind of basis that has no source", async () => {
    await refused(l.ledger, open({ basisKind: 0 }), "BasisSourceMissing", 0);
  });

  it("is refused over a basis that does not exist", async () => {
    await refused(l.ledger, open({ basisId: 1 }), "BasisNotLive", 1, 1);
    await refused(l.ledger, open({ basisKind: 2, basisId: 1 }), "BasisNotLive", 2, 1);
  });

  it("is refused over a certificate without the operating right", async () => {
    const assetId = await declareAsset(l, l.parties.beta);
    const certificateId = await certify(l, l.parties.beta, assetId, [1, 2]);
    const act = open({ basisId: certificateId }, l.parties.beta);
    await refused(l.ledger, act, "BasisNotLive", 1, certificateId);
  });

  it("is refused over an operating right whose term ended", async () => {
    await networkHelpers.time.increaseTo(until + 1);
    await refused(l.ledger, open({ end: until + day }), "BasisNotLive", 1, l.certificateId);
  });

  it("is refused over the basis of another", async () => {
    const { alpha, beta } = l.parties;
    await refused(l.ledger, open({}, beta), "BasisOfAnotherParty", 1, l.certificateId, alpha.address);
  });

  it("is refused for core data, and for important data without its assessment", async () => {
    const grade = (value: number, assessment: string) =>
      l.assets.connect(l.parties.authority.key).gradeAsset(l.assetId, value, assessment, digest("graded"));
    await grade(2, zeroDigest);
    await refused(l.ledger, open(), "AssetNotTradable", l.assetId);
    await grade(3, digest("assessment"));
    await refused(l.ledger, open(), "AssetNotTradable", l.assetId);
    await grade(2, digest("assessment"));
    await open();
  });

  it("is refused without a cap", async () => {
    await refused(l.ledger, open({ cap: 0 }), "CapZero");
  });

  it("is refused without the digest of the terms", async () => {
    await refused(l.ledger, open({ termsDigest: zeroDigest }), "DigestMissing");
  });

  it("is refused for no class, a product that names its user, and an authorisation that does not", async () => {
    const { beta } = l.parties;
    await refused(l.ledger, open({ class: 0 }), "ClassInvalid", 0, zeroAddress);
    await refused(l.ledger, open({ namedUser: beta.address }), "ClassInvalid", 2, beta.address);
    await refused(l.ledger, open({ class: 1, purposes: 1, resale: false }), "ClassInvalid", 1, zeroAddress);
  });

  it("is refused for an authorisation that names its grantor as user", async () => {
    const { alpha } = l.parties;
    const own = open({ class: 1, purposes: 1, resale: false, namedUser: alpha.address });
    await refused(l.ledger, own, "ClassInvalid", 1, alpha.address);
  });

  for (const [rule, price, fits] of [
    [0, 0, false],
    [0, 1, false],
    [1, 0, true],
    [1, 1, false],
    [2, 0, false],
    [2, 1, true],
    [3, 0, false],
    [3, 1, true],
    [4, 0, true],
    [4, 1, false],
  ] as const) {
    it(`is ${fits ? "done" : "refused"} for price rule ${rule} with a unit price of ${price}`, async () => {
      const act = open({ priceRule: rule, unitPrice: price });
      if (fits) await act;
      else await refused(l.ledger, act, "PriceInvalid", rule, price);
    });
  }

  it("is refused for a term that is empty, over, or longer than the basis", async () => {
    for (const [start, end] of [
      [time, time],
      [time + 9, time + 8],
      [time - 2 * day, time - day],
      [time, until + 1],
    ] as const) {
      await refused(l.ledger, open({ start, end }), "TermInvalid", start, end, until);
    }
    await open({ end: until });
  });

  it("is refused for a territory beyond the basis, and outside the mainland", async () => {
    await refused(l.ledger, open({ territory: 344 }), "TerritoryExceedsBasis", 344, 156);
    const assetId = await declareAsset(l, l.parties.beta);
    const certificateId = await certify(l, l.parties.beta, assetId, [3], { territory: 0 });
    time = await now();
    for (const territory of [0, 344]) {
      const act = open({ basisId: certificateId, territory }, l.parties.beta);
      await refused(l.ledger, act, "ExportPathMissing", territory);
    }
    await open({ basisId: certificateId }, l.parties.beta);
  });

  it("is refused for purposes beyond the basis, and for none, of either class", async () => {
    const { beta } = l.parties;
    for (const purposes of [0n, 0b1000n, 0b1001n, max64]) {
      await refused(l.ledger, open({ purposes }), "PurposesInvalid", purposes, 0b111);
    }
    const authorisation = { class: 1, namedUser: beta.address, resale: false };
    for (const purposes of [0n, 0b11n, 0b1000n]) {
      await refused(l.ledger, open({ ...authorisation, purposes }), "PurposesInvalid", purposes, 0b111);
    }
    await open({ ...authorisation, purposes: 0b100 });
  });

  it("is refused to allow the resale that the basis does not", async () => {
    const assetId = await declareAsset(l, l.parties.beta);
    const certificateId = await certify(l, l.parties.beta, assetId, [3], { resale: false });
    time = await now();
    await refused(l.ledger, open({ basisId: certificateId }, l.parties.beta), "ResaleExceedsBasis");
    await open({ basisId: certificateId, resale: false }, l.parties.beta);
  });

  it("is refused beyond 32 live series over one basis; an ended one makes room", async () => {
    const short = await open({ end: time + 2 * day });
    await short.wait();
    const ending = await l.ledger.seriesCount();
    for (let opened = await l.ledger.seriesCount(); opened < 32n; ++opened) await open();
    await refused(l.ledger, open(), "SeriesLimitReached", 1, l.certificateId, 32);
    await networkHelpers.time.increaseTo(time + 2 * day + 1);
    await open();
    const list = await l.ledger.seriesOverBasis(1, l.certificateId);
    expect(list.length).to.equal(32);
    expect(list).to.include(33n).and.not.include(ending);
    expect(new Set(list).size).to.equal(32);
    await refused(l.ledger, open(), "SeriesLimitReached", 1, l.certificateId, 32);
  });

  it("returns the id, records every term and logs it", async () => {
    const { alpha } = l.parties;
    const given = terms(l.certificateId, time, { start: time + 5, unitPrice: max64, cap: (1n << 48n) - 1n });
    expect(await l.ledger.connect(alpha.key).openSeries.staticCall(given)).to.equal(2n);
    const recorded = [
      1n,
      l.certificateId,
      2n,
      true,
      156n,
      BigInt(time + 5),
      BigInt(given.end),
      (1n << 48n) - 1n,
      0b011n,
      zeroAddress,
      2n,
      max64,
      digest("terms"),
      [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n],
    ];
    expect(await eventsOf(l.ledger, l.ledger.connect(alpha.key).openSeries(given))).to.deep.equal([
      ["SeriesOpened", 2n, l.assetId, alpha.address, alpha.address, alpha.key.address, alpha.key.address, recorded],
    ]);
    expect(values(await l.ledger.seriesOf(2n))).to.deep.equal([
      2n,
      l.assetId,
      alpha.address,
      alpha.address,
      recorded,
      [0n, 0n, 0n, 0n, 0n, 0n, 0n],
      false,
      false,
      false,
      false,
    ]);
    expect(await l.ledger.seriesCount()).to.equal(2n);
    expect(await l.ledger.seriesOverBasis(1, l.certificateId)).to.deep.equal([1n, 2n]);
  });

  it("records an authorisation with its one user and purpose", async () => {
    const { beta } = l.parties;
    await open({ class: 1, namedUser: beta.address, purposes: 0b10, resale: false, priceRule: 1, unitPrice: 0 });
    const seen = (await l.ledger.seriesOf(2n)).terms;
    expect([seen.class, seen.namedUser, seen.purposes, seen.resale, seen.priceRule, seen.unitPrice]).to.deep.equal([
      1n,
      beta.address,
      0b10n,
      false,
      1n,
      0n,
    ]);
  });

  it("stands over authorised operation of public data, within it", async () => {
    const { operator, beta } = l.parties;
    const basis = await authoriseOperator(l);
    time = await now();
    const over = { basisKind: 2, basisId: basis.authorisationId };
    const wide = open({ ...over, purposes: 0b100 }, operator);
    await refused(l.ledger, wide, "PurposesInvalid", 0b100, 0b11);
    const long = open({ ...over, end: basis.until + 1 }, operator);
    await refused(l.ledger, long, "TermInvalid", time, basis.until + 1, basis.until);
    await open(over, operator);
    const seen = await l.ledger.seriesOf(2n);
    expect([seen.assetId, seen.grantor]).to.deep.equal([basis.assetId, operator.address]);
    await l.ledger.connect(operator.key).issue(2, beta.address, 5, digest("voucher"));
    expect(await l.ledger.ownerOf(voucherId(2n, 1))).to.equal(beta.address);
  });
});
