import { expect } from "chai";
import { AbiCoder, id, keccak256 } from "ethers";
import { expectEvent, expectRefusal, expectStruct } from "../expectations.ts";
import {
  declaration,
  declareAsset,
  ethers,
  ledgerFixture,
  now,
  powers,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { categories, document, grades, sources } from "./cases.ts";

const declare = (ledger: TestLedger, party: keyof TestLedger["parties"], over: Record<string, unknown> = {}) =>
  ledger.assets.connect(ledger.parties[party].key).declareAsset(declaration(over));

describe("declareAsset", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.alpha,
    call: ({ assets }, key) => assets.connect(key).declareAsset(declaration()),
  });

  const missing = {
    key: zeroDigest,
    fingerprint: zeroDigest,
    descriptorDigest: zeroDigest,
    source: 0,
    category: 0,
    grade: 0,
  };
  for (const [field, nothing] of Object.entries(missing)) {
    it(`is refused without ${field}`, async () => {
      const ledger = await ledgerFixture();
      const attempt = declare(ledger, "alpha", { [field]: nothing });
      await expectRefusal(attempt, ledger.assets, "AssetIncomplete", [field]);
    });
  }

  for (const name of ["", "x".repeat(257), "数".repeat(86)]) {
    it(`is refused for a name of ${Buffer.byteLength(name)} bytes`, async () => {
      const ledger = await ledgerFixture();
      const attempt = declare(ledger, "alpha", { name });
      await expectRefusal(attempt, ledger.assets, "AssetNameInvalid", [Buffer.byteLength(name)]);
    });
  }

  for (const [name, refusal, at] of [
    ["工作日\0时限", "TextNul", 9],
    ["工作日\u202e限时", "TextBidiControl", 9],
    ["工作日\n时限", "TextControlCharacter", 9],
  ] as const) {
    it(`is refused for a name as ${refusal}`, async () => {
      const ledger = await ledgerFixture();
      await expectRefusal(declare(ledger, "alpha", { name }), ledger.assets, refusal, [at]);
    });
  }

  it("takes names of 1 and of 256 bytes", async () => {
    const ledger = await ledgerFixture();
    for (const name of ["x", "x".repeat(256)]) {
      const assetId = await declareAsset(ledger, ledger.parties.alpha, { name });
      expect((await ledger.assets.assetOf(assetId)).declarant).to.equal(ledger.parties.alpha.address);
    }
  });

  it("is refused for derived data without sources, and for sources of other data (article 21)", async () => {
    const ledger = await ledgerFixture();
    const bare = declare(ledger, "alpha", { source: sources.derived });
    await expectRefusal(bare, ledger.assets, "AssetSourcesInvalid", [0]);
    for (const source of [sources.collected, sources.publiclyGathered, sources.agreement]) {
      const attempt = declare(ledger, "alpha", { source, sources: [id("parent")] });
      await expectRefusal(attempt, ledger.assets, "AssetSourcesInvalid", [1]);
    }
  });

  it("is refused for more than 32 sources, and for one named twice", async () => {
    const ledger = await ledgerFixture();
    const many = Array.from({ length: 33 }, (_, index) => id(`parent ${index}`));
    const derived = (list: string[]) => declare(ledger, "alpha", { source: sources.derived, sources: list });
    await expectRefusal(derived(many), ledger.assets, "AssetSourcesInvalid", [33]);
    await expectRefusal(derived([id("a"), id("b"), id("a")]), ledger.assets, "AssetSourcesInvalid", [3]);
  });

  /** Who may declare what: public bodies data of their duties, operators its products, traders the rest (article 15). */
  const allowed: Record<keyof typeof categories, readonly (keyof TestLedger["parties"])[]> = {
    enterprise: ["alpha", "operator"],
    utility: ["alpha", "operator"],
    governmentDuty: ["body"],
    authorisedProduct: ["operator"],
    personal: ["alpha", "operator"],
  };
  for (const [name, category] of Object.entries(categories)) {
    it(`takes data of the category ${name} from ${allowed[name as keyof typeof categories].join(" and ")} only`, async () => {
      const ledger = await ledgerFixture();
      for (const party of ["governance", "authority", "registry", "exchange", "body", "operator", "alpha"] as const) {
        const attempt = declare(ledger, party, { category });
        if (allowed[name as keyof typeof categories].includes(party)) {
          await expect(attempt).to.emit(ledger.assets, "AssetDeclared");
        } else {
          const { address } = ledger.parties[party];
          await expectRefusal(attempt, ledger.assets, "CategoryNotForParty", [category, address]);
        }
      }
    });
  }

  it("is refused for a key that the declarant used, while another may use it", async () => {
    const ledger = await ledgerFixture();
    const assetId = await declareAsset(ledger, ledger.parties.alpha, { key: id("key") });
    await expectRefusal(declare(ledger, "alpha", { key: id("key") }), ledger.assets, "AssetExists", [assetId]);
    const other = await declareAsset(ledger, ledger.parties.beta, { key: id("key") });
    expect(other).not.to.equal(assetId);
  });

  it("is refused for a source that was never declared", async () => {
    const ledger = await ledgerFixture();
    const parent = await declareAsset(ledger, ledger.parties.alpha);
    const attempt = declare(ledger, "alpha", { source: sources.derived, sources: [parent, id("nothing")] });
    await expectRefusal(attempt, ledger.assets, "AssetUnknown", [id("nothing")]);
  });

  it("derives the id from chain, registry, declarant and key", async () => {
    const { assets, parties } = await ledgerFixture();
    const { chainId } = await ethers.provider.getNetwork();
    const encoded = AbiCoder.defaultAbiCoder().encode(
      ["uint256", "address", "address", "bytes32"],
      [chainId, await assets.getAddress(), parties.alpha.address, id("key")],
    );
    expect(await assets.assetIdOf(parties.alpha.address, id("key"))).to.equal(keccak256(encoded));
  });

  it("returns the id, records every field, and says everything in its event", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const parents = [await declareAsset(ledger, alpha), await declareAsset(ledger, ledger.parties.beta)];
    const given = declaration({
      name: "2026年广西物流周转量📦",
      source: sources.derived,
      category: categories.utility,
      sources: parents,
    });
    const assets = ledger.assets.connect(alpha.key);
    const assetId = await assets.declareAsset.staticCall(given);
    expect(assetId).to.equal(await assets.assetIdOf(alpha.address, given.key));
    await expectEvent(assets.declareAsset(given), assets, "AssetDeclared", [
      assetId,
      alpha.address,
      alpha.key.address,
      given,
      grades.general,
    ]);
    expectStruct(await assets.assetOf(assetId), {
      assetId,
      declarant: alpha.address,
      fingerprint: given.fingerprint,
      descriptorDigest: given.descriptorDigest,
      source: sources.derived,
      category: categories.utility,
      grade: grades.general,
      declaredAt: await now(),
      assessmentDigest: zeroDigest,
      sources: parents,
    });
  });

  it("inherits the strictest grade of its sources, and keeps a stricter one of its own (GB/T 43697)", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const parent = async (grade: number) => declareAsset(ledger, alpha, { grade });
    const [general, important, core] = [await parent(1), await parent(2), await parent(3)];
    const cases: [number, string[], number][] = [
      [1, [general], 1],
      [1, [general, important], 2],
      [2, [general], 2],
      [1, [core, important], 3],
      [3, [general], 3],
    ];
    for (const [grade, list, expected] of cases) {
      const given = { grade, source: sources.derived, sources: list };
      const assetId = await declareAsset(ledger, alpha, given);
      expect((await ledger.assets.assetOf(assetId)).grade).to.equal(BigInt(expected));
    }
  });

  it("keeps a child's grade when its source is graded anew: descendants are reviewed, not touched", async () => {
    const ledger = await ledgerFixture();
    const { alpha, authority } = ledger.parties;
    const parent = await declareAsset(ledger, alpha);
    const child = await declareAsset(ledger, alpha, { source: sources.derived, sources: [parent] });
    await ledger.assets.connect(authority.key).gradeAsset(parent, grades.core, zeroDigest, document);
    expect((await ledger.assets.assetOf(child)).grade).to.equal(BigInt(grades.general));
  });
});

describe("assetOf", () => {
  it("knows no asset that was not declared", async () => {
    const { assets } = await ledgerFixture();
    await expectRefusal(assets.assetOf(id("nothing")), assets, "AssetUnknown", [id("nothing")]);
  });
});
