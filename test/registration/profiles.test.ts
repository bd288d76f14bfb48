import { expect } from "chai";
import type { Wallet } from "ethers";
import { expectEvent, expectRefusal, expectStruct, fieldsOf } from "../expectations.ts";
import {
  bareFixture,
  declareAsset,
  freshKey,
  ledgerFixture,
  passNotice,
  powers,
  roles,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { allKinds, nationalGuide, profileIds, publicTrack, type TestTerms } from "../rules.ts";
import { acts, apply, caseIn, document, giveTerms } from "./cases.ts";
import { confirmEvidence } from "./national.ts";

const define = (
  { profiles, parties }: TestLedger,
  over: Partial<TestTerms> = {},
  label = "深圳 Shenzhen",
  paper = document,
  key: Wallet = parties.authority.key,
) => profiles.connect(key).defineProfile(label, { ...nationalGuide, ...over }, paper);

describe("defineProfile", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.authority,
    call: (ledger, key) => define(ledger, {}, "Label", document, key),
  });

  for (const party of ["governance", "registry", "body", "alpha"] as const) {
    it(`is refused to a party that is no authority: ${party}`, async () => {
      const ledger = await ledgerFixture();
      const { key, address } = ledger.parties[party];
      const attempt = define(ledger, {}, "Label", document, key);
      await expectRefusal(attempt, ledger.profiles, "RoleMissing", [address, roles.authority]);
    });
  }

  it("is refused without a label, and for one over 64 bytes of UTF-8", async () => {
    const ledger = await ledgerFixture();
    for (const [label, length] of [
      ["", 0],
      ["x".repeat(65), 65],
      ["登".repeat(22), 66],
    ] as const) {
      await expectRefusal(define(ledger, {}, label), ledger.profiles, "ProfileLabelInvalid", [length]);
    }
    await define(ledger, {}, `${"登".repeat(21)}x`);
    expect(await ledger.profiles.profileCount()).to.equal(3n);
  });

  const wrong: [keyof TestTerms, number, Partial<TestTerms>?][] = [
    ["acceptanceDays", 0],
    ["examinationDays", 0],
    ["noticeDays", 0],
    ["objectionDays", 0],
    ["objectionDays", 0, { trial: true }],
    ["informDays", 0],
    ["validityMonths", 0],
    ["validityMonths", 1_201],
    ["kinds", 0],
    ["kinds", 1],
    ["kinds", allKinds | 1],
    ["kinds", allKinds | (1 << 6)],
    ["kinds", 1 << 15],
  ];
  for (const [member, value, over] of wrong) {
    it(`is refused for ${member} ${value}${over ? " of a trial too" : ""}`, async () => {
      const ledger = await ledgerFixture();
      const attempt = define(ledger, { ...over, [member]: value });
      await expectRefusal(attempt, ledger.profiles, "ProfileTermInvalid", [member, value]);
    });
  }

  it("is refused without the rule it follows", async () => {
    const ledger = await ledgerFixture();
    await expectRefusal(define(ledger, {}, "Label", zeroDigest), ledger.profiles, "DocumentMissing");
  });

  const sound: [string, Partial<TestTerms>][] = [
    ["the national guide", {}],
    ["a trial without notice", { trial: true, noticeDays: 0 }],
    ["no extension", { extensionDays: 0 }],
    ["a single kind", { kinds: 1 << 1 }],
    ["the shortest of everything", { acceptanceDays: 1, examinationDays: 1, noticeDays: 1, validityMonths: 1 }],
    [
      "the longest of everything",
      {
        acceptanceDays: 255,
        examinationDays: 255,
        extensionDays: 255,
        noticeDays: 255,
        objectionDays: 255,
        informDays: 255,
        validityMonths: 1_200,
        renewalMonths: 255,
        nameLimit: 65_535,
        summaryLimit: 65_535,
        keepYears: 255,
        transferNeedsAllRights: true,
        fourEyes: true,
        trial: true,
      },
    ],
  ];
  for (const [name, over] of sound) {
    it(`returns the next id, records every member and says all of it: ${name}`, async () => {
      const ledger = await ledgerFixture();
      const { profiles, parties } = ledger;
      const { key, address } = parties.authority;
      const terms = { ...nationalGuide, ...over };
      const signer = profiles.connect(key);
      expect(await signer.defineProfile.staticCall("深圳 Shenzhen", terms, document)).to.equal(3n);
      await expectEvent(define(ledger, over), profiles, "ProfileDefined", [
        3,
        address,
        key.address,
        "深圳 Shenzhen",
        terms,
        document,
      ]);
      expect(await profiles.profileCount()).to.equal(3n);
      expectStruct(await profiles.profileTerms(3), terms);
      // Those defined before stay as they are: a profile never changes.
      expectStruct(await profiles.profileTerms(profileIds.nationalGuide), nationalGuide);
      expectStruct(await profiles.profileTerms(profileIds.publicTrack), publicTrack);
    });
  }
});

describe("giveProfile", () => {
  const give = ({ profiles, parties }: TestLedger, registry: string, profileId: bigint, paper = document) =>
    profiles.connect(parties.authority.key).giveProfile(registry, profileId, paper);

  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.authority,
    call: ({ profiles, parties }, key) => profiles.connect(key).giveProfile(parties.registry.address, 2, document),
  });

  it("is refused to others, for others than registries, for no profile, and without a document", async () => {
    const ledger = await ledgerFixture();
    const { profiles, parties } = ledger;
    const { registry, alpha, exchange } = parties;
    for (const { key, address } of [registry, alpha]) {
      const attempt = profiles.connect(key).giveProfile(registry.address, 2, document);
      await expectRefusal(attempt, profiles, "RoleMissing", [address, roles.authority]);
    }
    const nobody = freshKey().address;
    await expectRefusal(give(ledger, nobody, 2n), ledger.ledger, "PartyUnknown", [nobody]);
    for (const { address } of [alpha, exchange]) {
      await expectRefusal(give(ledger, address, 99n), profiles, "ProfileForRegistriesOnly", [address]);
    }
    for (const profileId of [0n, 3n]) {
      await expectRefusal(give(ledger, registry.address, profileId), profiles, "ProfileUnknown", [profileId]);
    }
    await expectRefusal(give(ledger, registry.address, 2n, zeroDigest), profiles, "DocumentMissing");
    expect(await profiles.profileOf(registry.address)).to.equal(profileIds.nationalGuide);
  });

  it("records the registry's profile and says who gave it", async () => {
    const ledger = await ledgerFixture();
    const { profiles, parties } = ledger;
    const { key, address } = parties.authority;
    const second = await ledger.admit({ roles: roles.registry });
    await expectRefusal(profiles.profileOf(second.address), profiles, "ProfileMissing", [second.address]);
    const sent = give(ledger, second.address, 2n);
    await expectEvent(sent, profiles, "ProfileGiven", [second.address, 2, address, key.address, document]);
    expect(await profiles.profileOf(second.address)).to.equal(2n);
    expect(await profiles.profileOf(parties.registry.address)).to.equal(1n);
  });
});

describe("givePublicProfile", () => {
  const give = ({ profiles, parties }: TestLedger, profileId: bigint, paper = document) =>
    profiles.connect(parties.authority.key).givePublicProfile(profileId, paper);

  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.authority,
    call: ({ profiles }, key) => profiles.connect(key).givePublicProfile(1, document),
  });

  it("is refused to others, for no profile, and without a document", async () => {
    const ledger = await ledgerFixture();
    const { profiles, parties } = ledger;
    for (const { key, address } of [parties.registry, parties.body]) {
      const attempt = profiles.connect(key).givePublicProfile(1, document);
      await expectRefusal(attempt, profiles, "RoleMissing", [address, roles.authority]);
    }
    for (const profileId of [0n, 3n]) {
      await expectRefusal(give(ledger, profileId), profiles, "ProfileUnknown", [profileId]);
    }
    await expectRefusal(give(ledger, 1n, zeroDigest), profiles, "DocumentMissing");
  });

  it("records the track's profile and says who gave it", async () => {
    const ledger = await bareFixture();
    const { profiles, parties } = ledger;
    const { key, address } = parties.authority;
    await expectRefusal(profiles.publicProfile(), profiles, "PublicProfileMissing");
    await define(ledger);
    await expectEvent(give(ledger, 1n), profiles, "PublicProfileGiven", [1, address, key.address, document]);
    expect(await profiles.publicProfile()).to.equal(1n);
  });
});

describe("profileTerms", () => {
  it("knows no profile that was not defined", async () => {
    const { profiles } = await ledgerFixture();
    for (const profileId of [0, 3]) {
      await expectRefusal(profiles.profileTerms(profileId), profiles, "ProfileUnknown", [profileId]);
    }
  });
});

describe("the profile of a case", () => {
  it("is needed to apply at a registry, and its kinds decide what may be applied for (articles 32-37)", async () => {
    const bare = await bareFixture();
    const { alpha, registry } = bare.parties;
    const assetId = await declareAsset(bare, alpha);
    await expectRefusal(apply(bare, alpha, assetId), bare.profiles, "ProfileMissing", [registry.address]);
    const ledger = await ledgerFixture();
    const other = await declareAsset(ledger, ledger.parties.alpha);
    const profileId = await giveTerms(ledger, { kinds: allKinds & ~(1 << 1) });
    const attempt = apply(ledger, ledger.parties.alpha, other);
    await expectRefusal(attempt, ledger.assets, "KindNotOffered", [1, profileId]);
    await giveTerms(ledger, { kinds: 1 << 1 });
    expect(await apply(ledger, ledger.parties.alpha, other)).to.equal(1n);
  });

  it("stays the one it began with: another that its registry is given changes nothing in it", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const { caseId } = await caseIn(ledger, "examined");
    const before = { record: fieldsOf(await assets.caseOf(caseId)), clock: fieldsOf(await assets.clockOf(caseId)) };
    const other = { acceptanceDays: 1, examinationDays: 1, noticeDays: 20, noticeWaivable: false, trial: true };
    const later = await giveTerms(ledger, { ...other, fourEyes: true });
    expect(fieldsOf(await assets.caseOf(caseId))).to.deep.equal(before.record);
    expect(fieldsOf(await assets.clockOf(caseId))).to.deep.equal(before.clock);
    expect(before.record["profileId"]).to.equal(profileIds.nationalGuide);

    // Its registry may do what the first profile allows and the second does not, to the end.
    await acts.waiveNotice(ledger, caseId);
    const registry = assets.connect(ledger.parties.registry.key);
    await confirmEvidence(ledger, caseId, document);
    await registry.certifyRegistration(caseId, document, false);
    expect((await ledger.certificates.certificateOf((await assets.caseOf(caseId)).certificateId)).sample).to.equal(
      false,
    );

    const next = await caseIn(ledger, "examined");
    expect((await assets.caseOf(next.caseId)).profileId).to.equal(later);
    const waiver = acts.waiveNotice(ledger, next.caseId);
    await expectRefusal(waiver, assets, "NoticeNotWaivable", [next.caseId, later]);
  });

  it("of a trial lets certificates be issued without notice, and never without the mark 演示", async () => {
    const ledger = await ledgerFixture();
    const { assets, certificates, parties } = ledger;
    await giveTerms(ledger, { trial: true, noticeDays: 0 });
    const { caseId } = await caseIn(ledger, "published");
    const registry = assets.connect(parties.registry.key);
    await expectRefusal(registry.certifyRegistration(caseId, document, false), assets, "TrialUnmarked", [caseId]);
    await registry.certifyRegistration(caseId, document, true);
    const { certificateId } = await assets.caseOf(caseId);
    expect((await certificates.certificateOf(certificateId)).sample).to.equal(true);

    // A trial with a notice marks its certificates just the same.
    await giveTerms(ledger, { trial: true });
    const noticed = await caseIn(ledger, "published");
    await passNotice(ledger, noticed.caseId);
    const unmarked = registry.certifyRegistration(noticed.caseId, document, false);
    await expectRefusal(unmarked, assets, "TrialUnmarked", [noticed.caseId]);
  });

  it("with four eyes lets nobody certify what the same account examined", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    await giveTerms(ledger, { fourEyes: true });
    const { caseId } = await caseIn(ledger, "published");
    await passNotice(ledger, caseId);
    const { key } = parties.registry;
    const own = assets.connect(key).certifyRegistration(caseId, document, true);
    await expectRefusal(own, assets, "SameAccount", [caseId, key.address]);
    const second = freshKey();
    await ledger.ledger.connect(key).addAccount(second.address, powers.approve, 0, 0);
    await assets.connect(second).certifyRegistration(caseId, document, true);
    expect((await assets.caseOf(caseId)).state).to.equal(6n);
  });
});
