import { expect } from "chai";
import { expectRefusal, plain } from "../expectations.ts";
import {
  certify,
  claims,
  declareAsset,
  ledgerFixture,
  now,
  ownBasis,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { apply, categories, document, rights, sources } from "./cases.ts";
import { bits, joined } from "./later.ts";

/** Cases of a source, as in contracts/registration/RegistrationTypes.sol. */
const sourceCases = { own: 0, commissioned: 1, notSubstituting: 2, contract: 3, fused: 4, entrusted: 5 } as const;
type CaseName = keyof typeof sourceCases;
type SourceName = keyof typeof sources;

/** Which cases each source comes about in (articles 20 and 21). */
const fitting: Record<SourceName, readonly CaseName[]> = {
  collected: ["own", "commissioned", "fused", "entrusted"],
  publiclyGathered: ["own", "notSubstituting"],
  agreement: ["contract"],
  derived: ["own", "fused", "entrusted"],
};

/** Cases that must show a document. */
const documented: readonly CaseName[] = ["commissioned", "notSubstituting", "contract", "entrusted"];

const basisOf = (name: CaseName, given = 0, documentDigest = documented.includes(name) ? document : zeroDigest) => ({
  sourceCase: sourceCases[name],
  rights: given,
  documentDigest,
});

/** Alpha applies for rights in new data of this source, with beta when the data is fused. */
async function attempt(
  ledger: TestLedger,
  source: SourceName,
  basis: { readonly sourceCase: number; readonly rights: number; readonly documentDigest: string },
  list: readonly number[] = [rights.hold],
) {
  const { alpha, beta } = ledger.parties;
  const parent = source === "derived" ? await declareAsset(ledger, alpha) : undefined;
  if (parent) await certify(ledger, alpha, parent, [rights.use]);
  const assetId = await declareAsset(ledger, alpha, { source: sources[source], sources: parent ? [parent] : [] });
  const others = basis.sourceCase === sourceCases.fused ? await joined([beta], list) : [];
  const sent = apply(ledger, alpha, assetId, { basis, claims: claims(await now(), list), others });
  return { assetId, sent };
}

const everyCase = Object.keys(sourceCases) as CaseName[];
const everySource = Object.keys(sources) as SourceName[];
/** What a contract of this case must give so that nothing but the pair decides. */
const giving = (name: CaseName) => (name === "contract" || name === "entrusted" ? bits.all : 0);

describe("the case of a source (articles 20, 21)", () => {
  for (const source of everySource) {
    for (const name of everyCase) {
      const fits = fitting[source].includes(name);
      it(`${fits ? "may be" : "is refused as"} ${name} for data that is ${source} (articles 20, 21)`, async () => {
        const ledger = await ledgerFixture();
        const { sent } = await attempt(ledger, source, basisOf(name, giving(name)));
        if (fits) return void expect(await sent).to.equal(await ledger.assets.caseCount());
        await expectRefusal(sent, ledger.assets, "SourceCaseInvalid", [sources[source], sourceCases[name]]);
      });
    }
  }

  it("is recorded with the case, and keeps what the contract gives (article 21)", async () => {
    const ledger = await ledgerFixture();
    const basis = basisOf("contract", bits.hold | bits.use);
    const caseId = await (await attempt(ledger, "agreement", basis, [rights.use])).sent;
    expect(plain((await ledger.assets.caseOf(caseId)).basis)).to.deep.equal(plain(basis));
  });
});

describe("the document of a source (articles 20, 21)", () => {
  for (const name of documented) {
    it(`is asked for when data is ${name} (articles 20, 21)`, async () => {
      const ledger = await ledgerFixture();
      const source = everySource.find((each) => fitting[each].includes(name))!;
      const { sent } = await attempt(ledger, source, basisOf(name, 0, zeroDigest));
      await expectRefusal(sent, ledger.assets, "SourceDocumentInvalid", [sourceCases[name], zeroDigest]);
    });
  }

  it("is refused where the data is the applicant's own (article 20)", async () => {
    const ledger = await ledgerFixture();
    const { sent } = await attempt(ledger, "collected", basisOf("own", 0, document));
    await expectRefusal(sent, ledger.assets, "SourceDocumentInvalid", [sourceCases.own, document]);
  });

  it("may be there or not for fused data, whose contract may be silent or missing (article 21)", async () => {
    const ledger = await ledgerFixture();
    for (const paper of [zeroDigest, document]) {
      const { sent } = await attempt(ledger, "collected", basisOf("fused", 0, paper), Object.values(rights));
      expect(await sent).to.equal(await ledger.assets.caseCount());
    }
  });
});

describe("the rights that a contract gives (articles 20, 21)", () => {
  for (const [source, name, paper] of [
    ["collected", "own", zeroDigest],
    ["collected", "commissioned", document],
    ["publiclyGathered", "notSubstituting", document],
    ["collected", "fused", zeroDigest],
  ] as const) {
    it(`are not named where no contract gives any: ${name}${paper === document ? "" : " without a document"}`, async () => {
      const ledger = await ledgerFixture();
      const { sent } = await attempt(ledger, source, basisOf(name, bits.hold, paper));
      await expectRefusal(sent, ledger.assets, "RightNotInContract", [0, bits.hold]);
    });
  }

  for (const [source, name] of [
    ["agreement", "contract"],
    ["collected", "entrusted"],
    ["collected", "fused"],
  ] as const) {
    for (const given of [1, bits.hold | 1, 16, 255]) {
      it(`are the three and no others: bits ${given} of a ${name} case (article 21)`, async () => {
        const ledger = await ledgerFixture();
        const { sent } = await attempt(ledger, source, basisOf(name, given, document));
        await expectRefusal(sent, ledger.assets, "RightNotInContract", [0, given]);
      });
    }

    for (const [right, bit] of [
      [rights.hold, bits.hold],
      [rights.use, bits.use],
      [rights.operate, bits.operate],
    ] as const) {
      it(`bound what may be registered: right ${right} of a ${name} case (article 21)`, async () => {
        const ledger = await ledgerFixture();
        const without = bits.all & ~bit;
        const beyond = await attempt(ledger, source, basisOf(name, without, document), [right]);
        await expectRefusal(beyond.sent, ledger.assets, "RightNotInContract", [right, without]);
        const within = await attempt(ledger, source, basisOf(name, bit, document), [right]);
        expect(await within.sent).to.equal(1n);
      });
    }
  }

  for (const [source, name] of [
    ["agreement", "contract"],
    ["collected", "entrusted"],
    ["derived", "entrusted"],
  ] as const) {
    it(`are none where the contract is silent, whatever is claimed: ${name}, ${source} (article 21)`, async () => {
      for (const right of Object.values(rights)) {
        const ledger = await ledgerFixture();
        const { sent } = await attempt(ledger, source, basisOf(name), [right]);
        await expectRefusal(sent, ledger.assets, "RightNotInContract", [right, 0]);
      }
    });
  }

  it("bound each of those who fuse their data, not only the applicant (article 21)", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta } = ledger.parties;
    const assetId = await declareAsset(ledger, alpha);
    const given = bits.hold | bits.use;
    const asked = {
      basis: basisOf("fused", given, document),
      claims: claims(await now(), [rights.hold]),
      others: await joined([beta], [rights.operate]),
    };
    const sent = apply(ledger, alpha, assetId, asked);
    await expectRefusal(sent, ledger.assets, "RightNotInContract", [rights.operate, given]);
  });
});

describe("what each case lets its applicants register (articles 20, 21)", () => {
  const all = Object.values(rights);

  for (const [source, name] of [
    ["collected", "own"],
    ["collected", "commissioned"],
    ["derived", "own"],
    ["publiclyGathered", "notSubstituting"],
  ] as const) {
    it(`is all three rights in ${source} data that is ${name} (articles 20, 21)`, async () => {
      const ledger = await ledgerFixture();
      const { sent } = await attempt(ledger, source, basisOf(name), all);
      expect(await sent).to.equal(await ledger.assets.caseCount());
    });
  }

  it("is all three rights in a natural person's own data (article 20)", async () => {
    const ledger = await ledgerFixture();
    const assetId = await declareAsset(ledger, ledger.parties.alpha, { category: categories.personal });
    expect(await apply(ledger, ledger.parties.alpha, assetId)).to.equal(1n);
  });

  it("is hold and use in what was gathered and may replace its source, operate not (article 21)", async () => {
    const ledger = await ledgerFixture();
    const { sent } = await attempt(ledger, "publiclyGathered", ownBasis, all);
    await expectRefusal(sent, ledger.assets, "RightNotRegistrable", [rights.operate, sources.publiclyGathered]);
    const lesser = await attempt(ledger, "publiclyGathered", ownBasis, [rights.hold, rights.use]);
    expect(await lesser.sent).to.equal(1n);
  });

  it("is all three in fused data without a word of the contract, since all apply together (article 21)", async () => {
    const ledger = await ledgerFixture();
    const { sent } = await attempt(ledger, "collected", basisOf("fused"), all);
    expect(await sent).to.equal(1n);
  });

  it("is nothing in fused data for one who applies alone (article 21)", async () => {
    const ledger = await ledgerFixture();
    const assetId = await declareAsset(ledger, ledger.parties.alpha);
    for (const [given, paper] of [
      [0, zeroDigest],
      [0, document],
      [bits.all, document],
    ] as const) {
      const sent = apply(ledger, ledger.parties.alpha, assetId, { basis: basisOf("fused", given, paper) });
      await expectRefusal(sent, ledger.assets, "FusedByOne", [assetId]);
    }
  });
});
